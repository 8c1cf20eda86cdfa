import type { SyncContext } from '../context.js';
import type { Desk } from '../desk.js';

/**
 * Works off create runs that are queued, or that a process left in the middle: nobody else does when the one who asked is gone. Ends early when
 * the program is asked to stop.
 */
export async function workQueuedRuns(context: Pick<SyncContext, 'store' | 'stop'>, desk: Pick<Desk, 'work'>): Promise<void> {
  for (const run of await context.store.runs.listUnfinished()) {
    if (context.stop.aborted) return;
    if (run.kind === 'create' && run.state !== 'waiting') await desk.work(run.id);
  }
}
