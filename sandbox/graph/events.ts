/** What happens at the business while nobody calls the API: the events a poller has to notice (reference section 7). */
import { findHolder, instantMs, joiner, withoutLeaver, type AttendeeSketch } from './event-parts.js';
import { appointmentId, businessKeyOf, guidInExchangeId } from './ids.js';
import type { Appointment, Business, PriceType } from './model.js';
import type { GraphBookings } from './service.js';
import { durationMs, instantText } from './time.js';

/** One event. `business` may be left out where the appointment's, customer's or service's id says it all. */
export type GraphEvent =
  | { kind: 'cancel'; business?: string; appointmentId: string }
  | { kind: 'delete'; business?: string; appointmentId: string }
  /** `startDateTime` as an ISO instant; the length stays unless `endDateTime` is given. `newId` makes it another appointment. */
  | { kind: 'reschedule'; business?: string; appointmentId: string; startDateTime: string; endDateTime?: string; newId?: boolean }
  | { kind: 'price'; business?: string; appointmentId: string; price: number; priceType?: PriceType }
  | { kind: 'attendeeJoins'; business?: string; appointmentId: string; attendee: AttendeeSketch }
  | { kind: 'attendeeLeaves'; business?: string; appointmentId: string; customerId?: string; emailAddress?: string }
  | { kind: 'deleteCustomer'; business?: string; customerId: string }
  | { kind: 'renameService'; business?: string; serviceId: string; displayName: string }
  | {
      kind: 'addAppointment';
      business: string;
      /** Id or display name. */
      service: string;
      startDateTime: string;
      endDateTime?: string;
      attendees?: readonly AttendeeSketch[];
      price?: number;
      priceType?: PriceType;
    };

/** What an event touched. */
export interface EventOutcome {
  business: string;
  appointmentId?: string;
  customerId?: string;
  serviceId?: string;
}

/**
 * Makes an event happen.
 * @throws Error in words when the event names something that does not exist
 */
export function happen(graph: GraphBookings, event: GraphEvent): EventOutcome {
  const { world } = graph;
  const nowMs = world.clock.nowMs();
  switch (event.kind) {
    case 'deleteCustomer':
      return deleteCustomer(world.businesses, event.business, event.customerId);
    case 'renameService': {
      const business = findHolder(
        world.businesses,
        event.business,
        ({ services }) => services.has(event.serviceId),
        `service ${event.serviceId}`,
      );
      Object.assign(business.services.get(event.serviceId)!, {
        displayName: event.displayName,
        lastUpdatedDateTime: instantText(nowMs),
      });
      return { business: business.id, serviceId: event.serviceId };
    }
    case 'addAppointment':
      return addAppointment(world.businesses, event, nowMs);
    default:
      return changeAppointment(world.businesses, event, nowMs);
  }
}

type AppointmentEvent = Exclude<GraphEvent, { kind: 'deleteCustomer' } | { kind: 'renameService' } | { kind: 'addAppointment' }>;

function changeAppointment(businesses: Map<string, Business>, event: AppointmentEvent, nowMs: number): EventOutcome {
  const { appointmentId: id } = event;
  const business = findHolder(
    businesses,
    event.business,
    ({ appointments }) => appointments.find(id) !== undefined,
    `appointment ${id}`,
  );
  const before = business.appointments.find(id)!;
  if (event.kind === 'cancel' || event.kind === 'delete') {
    business.appointments.remove(id);
    return { business: business.id, appointmentId: id };
  }
  const after = { ...before, ...changesOf(event, before, business, nowMs), updatedMs: nowMs };
  if (after.id !== before.id) business.appointments.remove(before.id);
  business.appointments.put(after);
  return { business: business.id, appointmentId: after.id };
}

function changesOf(
  event: Exclude<AppointmentEvent, { kind: 'cancel' } | { kind: 'delete' }>,
  before: Appointment,
  business: Business,
  nowMs: number,
): Partial<Appointment> {
  switch (event.kind) {
    case 'price':
      return { price: event.price, ...(event.priceType ? { priceType: event.priceType } : {}) };
    case 'attendeeJoins':
      return { attendees: [...before.attendees, joiner(business, event.attendee, nowMs)] };
    case 'attendeeLeaves':
      return { attendees: withoutLeaver(before, event) };
    case 'reschedule': {
      const startMs = instantMs(event.startDateTime);
      const endMs = event.endDateTime ? instantMs(event.endDateTime) : startMs + (before.endMs - before.startMs);
      return { startMs, endMs, ...(event.newId ? { ...freshIdentity(business), createdMs: nowMs } : {}) };
    }
  }
}

function freshIdentity(business: Business): { id: string; sequence: number } {
  const sequence = business.appointments.nextSequence();
  return { id: appointmentId(businessKeyOf(business.id), sequence), sequence };
}

function addAppointment(
  businesses: Map<string, Business>,
  event: Extract<GraphEvent, { kind: 'addAppointment' }>,
  nowMs: number,
): EventOutcome {
  const business = findHolder(businesses, event.business, () => true, `business ${event.business}`);
  const service =
    business.services.get(event.service) ??
    [...business.services.values()].find(({ displayName }) => displayName === event.service);
  if (!service) throw new Error(`${business.displayName} has no service ${event.service}.`);
  const startMs = instantMs(event.startDateTime);
  const appointment: Appointment = {
    ...freshIdentity(business),
    startMs,
    endMs: event.endDateTime ? instantMs(event.endDateTime) : startMs + durationMs(service.defaultDuration),
    service,
    serviceName: service.displayName,
    price: event.price ?? service.defaultPrice,
    priceType: event.priceType ?? service.defaultPriceType,
    maximumAttendeesCount: service.maximumAttendeesCount,
    attendees: (event.attendees ?? []).map((attendee) => joiner(business, attendee, nowMs)),
    staffMemberIds: [...business.staffMembers.keys()].slice(0, 1),
    createdMs: nowMs,
    updatedMs: nowMs,
    selfService: false,
  };
  business.appointments.put(appointment);
  return { business: business.id, appointmentId: appointment.id };
}

function deleteCustomer(businesses: Map<string, Business>, businessId: string | undefined, customerId: string): EventOutcome {
  const guid = guidInExchangeId(customerId) ?? customerId;
  const business = findHolder(businesses, businessId, ({ customers }) => customers.has(guid), `customer ${customerId}`);
  business.customers.delete(guid);
  return { business: business.id, customerId: guid };
}
