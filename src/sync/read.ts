import type { Appointment } from '../domain/booking.js';
import { RemoteError, wordsOfError } from '../domain/errors.js';
import type { ItemFacts } from '../domain/item.js';
import type { AppointmentAnswer, AppointmentRecord } from '../domain/ports.js';
import { blocks, warns, wordsOf, type Problem } from '../domain/problems.js';
import type { AppointmentReading } from '../domain/appointment-store.js';
import type { Instant } from '../domain/time.js';
import { say, type Words } from '../domain/words/sentence.js';
import type { SyncContext } from './context.js';
import { firstMapping } from './map-new.js';

/** Turns list records and single reads into readings, and saves them. */
export interface Reader {
  counts: {
    read: number;
    inserted: number;
    updated: number;
    olderSkipped: number;
    attendeesLeft: number;
    unreadable: number;
    mapped: number;
  };
  /** Records that could not be understood at all, for the run's list. */
  unreadable: { appointmentId: string | null; sentences: Words }[];
  /** The reading of a changed record, with a GET where the list does not tell the attendees. Null when even its id is unknown. */
  readRecord(record: AppointmentRecord): Promise<AppointmentReading | null>;
  /** A GET of one appointment, outside a walk. */
  readOne(appointmentId: string): Promise<{ answer: AppointmentAnswer['kind']; reading: AppointmentReading | null }>;
  save(readings: readonly AppointmentReading[]): Promise<void>;
}

/** A reader for one business. `flatten` makes billing items of an appointment. */
export function createReader(
  context: SyncContext,
  businessId: string,
  flatten: (appointment: Appointment) => ItemFacts[],
): Reader {
  const counts = { read: 0, inserted: 0, updated: 0, olderSkipped: 0, attendeesLeft: 0, unreadable: 0, mapped: 0 };
  const unreadable: Reader['unreadable'] = [];
  let failuresInARow = 0;
  const mapping = firstMapping(context);

  async function get(
    appointmentId: string,
  ): Promise<{ answer: AppointmentAnswer; readAt: Instant } | { failure: unknown; readAt: Instant }> {
    const readAt = context.clock.now();
    try {
      const answer = await context.source.findAppointment(businessId, appointmentId);
      counts.read += 1;
      failuresInARow = 0;
      return { answer, readAt };
    } catch (error) {
      failuresInARow += 1;
      if (!isAboutThisRecord(error) || failuresInARow >= context.settings.read.failuresInARow) throw error;
      return { failure: error, readAt };
    }
  }

  function reading(
    appointment: Appointment,
    fingerprint: string | null,
    readAt: Instant,
    problems: Problem[],
  ): AppointmentReading {
    if (problems.length > 0) counts.unreadable += 1;
    const items = flatten(appointment).map((item) => ({ ...item, readingProblems: [...item.readingProblems, ...problems] }));
    return {
      businessId,
      appointmentId: appointment.id,
      startsAt: appointment.startsAt,
      endsAt: appointment.endsAt,
      lastUpdatedAt: appointment.lastUpdatedAt,
      fingerprint,
      complete: appointment.attendees !== null,
      readAt,
      items,
    };
  }

  /** The list's record makes no sense: the single reading may. Otherwise it is reported, and what is stored stays. */
  async function readBroken(id: string | null, problem: Problem): Promise<AppointmentReading | null> {
    const got = id === null ? null : await get(id);
    if (got !== null && 'answer' in got && got.answer.kind === 'found')
      return reading(got.answer.appointment, null, got.readAt, []);
    counts.unreadable += 1;
    unreadable.push({ appointmentId: id, sentences: wordsOf(problem) });
    return null;
  }

  return {
    counts,
    unreadable,
    async readRecord(record) {
      if (!('appointment' in record)) return readBroken(record.id, record.problem);
      const { appointment, fingerprint } = record;
      const listedAt = context.clock.now();
      if (appointment.attendees !== null && context.settings.read.each === 'auto')
        return reading(appointment, fingerprint, listedAt, []);
      const got = await get(appointment.id);
      if ('failure' in got) return reading(appointment, null, listedAt, [unreadNow(wordsOfError(got.failure))]);
      const { answer, readAt } = got;
      if (answer.kind === 'found') return reading(answer.appointment, fingerprint, readAt, []);
      if (answer.kind === 'broken') return reading(appointment, null, listedAt, [answer.problem]);
      // Gone between the list and the GET: list data stands until the next complete window says more.
      if (answer.kind === 'absent') return reading(appointment, null, listedAt, [unreadNow([say('no-such-appointment')])]);
      return reading(appointment, fingerprint, listedAt, [unaddressable()]);
    },
    async readOne(appointmentId) {
      const got = await get(appointmentId);
      if ('failure' in got) throw got.failure;
      const found = got.answer.kind === 'found' ? reading(got.answer.appointment, null, got.readAt, []) : null;
      return { answer: got.answer.kind, reading: found };
    },
    async save(readings) {
      if (readings.length === 0) return;
      const saved = await context.store.appointments.saveReadings(readings, mapping);
      counts.inserted += saved.inserted;
      counts.updated += saved.updated;
      counts.olderSkipped += saved.skipped;
      counts.attendeesLeft += saved.left;
      counts.mapped += saved.mapped;
    },
  };
}

/** A 5xx or a timeout may be this one record's; a refused sign-in or a source that cannot be reached is everybody's. */
function isAboutThisRecord(error: unknown): boolean {
  return error instanceof RemoteError && !error.needsAttention && error.outcome !== 'not-sent';
}

function unreadNow(why: Words): Problem {
  return blocks('reading-incomplete', 'wait', say('attendees-unread'), ...why);
}

function unaddressable(): Problem {
  return warns('reading-incomplete', 'confirm', say('id-with-slash'));
}
