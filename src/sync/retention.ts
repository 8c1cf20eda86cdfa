import { addMs, msOf, type Instant } from '../domain/time.js';
import type { SyncContext } from './context.js';

/** How far the audit was looked through; kept so that a stopped program goes on there. */
interface Progress {
  startedAt: Instant;
  /** Entries of before are removed. */
  before: Instant;
  after: number;
  removed: number;
  isDone: boolean;
}

const cursor = 'audit-retention';
const dayMs = 86_400_000;
/** Entries of one transaction. */
const lumpSize = 500;

/** True when the audit is not kept for ever and was not looked through today. */
export async function isRetentionDue(context: SyncContext): Promise<boolean> {
  if (context.settings.retention.auditMs === null) return false;
  const last = await progressOf(context);
  return last === null || !last.isDone || msOf(context.clock.now()) - msOf(last.startedAt) >= dayMs;
}

/**
 * Removes what is older than the retention from the audit, some entries at a time (D.1.14). What is about rows or documents that are not dealt with
 * stays. One entry of the audit says how many were removed, and up to when.
 */
export async function pruneAudit(context: SyncContext): Promise<{ counts: { removed: number } }> {
  let progress = await begin(context);
  while (!progress.isDone) {
    context.stop.throwIfAborted();
    progress = await pruneLump(context, progress);
  }
  return { counts: { removed: progress.removed } };
}

/** An unfinished round goes on; with a longer retention since, it stops earlier. */
async function begin(context: SyncContext): Promise<Progress> {
  const now = context.clock.now();
  const last = await progressOf(context);
  const before = addMs(now, -(context.settings.retention.auditMs ?? msOf(now)));
  if (last === null || last.isDone) return { startedAt: now, before, after: 0, removed: 0, isDone: false };
  return { ...last, before: before < last.before ? before : last.before };
}

function pruneLump({ store, clock }: SyncContext, progress: Progress): Promise<Progress> {
  return store.transaction(async (tx) => {
    const now = clock.now();
    const lump = await tx.audit.prune(progress.before, progress.after, lumpSize);
    const next =
      lump === null ? { ...progress, isDone: true } : { ...progress, after: lump.last, removed: progress.removed + lump.removed };
    if (next.isDone && next.removed > 0) {
      const after = JSON.stringify({ entries: next.removed, before: next.before });
      const about = { itemId: null, invoiceId: null, runId: null };
      await tx.audit.append([{ at: now, actor: 'system', action: 'audit-pruned', ...about, before: null, after, reason: '' }]);
    }
    await tx.cursors.save(cursor, JSON.stringify(next), now);
    return next;
  }, 'later');
}

async function progressOf({ store }: SyncContext): Promise<Progress | null> {
  const text = await store.cursors.read(cursor);
  return text === null ? null : (JSON.parse(text) as Progress);
}
