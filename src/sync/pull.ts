import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { AppointmentPage, AppointmentRecord, TimeWindow } from '../domain/ports.js';
import type { AppointmentReading } from '../domain/appointment-store.js';
import { addMs, localDate, startOfLocalDay, type Instant } from '../domain/time.js';
import { flattenAppointment } from '../mapping/flatten.js';
import type { SyncContext } from './context.js';
import { shapeOf } from './shape.js';
import { createReader, type Reader } from './read.js';
import { openWalk, type Walk } from './walk.js';

/** What one complete walk through a business's window found. */
export interface PullResult {
  businessId: string;
  window: TimeWindow;
  /** Ids of every appointment in the window. */
  seen: Set<string>;
  /** True when every page was exactly as in the last walk: nothing can have vanished. */
  unchanged: boolean;
  counts: Record<string, number>;
  /** Records that could not be understood. */
  unreadable: Reader['unreadable'];
}

/**
 * Reads the window of one business page by page, GETs what is new or changed, flattens attendees into billing items and saves them.
 *
 * The cursor is the time the walk began, written after the last page: a walk that fails half way moves nothing and proves nothing
 * (E-10, E-29, trap 8). `onSaved` is told whenever items were saved. Throws RemoteError or ContractError of the source.
 */
export async function pull(context: SyncContext, businessId: string, onSaved: () => void = () => {}): Promise<PullResult> {
  const startedAt = context.clock.now();
  const { business, companies, version } = await shapeOf(context, businessId);
  const window = await windowOf(context, businessId, business.timeZone, startedAt);
  const walk = await openWalk(context, businessId, version);
  const flatten = (appointment: Parameters<typeof flattenAppointment>[0]) =>
    flattenAppointment(appointment, business, context.rules, companies);
  const reader = createReader(context, businessId, flatten);
  await readPages(context, walk, { ...reader, save: (readings) => reader.save(readings).then(onSaved) }, window);
  const unchanged = await walk.finish();
  await context.store.cursors.save(cursorName(businessId), startedAt, context.clock.now());
  return {
    businessId,
    window,
    seen: walk.seen,
    unchanged,
    counts: { ...walk.counts, ...reader.counts },
    unreadable: reader.unreadable,
  };
}

/** When the last complete walk of a business began; null before the first. */
export function readDataAsOf(context: Pick<SyncContext, 'store'>, businessId: string): Promise<Instant | null> {
  return context.store.cursors.read(cursorName(businessId));
}

const cursorName = (businessId: string): string => `pulled:${businessId}`;

/** Whole local days, so that pages stay the same from one cycle to the next; after downtime it reaches back to the last complete walk. */
async function windowOf(context: SyncContext, businessId: string, timeZone: string | null, now: Instant): Promise<TimeWindow> {
  const zone = timeZone ?? 'UTC';
  const { lookBackDays, lookAheadDays } = context.settings.window;
  const last = await readDataAsOf(context, businessId);
  const earliest = last !== null && last < now ? last : now;
  const dayMs = 86_400_000;
  return {
    from: startOfLocalDay(localDate(addMs(earliest, -lookBackDays * dayMs), zone), zone),
    to: startOfLocalDay(localDate(addMs(now, (lookAheadDays + 1) * dayMs), zone), zone),
  };
}

/** Several pages are worked on at once, so that single reads keep the source busy while the next page is fetched. */
async function readPages(context: SyncContext, walk: Walk, reader: Reader, window: TimeWindow): Promise<void> {
  const limit = pLimit(context.settings.read.pagesInFlight);
  const failures: unknown[] = [];
  const waiting = new Set<Promise<void>>();
  for await (const page of context.source.listPages(walk.businessId, window)) {
    const work = limit(() => readPage(walk, reader, page)).catch((error: unknown) => void failures.push(error));
    const tracked = work.finally(() => waiting.delete(tracked));
    waiting.add(tracked);
    if (waiting.size >= context.settings.read.pagesInFlight) await Promise.race(waiting);
    if (failures.length > 0) break;
    context.stop.throwIfAborted();
  }
  await Promise.all(waiting);
  if (failures.length > 0) throw failures[0];
}

/**
 * The request for the page after this one is about to be sent, and goes first: parsing a page holds the thread for milliseconds in which the
 * source would have nothing of ours to answer.
 */
async function readPage(walk: Walk, reader: Reader, page: AppointmentPage): Promise<void> {
  await nextTurn();
  if (await walk.recognise(page.fingerprint)) return;
  const records = page.read();
  const ids = records.flatMap((record) => idOf(record) ?? []);
  const changed = await walk.changedRecords(records, ids);
  const readings = await Promise.all(changed.map((record) => reader.readRecord(record)));
  await reader.save(readings.filter((reading): reading is AppointmentReading => reading !== null));
  // A page is remembered only when every record on it was understood and read; otherwise it is looked at again next time.
  const complete = readings.every((reading) => reading !== null && reading.fingerprint !== null);
  await walk.remember(page.fingerprint, ids, complete && ids.length === records.length);
}

function idOf(record: AppointmentRecord): string | null {
  return 'appointment' in record ? record.appointment.id : record.id;
}
