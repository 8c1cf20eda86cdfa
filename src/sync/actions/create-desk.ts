import { RequestError } from '../../domain/errors.js';
import { say } from '../../domain/words/sentence.js';
import type { Run } from '../../domain/run-store.js';
import type { SyncContext } from '../context.js';
import type { Desk } from '../desk.js';
import { whileHolding } from '../lease.js';
import { resolve } from '../resolve.js';
import { assignCustomer, mapService } from './assign.js';
import { queueCreate, takeRequest, workCreate } from './create.js';
import { decide } from './decide.js';
import { preview } from './preview.js';
import { retry } from './retry.js';
import { withdraw } from './withdraw.js';

/** Cursor a person's "Sync now" is written to: the moment, and who pressed it. The daemon watches it. */
export const nudgeCursor = 'nudge';

const searchLimit = 20;

/** Everything a person can do, over the four ports. `onRun` hears every change of a run. */
export function createDesk(context: SyncContext, onRun: (run: Run) => void = () => {}): Desk {
  return {
    preview: (selection, options, actor) => preview(context, selection, options, actor ?? null),
    create: (selection, options, dataVersion, actor) => queueCreate(context, selection, options, dataVersion, actor),
    work: (runId) => work(context, runId, onRun),
    decide: async (rows, change, reason, actor) => {
      const outcomes = await decide(context, rows, change, reason, actor);
      await resolve(context);
      return outcomes;
    },
    assignCustomer: (...answer) => assignCustomer(context, ...answer),
    mapService: (...answer) => mapService(context, ...answer),
    retry: (itemIds, actor) => retry(context, itemIds, actor),
    searchCustomers: (companyId, text) => context.erp.searchCustomers(companyId, text, searchLimit),
    searchItems: (companyId, text) => context.erp.searchItems(companyId, text, searchLimit),
    withdraw: (invoiceId, actor) => withdraw(context, invoiceId, actor),
    syncNow: async (actor) => {
      const now = context.clock.now();
      await context.store.cursors.save(nudgeCursor, `${now} ${actor}`, now);
    },
  };
}

/** One process works on a run; the others are told who it is. */
async function work(context: SyncContext, runId: string, onRun: (run: Run) => void): Promise<Run> {
  const run = await context.store.runs.find(runId);
  if (run === null) throw new RequestError('not-found', say('run-unknown'));
  if (run.state !== 'queued' && run.state !== 'running') return run;
  const taken = takeRequest(run);
  const held = await whileHolding(context, `run:${runId}`, () => workCreate(context, taken, onRun));
  return held === null ? taken.run : held.result;
}
