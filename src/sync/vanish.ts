import pLimit from 'p-limit';
import { RemoteError } from '../domain/errors.js';
import type { BillingItem } from '../domain/item.js';
import type { KnownAppointment } from '../domain/appointment-store.js';
import { msOf } from '../domain/time.js';
import { inEnglish } from '../domain/words/plain.js';
import { say, type Sentence, type Words } from '../domain/words/sentence.js';
import { flattenAppointment } from '../mapping/flatten.js';
import type { SyncContext } from './context.js';
import { shapeOf } from './shape.js';
import type { PullResult } from './pull.js';
import { createReader, type Reader } from './read.js';
import { noteSingleReadings } from './walk.js';

export interface VanishResult {
  counts: VanishCounts;
  /** Absent appointments whose single reading failed, so that nothing is known about them. */
  unclear: { appointmentId: string; sentences: Words }[];
  /** Set when so much was missing that nothing was believed. */
  alert: Sentence | null;
}

interface VanishCounts {
  missing: number;
  returned: number;
  confirmedGone: number;
}

/**
 * Infers cancellations from confirmed absence only (E-10): the window was complete, the appointment was not in it, a GET says 404, and a
 * second GET some minutes later says so again. Anything but a 404 proves nothing. A mass disappearance cancels nothing and alerts.
 */
export async function vanish(context: SyncContext, pulled: PullResult): Promise<VanishResult> {
  const counts = { missing: 0, returned: 0, confirmedGone: 0 };
  const { appointments, cursors } = context.store;
  const cursor = `vanished:${pulled.businessId}`;
  const before = await appointments.listMissing(pulled.businessId);
  const settled = (await cursors.read(cursor)) === 'settled';
  if (pulled.unchanged && before.length === 0 && settled) return { counts, unclear: [], alert: null };
  if (settled) await cursors.save(cursor, 'open', context.clock.now());

  const back = before.filter((appointment) => pulled.seen.has(appointment.id)).map((appointment) => appointment.id);
  await appointments.clearMissing(pulled.businessId, back, context.clock.now());
  counts.returned += back.length;

  const absent = await listAbsent(context, pulled);
  const alert = await guard(context, pulled, absent.length);
  if (alert !== null) return { counts, unclear: [], alert };
  const unclear = await lookAtAll(context, pulled.businessId, absent, counts);
  // Pages that stay as they are say nothing new; only an absence that was looked into to its end needs no second cycle like this one.
  if (unclear.length === 0) await cursors.save(cursor, 'settled', context.clock.now());
  return { counts, unclear, alert: null };
}

/** A reading that fails is about one appointment; a source that refuses or cannot be reached ends the looking. Returns the first kind. */
async function lookAtAll(
  context: SyncContext,
  businessId: string,
  absent: readonly KnownAppointment[],
  counts: VanishCounts,
): Promise<VanishResult['unclear']> {
  const reader = await readerFor(context, businessId);
  const limit = pLimit(context.settings.read.pagesInFlight);
  const unclear: VanishResult['unclear'] = [];
  const fatal: unknown[] = [];
  const lookAt = async (appointment: KnownAppointment): Promise<void> => {
    if (fatal.length > 0) return;
    try {
      await look(context, businessId, reader, appointment, counts);
    } catch (error) {
      if (error instanceof RemoteError && error.outcome === 'unknown')
        unclear.push({ appointmentId: appointment.id, sentences: error.sentences });
      else fatal.push(error);
    }
  };
  await Promise.all(absent.map((appointment) => limit(() => lookAt(appointment))));
  if (fatal.length > 0) throw fatal[0];
  return unclear;
}

/** A reader with the business's own flattening. */
export async function readerFor(context: SyncContext, businessId: string): Promise<Reader> {
  const { business, companies, version } = await shapeOf(context, businessId);
  await noteSingleReadings(context, businessId, version);
  return createReader(context, businessId, (appointment) => flattenAppointment(appointment, business, context.rules, companies));
}

/** Known appointments that lie in the window and were not seen. How the source treats the window's edges is not known, so the first and last day prove nothing. */
async function listAbsent(context: SyncContext, pulled: PullResult): Promise<KnownAppointment[]> {
  const dayMs = 86_400_000;
  const from = msOf(pulled.window.from) + dayMs;
  const to = msOf(pulled.window.to) - dayMs;
  const absent: KnownAppointment[] = [];
  let afterId: string | null = null;
  for (;;) {
    const chunk: KnownAppointment[] = await context.store.appointments.listInWindow(
      pulled.businessId,
      pulled.window,
      afterId,
      1000,
    );
    for (const known of chunk) {
      const startsAt = msOf(known.startsAt);
      if (!pulled.seen.has(known.id) && startsAt >= from && startsAt < to) absent.push(known);
    }
    const last = chunk.at(-1);
    if (last === undefined || chunk.length < 1000) return absent;
    afterId = last.id;
  }
}

/** Refuses to believe an empty or suddenly much shorter calendar. */
async function guard(context: SyncContext, pulled: PullResult, absentCount: number): Promise<Sentence | null> {
  if (absentCount === 0) return null;
  const { guardShare, guardMinimum } = context.settings.vanish;
  const known = await context.store.appointments.countInWindow(pulled.businessId, pulled.window);
  const empty = pulled.seen.size === 0 && known > 1;
  const tooMany = absentCount >= guardMinimum && absentCount / known > guardShare;
  if (!empty && !tooMany) return null;
  const share = Math.round((absentCount / known) * 100);
  const counts = { absent: String(absentCount), known: String(known), share: String(share) };
  return say('many-missing', { ...counts, business: pulled.businessId });
}

async function look(
  context: SyncContext,
  businessId: string,
  reader: Reader,
  known: KnownAppointment,
  counts: VanishCounts,
): Promise<void> {
  const now = context.clock.now();
  const { appointments } = context.store;
  const { answer, reading } = await reader.readOne(known.id);
  if (reading !== null) {
    await reader.save([reading]);
    await appointments.clearMissing(businessId, [known.id], now);
    counts.returned += 1;
    return;
  }
  if (answer === 'broken') return;
  if (!confirms(context, known, answer === 'unaddressable')) {
    if (known.sourceState === 'present' || answer === 'unaddressable')
      await appointments.markMissing(businessId, [known.id], now);
    counts.missing += 1;
    return;
  }
  const touched = await appointments.markGone(businessId, [known.id], now);
  await audit(context, touched);
  counts.confirmedGone += 1;
}

/** Whether this look, added to the earlier ones, is enough to believe that the appointment is gone. */
function confirms(context: SyncContext, known: KnownAppointment, unaddressable: boolean): boolean {
  if (known.missingSince === null) return false;
  const { secondLookMs, unaddressableWindows } = context.settings.vanish;
  if (unaddressable) return known.missingCount + 1 >= unaddressableWindows;
  return msOf(context.clock.now()) - msOf(known.missingSince) >= secondLookMs;
}

async function audit(context: SyncContext, items: readonly BillingItem[]): Promise<void> {
  const at = context.clock.now();
  await context.store.audit.append(
    items.map((item) => ({
      at,
      actor: 'system',
      action: 'source-gone',
      itemId: item.facts.id,
      invoiceId: item.invoiceId,
      runId: null,
      before: null,
      after: null,
      reason: inEnglish([say('gone-confirmed')]),
    })),
  );
}
