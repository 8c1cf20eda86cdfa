import type { Appointment, Attendee } from '../domain/booking.js';
import type { ItemFacts } from '../domain/item.js';
import { blocks, type Problem } from '../domain/problems.js';
import { addMs } from '../domain/time.js';
import { say } from '../domain/words/sentence.js';
import { digest } from './digest.js';
import { businessRuleOf, companyOf } from './lookup.js';
import { attendeeKeyOf, partyKeyOf } from './party.js';
import type { Rules } from './rules.js';
import { serviceRuleOf } from './services.js';

/** What Bookings says of the business itself. */
export interface BusinessFacts {
  currency: string | null;
  timeZone: string | null;
  /** Names of staff by id, as far as known. */
  staffNames?: Readonly<Record<string, string>>;
}

/**
 * One appointment as billing items: one per attendee, or one for all where the service's price is per event (E-8).
 *
 * `companyIds` maps what the rules may write (name, display name or id) to the company's id. Ids are stable: the same appointment and
 * attendee give the same id on every reading, whatever the rules route it to (E-38). Notes no template prints are dropped.
 */
export function flattenAppointment(
  appointment: Appointment,
  business: BusinessFacts,
  rules: Rules,
  companyIds: ReadonlyMap<string, string>,
): ItemFacts[] {
  return seatsOf(appointment, rules).map(({ key, attendee, partyAttendee }) => {
    const kept = attendee === null ? null : withoutUnusedNotes(attendee, rules);
    const facts = commonFacts(appointment, business, rules);
    return {
      ...facts,
      id: digest(`${appointment.businessId}|${appointment.id}|${key}`),
      attendeeKey: key,
      companyId: companyIdOf({ ...facts, attendee }, rules, companyIds),
      partyKey: partyKeyOf(appointment.businessId, partyAttendee, rules.customers.samePerson) ?? standIn(appointment, key),
      attendee: kept,
    };
  });
}

/** A booking that names nobody can still be assigned to a customer by a person (E-13); the answer holds for this appointment only. */
function standIn(appointment: Appointment, key: string): string | null {
  return key === 'nobody' ? `${appointment.businessId}|appointment:${digest(appointment.id)}` : null;
}

interface Seat {
  key: string;
  attendee: Attendee | null;
  /** Who must become a customer; null for an event somebody else pays. */
  partyAttendee: Attendee | null;
}

function seatsOf(appointment: Appointment, rules: Rules): Seat[] {
  const attendees = appointment.attendees ?? [];
  const service = serviceRuleOf(appointmentService(appointment), rules);
  if (service?.price === 'per-event') {
    const organiser = attendees[0] ?? null;
    return [{ key: 'event', attendee: organiser, partyAttendee: service.payer === 'organiser' ? organiser : null }];
  }
  if (attendees.length === 0) return [{ key: 'nobody', attendee: null, partyAttendee: null }];
  const seen = new Map<string, number>();
  return attendees.map((attendee) => {
    const key = attendeeKeyOf(attendee);
    const seat = (seen.get(key) ?? 0) + 1;
    seen.set(key, seat);
    return { key: seat === 1 ? key : `${key}~${seat}`, attendee, partyAttendee: attendee };
  });
}

type CommonFacts = Omit<ItemFacts, 'id' | 'attendeeKey' | 'companyId' | 'partyKey' | 'attendee'>;

function commonFacts(appointment: Appointment, business: BusinessFacts, rules: Rules): CommonFacts {
  const rule = businessRuleOf(appointment.businessId, rules);
  const graceMinutes = rule?.graceMinutes ?? rules.graceMinutes;
  const note = (name: string, text: string): string => (rules.templates.used.has(`appointment.${name}`) ? text : '');
  return {
    businessId: appointment.businessId,
    appointmentId: appointment.id,
    serviceId: appointment.serviceId,
    serviceName: appointment.serviceName,
    startsAt: appointment.startsAt,
    endsAt: appointment.endsAt,
    maturesAt: addMs(appointment.endsAt, graceMinutes * 60_000),
    timeZone: business.timeZone ?? rule?.timeZone ?? null,
    priceType: appointment.priceType,
    price: appointment.price,
    currency: business.currency ?? rule?.currency ?? null,
    maximumAttendeesCount: appointment.maximumAttendeesCount,
    filledAttendeesCount: appointment.filledAttendeesCount,
    listedAttendeesCount: appointment.attendees?.length ?? 0,
    staffMemberIds: appointment.staffMemberIds,
    staffNames: appointment.staffMemberIds.map((id) => business.staffNames?.[id] || id),
    label: appointment.label,
    serviceNotes: note('serviceNotes', appointment.serviceNotes),
    additionalInformation: note('additionalInformation', appointment.additionalInformation),
    selfService: appointment.selfService,
    lastUpdatedAt: appointment.lastUpdatedAt,
    createdAt: appointment.createdAt,
    readingProblems: readingProblemsOf(appointment),
  };
}

/** A reading that does not tell the attendees must not pass for one without attendees (E-8). */
function readingProblemsOf(appointment: Appointment): Problem[] {
  if (appointment.attendees !== null) return [];
  return [blocks('reading-incomplete', 'retry', say('attendees-not-told'))];
}

function companyIdOf(
  subject: CommonFacts & { attendee: Attendee | null },
  rules: Rules,
  companyIds: ReadonlyMap<string, string>,
): string | null {
  const company = companyOf(subject, rules);
  if (company === null) return null;
  const exact = companyIds.get(company);
  if (exact !== undefined) return exact;
  const wanted = company.trim().toLowerCase();
  for (const [name, id] of companyIds) if (name.toLowerCase() === wanted || id.toLowerCase() === wanted) return id;
  return null;
}

function withoutUnusedNotes(attendee: Attendee, rules: Rules): Attendee {
  return rules.templates.used.has('attendee.notes') ? attendee : { ...attendee, notes: '' };
}

function appointmentService(appointment: Appointment): Pick<ItemFacts, 'businessId' | 'serviceId' | 'serviceName'> {
  return { businessId: appointment.businessId, serviceId: appointment.serviceId, serviceName: appointment.serviceName };
}
