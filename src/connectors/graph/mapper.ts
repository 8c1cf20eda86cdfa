import {
  priceTypes,
  type Appointment,
  type Attendee,
  type BookingBusiness,
  type BookingService,
  type PriceType,
} from '../../domain/booking.js';
import { blocks, type Problem } from '../../domain/problems.js';
import { say } from '../../domain/words/sentence.js';
import { customerIdOf } from './customer-id.js';
import { GraphAppointment, faultOf, type Customer, type GraphBusiness, type GraphService } from './schema.js';
import { ianaZone, instantOf, type DateTimeTimeZone } from './time.js';

/** Lists may leave the attendees out; a GET tells them (Graph reference 4.3). */
export type Reading = 'list' | 'get';

/** An appointment in our words, or the problem that keeps it from being read. */
export type MappedAppointment = { appointment: Appointment } | { id: string | null; problem: Problem };

const zeroGuid = '00000000-0000-0000-0000-000000000000';

/** Turns a body of Graph into an appointment. Never throws: a body we cannot read is a problem on that appointment. */
export function mapAppointment(businessId: string, body: unknown, reading: Reading): MappedAppointment {
  const parsed = GraphAppointment.safeParse(body);
  if (!parsed.success) return unreadable(idOf(body), faultOf(parsed.error));
  const raw = parsed.data;
  const startsAt = instantFrom(raw.startDateTime ?? raw.start);
  const endsAt = instantFrom(raw.endDateTime ?? raw.end);
  if (startsAt === null) return unreadable(raw.id, 'startDateTime: no readable moment');
  if (endsAt === null) return unreadable(raw.id, 'endDateTime: no readable moment');
  return { appointment: { ...plainFields(businessId, raw), startsAt, endsAt, attendees: attendeesOf(raw, reading) } };
}

/** The problem of a reading that could not be understood. */
export function unreadable(id: string | null, fault: string): { id: string | null; problem: Problem } {
  const sentence =
    id === null ? say('some-appointment-unreadable', { fault }) : say('appointment-unreadable', { appointment: id, fault });
  return { id, problem: blocks('reading-broken', 'fix-in-bookings', sentence) };
}

function plainFields(businessId: string, raw: GraphAppointment): Omit<Appointment, 'startsAt' | 'endsAt' | 'attendees'> {
  return {
    businessId,
    id: raw.id,
    serviceId: raw.serviceId ?? '',
    serviceName: raw.serviceName ?? '',
    priceType: priceTypeOf(raw.priceType),
    price: raw.price ?? 0,
    maximumAttendeesCount: raw.maximumAttendeesCount ?? 1,
    filledAttendeesCount: raw.filledAttendeesCount ?? null,
    staffMemberIds: raw.staffMemberIds ?? [],
    label: raw.appointmentLabel ?? '',
    serviceNotes: raw.serviceNotes ?? '',
    additionalInformation: raw.additionalInformation ?? '',
    selfService: Boolean(raw.selfServiceAppointmentId) && raw.selfServiceAppointmentId !== zeroGuid,
    lastUpdatedAt: instantFromText(raw.lastUpdatedDateTime),
    createdAt: instantFromText(raw.createdDateTime),
  };
}

/**
 * Null means "this reading does not tell". A list without the property, or with an empty one although seats are taken or their number is
 * not told, does not. A GET does; the flat copy of one customer stands in only where a GET lists nobody.
 */
function attendeesOf(raw: GraphAppointment, reading: Reading): Attendee[] | null {
  const customers = raw.customers ?? [];
  if (customers.length > 0) return customers.map(attendeeOf);
  if (reading === 'list') return raw.customers && raw.filledAttendeesCount === 0 ? [] : null;
  const flat = flatAttendee(raw);
  if (flat) return [flat];
  return raw.customers ? [] : null;
}

function attendeeOf(customer: Customer): Attendee {
  const address = customer.location?.address;
  return {
    customerId: customerIdOf(customer.customerId),
    name: customer.name ?? '',
    email: customer.emailAddress ?? '',
    phone: customer.phone ?? '',
    notes: customer.notes ?? '',
    address: {
      street: address?.street ?? '',
      city: address?.city ?? '',
      state: address?.state ?? '',
      postalCode: address?.postalCode ?? '',
      countryOrRegion: address?.countryOrRegion ?? '',
    },
    answers: (customer.customQuestionAnswers ?? []).map(({ questionId, question, answer, selectedOptions }) => ({
      questionId: questionId || null,
      question: question ?? '',
      answer: answer || (selectedOptions ?? []).join(', '),
    })),
  };
}

function flatAttendee(raw: GraphAppointment): Attendee | null {
  const { customerName: name, customerEmailAddress: emailAddress, customerPhone: phone, customerNotes: notes } = raw;
  if (!name?.trim() && !emailAddress?.trim() && !phone?.trim()) return null;
  return attendeeOf({ name, emailAddress, phone, notes });
}

/** A business in our words. `businessId`: the address it was asked for by. */
export function mapBusiness(businessId: string, raw: GraphBusiness): BookingBusiness {
  const currency = raw.defaultCurrencyIso?.trim().toUpperCase() ?? '';
  return {
    id: businessId.toLowerCase(),
    displayName: raw.displayName ?? '',
    currency: /^[A-Z]{3}$/.test(currency) ? currency : null,
    timeZone: ianaZone(raw.bookingPageSettings?.businessTimeZone),
  };
}

/** A service in our words. */
export function mapService(raw: GraphService): BookingService {
  return {
    id: raw.id,
    displayName: raw.displayName ?? '',
    description: raw.description ?? '',
    defaultPrice: raw.defaultPrice ?? 0,
    defaultPriceType: priceTypeOf(raw.defaultPriceType),
    maximumAttendeesCount: raw.maximumAttendeesCount ?? 1,
  };
}

/** Price types Graph adds later are held for a person, never guessed. */
function priceTypeOf(text: string | null | undefined): PriceType {
  if (text === null || text === undefined) return 'undefined';
  return priceTypes.find((known) => known === text) ?? 'unknownFutureValue';
}

function instantFrom(value: DateTimeTimeZone | null | undefined): string | null {
  return value ? instantOf(value) : null;
}

function instantFromText(dateTime: string | null | undefined): string | null {
  return dateTime ? instantOf({ dateTime }) : null;
}

function idOf(body: unknown): string | null {
  const id = typeof body === 'object' && body !== null ? (body as { id?: unknown }).id : null;
  return typeof id === 'string' && id !== '' ? id : null;
}
