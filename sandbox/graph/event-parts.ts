/** What events are made of: finding what they name, and attendees coming and going. */
import { customerGuidOf, guidInExchangeId } from './ids.js';
import type { Appointment, Attendee, Business, Customer } from './model.js';
import { attendeeOf } from './seed-people.js';
import { instantText } from './time.js';

/** An attendee as an event names one: a known customer by id or e-mail, or a new one by name and e-mail. */
export interface AttendeeSketch {
  customerId?: string;
  name?: string;
  emailAddress?: string | null;
  phone?: string;
}

/** Finds the customer meant, or adds one, as Bookings does when it does not recognise the booker. */
export function joiner(business: Business, sketch: AttendeeSketch, nowMs: number): Attendee {
  const { customerId, emailAddress = null, name = 'New customer', phone } = sketch;
  if (customerId !== undefined) {
    const known = business.customers.get(guidInExchangeId(customerId) ?? customerId);
    if (!known) throw new Error(`${business.displayName} has no customer ${customerId}.`);
    return attendeeOf(known, business.timeZone);
  }
  const known = [...business.customers.values()].find(
    (candidate) => emailAddress !== null && candidate.emailAddress === emailAddress,
  );
  return attendeeOf(known ?? addCustomer(business, { name, emailAddress, phone }, nowMs), business.timeZone);
}

function addCustomer(
  business: Business,
  { name, emailAddress, phone }: { name: string; emailAddress: string | null; phone: string | undefined },
  nowMs: number,
): Customer {
  const customer: Customer = {
    id: customerGuidOf('joined', business.id, business.customers.size, nowMs),
    displayName: name,
    emailAddress,
    phones: phone === undefined ? [] : [{ number: phone, type: 'mobile' }],
    addresses: [],
    createdDateTime: instantText(nowMs),
    lastUpdatedDateTime: instantText(nowMs),
  };
  business.customers.set(customer.id, customer);
  return customer;
}

/**
 * The attendees without the one named by id or e-mail address.
 * @throws Error when none is
 */
export function withoutLeaver(
  { attendees }: Appointment,
  { customerId, emailAddress }: { customerId?: string; emailAddress?: string },
): Attendee[] {
  const stays = attendees.filter((attendee) =>
    customerId === undefined
      ? attendee.emailAddress?.toLowerCase() !== emailAddress?.toLowerCase()
      : attendee.customerId !== (guidInExchangeId(customerId) ?? customerId),
  );
  if (stays.length === attendees.length) throw new Error('No attendee of this appointment has that id or e-mail address.');
  return stays;
}

/**
 * The business that holds what an event names.
 * @throws Error in words when none does
 */
export function findHolder(
  businesses: Map<string, Business>,
  id: string | undefined,
  holds: (business: Business) => boolean,
  what: string,
): Business {
  const candidates =
    id === undefined ? [...businesses.values()] : [businesses.get(id.toLowerCase())].filter((found) => found !== undefined);
  const holder = candidates.find(holds);
  if (!holder) throw new Error(`There is no ${what} in the sandbox${id === undefined ? '' : ` at ${id}`}.`);
  return holder;
}

/** UTC milliseconds of an ISO instant. @throws Error when it is not one */
export function instantMs(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Error(`${text} is not a time such as 2026-03-02T09:00:00.000Z.`);
  return ms;
}
