import { RequestError } from '../../domain/errors.js';
import type { Run } from '../../domain/store.js';
import type { SyncContext } from '../context.js';
import type { Desk } from '../desk.js';
import { whileHolding } from '../lease.js';
import { resolve } from '../resolve.js';
import { assignCustomer, mapService } from './assign.js';
import { queueCreate, workCreate } from './create.js';
import { decide } from './decide.js';
import { preview } from './preview.js';
import { withdraw } from './withdraw.js';

/** Cursor a person's "Sync now" is written to; the daemon watches it. */
export const nudgeCursor = 'nudge';

const searchLimit = 20;

/** Everything a person can do, over the four ports. `onRun` hears every change of a run. */
export function createDesk(context: SyncContext, onRun: (run: Run) => void = () => {}): Desk {
  return {
    preview: (selection, options) => preview(context, selection, options),
    create: (selection, options, dataVersion, actor) => queueCreate(context, selection, options, dataVersion, actor),
    work: (runId) => work(context, runId, onRun),
    decide: async (rows, change, reason, actor) => {
      const outcomes = await decide(context, rows, change, reason, actor);
      await resolve(context);
      return outcomes;
    },
    assignCustomer: (itemId, customerNumber, actor) => assignCustomer(context, itemId, customerNumber, actor),
    mapService: (itemId, itemNumber, actor) => mapService(context, itemId, itemNumber, actor),
    retry: (itemIds, actor) => retry(context, itemIds, actor),
    searchCustomers: (companyId, text) => context.erp.searchCustomers(companyId, text, searchLimit),
    searchItems: (companyId, text) => context.erp.searchItems(companyId, text, searchLimit),
    withdraw: (invoiceId, actor) => withdraw(context, invoiceId, actor),
    syncNow: async () => context.store.cursors.save(nudgeCursor, context.clock.now(), context.clock.now()),
  };
}

/** One process works on a run; the others are told who it is. */
async function work(context: SyncContext, runId: string, onRun: (run: Run) => void): Promise<Run> {
  const run = await context.store.runs.find(runId);
  if (run === null) throw new RequestError('not-found', 'There is no such run.');
  if (run.state !== 'queued' && run.state !== 'running') return run;
  const held = await whileHolding(context, `run:${runId}`, () => workCreate(context, run, onRun));
  return held === null ? run : held.result;
}

/** Forgets refusals and open questions of these rows and asks again now. */
async function retry(context: SyncContext, itemIds: readonly string[], actor: string): Promise<number> {
  const now = context.clock.now();
  const items = await context.store.items.find(itemIds);
  for (const { facts } of items) {
    if (facts.companyId === null) continue;
    if (facts.partyKey !== null) await context.store.links.removeQuestion(facts.companyId, 'customer', facts.partyKey);
    await context.store.links.removeQuestion(facts.companyId, 'item', `${facts.businessId}|${facts.serviceId}`);
  }
  await context.store.items.clearRefusals(itemIds, now);
  const count = await context.store.items.markForMapping(itemIds);
  await context.store.audit.append(
    items.map(({ facts }) => ({
      at: now,
      actor,
      action: 'retry',
      itemId: facts.id,
      invoiceId: null,
      runId: null,
      before: null,
      after: null,
      reason: '',
    })),
  );
  await resolve(context);
  return count;
}
