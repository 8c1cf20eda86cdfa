import { randomUUID } from 'node:crypto';
import type { AppointmentRecord } from '../domain/ports.js';
import type { SyncContext } from './context.js';

/** One walk through a window: which pages and records are as they were, and which ids were seen. */
export interface Walk {
  businessId: string;
  seen: Set<string>;
  counts: { pages: number; unchangedPages: number; listed: number; changed: number };
  /** True when exactly this page was saved by the last walk; its ids then count as seen. */
  recognise(fingerprint: string): Promise<boolean>;
  /** The records that differ from what the store holds, or are new. */
  changedRecords(records: readonly AppointmentRecord[], ids: readonly string[]): Promise<AppointmentRecord[]>;
  /** Notes a page whose records are saved; only a `complete` one may be recognised next time. */
  remember(fingerprint: string, ids: readonly string[], complete: boolean): Promise<void>;
  /** Ends a complete walk. True when every page was as in the last one. */
  finish(): Promise<boolean>;
}

/** What the last walk left: a page fingerprint is only worth something when the walk that saved it came to its end. */
interface LastWalk {
  complete: boolean;
  pages: number;
  /** Version of what shapes items when they are read; empty when single readings had another shape since. */
  shape: string;
}

/**
 * Opens a walk. Page fingerprints of an unfinished walk, or of readings of another shape, are forgotten first: an old page that comes back must be
 * read, because the records may have changed in between.
 */
export async function openWalk(context: SyncContext, businessId: string, shape: string): Promise<Walk> {
  const { store, clock } = context;
  const name = cursorOf(businessId);
  const last = await readLastWalk(context, name);
  const sameShape = last.shape === shape;
  if (!last.complete || !sameShape) await store.appointments.prunePages(businessId, '');
  const walkKey = randomUUID();
  const unchangedPages: { fingerprint: string; ids: string[] }[] = [];
  const counts = { pages: 0, unchangedPages: 0, listed: 0, changed: 0 };
  const seen = new Set<string>();
  let dirty = false;

  const noteState = (complete: boolean) =>
    store.cursors.save(name, JSON.stringify({ complete, pages: counts.pages, shape } satisfies LastWalk), clock.now());
  const markDirty = async () => {
    if (dirty) return;
    dirty = true;
    await noteState(false);
  };

  return {
    businessId,
    seen,
    counts,
    async recognise(fingerprint) {
      counts.pages += 1;
      const ids = await store.appointments.findPage(businessId, fingerprint);
      if (ids === null) return false;
      ids.forEach((id) => seen.add(id));
      counts.listed += ids.length;
      counts.unchangedPages += 1;
      unchangedPages.push({ fingerprint, ids });
      return true;
    },
    async changedRecords(records, ids) {
      await markDirty();
      ids.forEach((id) => seen.add(id));
      counts.listed += records.length;
      const known = sameShape ? await store.appointments.findKnown(businessId, ids) : new Map<string, never>();
      const changed = records.filter((record) => {
        if (!('appointment' in record)) return true;
        const before = known.get(record.appointment.id);
        return before === undefined || before.fingerprint !== record.fingerprint || before.sourceState !== 'present';
      });
      counts.changed += changed.length;
      return changed;
    },
    async remember(fingerprint, ids, complete) {
      if (complete) await store.appointments.savePage(businessId, walkKey, fingerprint, ids, clock.now());
    },
    async finish() {
      if (!dirty && last.complete && last.pages === counts.pages) return true;
      for (const page of unchangedPages)
        await store.appointments.savePage(businessId, walkKey, page.fingerprint, page.ids, clock.now());
      await store.appointments.prunePages(businessId, walkKey);
      await noteState(true);
      return false;
    },
  };
}

/**
 * Single readings are about to be saved outside a walk. When they have another shape than the last walk's, as those of a business that was
 * taken out of the rules, the next walk reads everything again: its pages alone would not tell.
 */
export async function noteSingleReadings(context: SyncContext, businessId: string, shape: string): Promise<void> {
  const name = cursorOf(businessId);
  const last = await readLastWalk(context, name);
  if (last.shape === shape || last.shape === '') return;
  await context.store.cursors.save(name, JSON.stringify({ ...last, shape: '' } satisfies LastWalk), context.clock.now());
}

const cursorOf = (businessId: string): string => `walk:${businessId}`;

async function readLastWalk(context: SyncContext, name: string): Promise<LastWalk> {
  const none: LastWalk = { complete: false, pages: 0, shape: '' };
  const text = await context.store.cursors.read(name);
  return text === null ? none : { ...none, ...(JSON.parse(text) as Partial<LastWalk>) };
}
