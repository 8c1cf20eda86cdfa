/** What a caller may write to appointments, and the rules that are awkward about it (reference sections 2.1, 4.4 and 6). */
import type { SandboxRequest } from '../contract.js';
import { badRequest, GraphRefusal } from './errors.js';
import { appointmentId, businessKeyOf, guidInExchangeId } from './ids.js';
import { priceTypes, type Answer, type Appointment, type Attendee, type Business, type PriceType } from './model.js';
import { readDateTime } from './time.js';

type Body = Record<string, unknown>;

/** Written by name; everything computed or immutable is ignored on input. */
const freeTexts = [
  'serviceNotes',
  'customerNotes',
  'appointmentLabel',
  'additionalInformation',
  'joinWebUrl',
  'reminders',
  'serviceLocation',
];

/**
 * Makes a new appointment from a POST body.
 * @throws GraphRefusal 400 for an unreadable body, 500 UnknownError where a business rule is broken, as the service says it
 */
export function createAppointment(business: Business, request: SandboxRequest, nowMs: number): Appointment {
  const body = readBody(request);
  const service = business.services.get(String(body['serviceId'] ?? ''));
  const startMs = readDateTime(body['startDateTime'] ?? body['start']);
  const endMs = readDateTime(body['endDateTime'] ?? body['end']);
  if (Number.isNaN(startMs) || Number.isNaN(endMs)) throw badRequest('The start or end of the appointment cannot be read.');
  if (!service) throw brokenRule();
  const sequence = business.appointments.nextSequence();
  const blank: Appointment = {
    id: appointmentId(businessKeyOf(business.id), sequence),
    sequence,
    startMs,
    endMs,
    service,
    serviceName: service.displayName,
    price: service.defaultPrice,
    priceType: service.defaultPriceType,
    maximumAttendeesCount: service.maximumAttendeesCount,
    attendees: [],
    staffMemberIds: [],
    createdMs: nowMs,
    updatedMs: nowMs,
    selfService: false,
  };
  return applyBody(blank, business, body, nowMs);
}

/**
 * The appointment as a PATCH leaves it.
 * @throws GraphRefusal as createAppointment
 */
export function patchAppointment(
  appointment: Appointment,
  business: Business,
  request: SandboxRequest,
  nowMs: number,
): Appointment {
  return applyBody(appointment, business, readBody(request), nowMs);
}

function applyBody(before: Appointment, business: Business, body: Body, nowMs: number): Appointment {
  const start = body['startDateTime'] ?? body['start'];
  const end = body['endDateTime'] ?? body['end'];
  const after: Appointment = {
    ...before,
    startMs: start === undefined ? before.startMs : readableTime(start),
    endMs: end === undefined ? before.endMs : readableTime(end),
    updatedMs: nowMs,
    extra: { ...before.extra, ...Object.fromEntries(freeTexts.filter((name) => name in body).map((name) => [name, body[name]])) },
  };
  if (typeof body['price'] === 'number') after.price = body['price'];
  if (body['priceType'] !== undefined) after.priceType = readPriceType(body['priceType']);
  if (typeof body['serviceName'] === 'string') after.serviceName = body['serviceName'];
  if (Number.isInteger(body['maximumAttendeesCount'])) after.maximumAttendeesCount = body['maximumAttendeesCount'] as number;
  if (Array.isArray(body['staffMemberIds'])) after.staffMemberIds = body['staffMemberIds'].map(String);
  if (Array.isArray(body['customers'])) after.attendees = readAttendees(after, business, body['customers'] as Body[]);
  return after;
}

/** With several seats, customers must exist: unknown ids vanish without a word, and five or more break the service. */
function readAttendees(appointment: Appointment, business: Business, customers: readonly Body[]): Attendee[] {
  const isGroup = appointment.maximumAttendeesCount > 1;
  if (isGroup && customers.length >= 5) throw brokenRule();
  return customers.flatMap((given) => {
    const id = text(given['customerId']) ?? '';
    const customer = business.customers.get(guidInExchangeId(id) ?? id);
    if (isGroup && !customer) return [];
    return {
      customerId: customer?.id ?? id,
      name: text(given['name']) ?? customer?.displayName ?? null,
      emailAddress: text(given['emailAddress']) ?? customer?.emailAddress ?? null,
      phone: text(given['phone']) ?? customer?.phones[0]?.number ?? null,
      notes: text(given['notes']),
      timeZone: text(given['timeZone']) ?? '',
      answers: Array.isArray(given['customQuestionAnswers']) ? (given['customQuestionAnswers'] as Answer[]) : [],
    };
  });
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function readableTime(value: unknown): number {
  const ms = readDateTime(value);
  if (Number.isNaN(ms)) throw badRequest('A date and time in the request cannot be read.');
  return ms;
}

function readPriceType(value: unknown): PriceType {
  const known = priceTypes.find((priceType) => priceType === value);
  if (!known) throw badRequest(`Requested value '${String(value)}' was not found.`);
  return known;
}

/** Broken business rules come back as a bare 500. */
const brokenRule = (): GraphRefusal => new GraphRefusal(500, 'UnknownError', '');

/**
 * Reads a JSON object.
 * @throws GraphRefusal 400
 */
export function readBody(request: SandboxRequest): Body {
  try {
    const body: unknown = JSON.parse(request.body.toString('utf8'));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body;
  } catch {
    // Falls through to the refusal below.
  }
  throw badRequest('Unable to read JSON request payload.');
}
