import type { z } from 'zod';
import type { BookingBusiness, BookingService, StaffMember } from '../../domain/booking.js';
import { ContractError, RemoteError } from '../../domain/errors.js';
import { silentLog, type Log } from '../../domain/log.js';
import type { AppointmentAnswer, BookingSource } from '../../domain/ports.js';
import { checkBookings } from './check.js';
import { createGraphClient, type GraphClient, type GraphClientOptions } from './client.js';
import { mapAppointment, mapBusiness, mapService, unreadable } from './mapper.js';
import { appointmentPage, elementsOf, parseJson, readPages } from './pages.js';
import { appointmentPath, businessPath, calendarPath, servicesPath, staffPath } from './paths.js';
import { GraphBusiness, GraphService, GraphStaffMember, faultOf } from './schema.js';

/** Exchange lets four requests of an application run at once over all mailboxes (Graph reference 9.1): the host's default. */
export const defaultGraphConcurrency = 4;

export interface GraphBookingsOptions extends GraphClientOptions {
  /** The machine's clock unless a test says otherwise; only the check looks at it. */
  nowMs?: () => number;
  log?: Log;
}

interface Reader {
  client: GraphClient;
  log: Log | undefined;
}

/** Microsoft Bookings over Graph v1.0. Read only. */
export function createGraphBookings(options: GraphBookingsOptions): BookingSource {
  const client = createGraphClient(options);
  const source: Omit<BookingSource, 'check'> = {
    findBusiness: (businessId) => findBusiness(client, businessId),
    async *listPages(businessId, window) {
      for await (const page of readPages(client, 'GET calendarView', calendarPath(businessId, window))) {
        yield appointmentPage(businessId, page);
      }
    },
    findAppointment: (businessId, appointmentId) => findAppointment(client, businessId, appointmentId),
    listServices: (businessId) => listServices({ client, log: options.log }, businessId),
    listStaff: (businessId) => listStaff({ client, log: options.log }, businessId),
  };
  const nowMs = options.nowMs ?? Date.now;
  return { ...source, check: (businessIds) => checkBookings({ client, source, tokens: options.tokens, nowMs }, businessIds) };
}

async function findBusiness(client: GraphClient, businessId: string): Promise<BookingBusiness | null> {
  const text = await unlessAbsent(client.get('GET bookingBusiness', businessPath(businessId)));
  if (text === null) return null;
  const parsed = GraphBusiness.safeParse(parseJson('bookingBusiness', text));
  if (parsed.success) return mapBusiness(businessId, parsed.data);
  throw new ContractError(
    'bookings',
    `Microsoft Bookings answered bookingBusiness in an unknown form (${faultOf(parsed.error)}).`,
  );
}

async function findAppointment(client: GraphClient, businessId: string, id: string): Promise<AppointmentAnswer> {
  // No encoding carries a slash through (fact 6), and an empty id would ask for the whole list.
  if (id === '' || id.includes('/')) return { kind: 'unaddressable' };
  try {
    const text = await unlessAbsent(client.get('GET appointment', appointmentPath(businessId, id)));
    return text === null ? { kind: 'absent' } : appointmentIn(text, businessId, id);
  } catch (error) {
    if (error instanceof RemoteError && isUnaddressable(error)) return { kind: 'unaddressable' };
    throw error;
  }
}

function appointmentIn(text: string, businessId: string, id: string): AppointmentAnswer {
  const body = bodyOf(text);
  const mapped = body === null ? unreadable(id, 'the answer is not JSON, or was cut') : mapAppointment(businessId, body, 'get');
  if ('problem' in mapped) return { kind: 'broken', problem: mapped.problem };
  // The id we asked by stays its name, however the answer spells it: our rows are keyed by what the list said.
  return { kind: 'found', appointment: { ...mapped.appointment, id } };
}

/** One appointment's broken body is a problem on that appointment; it fails nothing else. */
function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Graph has no code of its own for an id that does not survive in a path; this text is all there is. */
function isUnaddressable({ status, code, message }: RemoteError): boolean {
  return status === 400 && (code === 'ErrorInvalidIdMalformed' || /resource not found for the segment/i.test(message));
}

/** A service without an id is left out and logged: appointments of it then say that their service is missing, all others go on. */
async function listServices(reader: Reader, businessId: string): Promise<BookingService[]> {
  return (await listKnown(reader, 'services', servicesPath(businessId), GraphService)).map(mapService);
}

/** Names are for show: whoever comes without an id is left out and logged. */
async function listStaff(reader: Reader, businessId: string): Promise<StaffMember[]> {
  const members = await listKnown(reader, 'staffMembers', staffPath(businessId), GraphStaffMember);
  return members.map(({ id, displayName }) => ({ id, displayName: displayName ?? '' }));
}

/** The elements of a list that have a known form. */
async function listKnown<T>({ client, log = silentLog }: Reader, name: string, path: string, schema: z.ZodType<T>): Promise<T[]> {
  const known: T[] = [];
  for await (const { text } of readPages(client, `GET ${name}`, path)) {
    for (const element of elementsOf(name, text())) {
      const parsed = schema.safeParse(element);
      if (parsed.success) known.push(parsed.data);
      else log.warn({ path, fault: faultOf(parsed.error) }, 'An entry was left out: it came in an unknown form');
    }
  }
  return known;
}

async function unlessAbsent(text: Promise<string>): Promise<string | null> {
  try {
    return await text;
  } catch (error) {
    if (error instanceof RemoteError && error.status === 404) return null;
    throw error;
  }
}
