import type { Appointment } from '../../domain/booking.js';
import type { CheckFinding } from '../../domain/check.js';
import { messageOf } from '../../domain/errors.js';
import type { BookingSource } from '../../domain/ports.js';
import { instantFromMs } from '../../domain/time.js';
import { adviceFor, failed, ok, unproven, warning } from './check-findings.js';

type Source = Omit<BookingSource, 'check'>;

const dayMs = 86_400_000;
/** Wide enough to meet an appointment in most businesses, narrow enough for a quick answer. */
const probedDays = 14;

/** Reads the first page of the calendar around now, and one appointment of it by its id. */
export async function checkAppointments(source: Source, businessId: string, nowMs: number): Promise<CheckFinding[]> {
  const calendar = `Read the calendar of ${businessId}`;
  const one = `Read one appointment of ${businessId}`;
  try {
    const { count, appointments } = await firstPage(source, businessId, nowMs);
    const first = appointments[0];
    const none = unproven(one, 'The calendar showed none to try.', 'Run the check again when it has one.');
    return [ok(calendar, calendarDetail(count, appointments)), first ? await tryOne(source, one, businessId, first.id) : none];
  } catch (error) {
    return [
      failed(calendar, messageOf(error), adviceFor(error)),
      unproven(one, 'The calendar could not be read.', 'Correct the calendar first.'),
    ];
  }
}

async function firstPage(
  source: Source,
  businessId: string,
  nowMs: number,
): Promise<{ count: number; appointments: Appointment[] }> {
  const window = { from: instantFromMs(nowMs - probedDays * dayMs), to: instantFromMs(nowMs + probedDays * dayMs) };
  for await (const page of source.listPages(businessId, window)) {
    const records = page.read();
    return {
      count: records.length,
      appointments: records.flatMap((record) => ('appointment' in record ? [record.appointment] : [])),
    };
  }
  return { count: 0, appointments: [] };
}

function calendarDetail(count: number, appointments: readonly Appointment[]): string {
  const found = `${count} appointments on the first page of the last and next ${probedDays} days.`;
  const leavesAttendeesOut = appointments.some(({ attendees }) => attendees === null);
  return leavesAttendeesOut
    ? `${found} The list leaves the attendees out, so each new or changed appointment is read one by one.`
    : found;
}

async function tryOne(source: Source, subject: string, businessId: string, id: string): Promise<CheckFinding> {
  const again = 'Run the check again; if it stays, look at this appointment in Bookings.';
  try {
    const answer = await source.findAppointment(businessId, id);
    if (answer.kind === 'found') return ok(subject, `${answer.appointment.attendees?.length ?? 0} attendees.`);
    if (answer.kind === 'broken') return failed(subject, answer.problem.message, again);
    return warning(subject, `Appointment ${id} is in the calendar but cannot be read by its id (${answer.kind}).`, again);
  } catch (error) {
    return failed(subject, messageOf(error), adviceFor(error));
  }
}
