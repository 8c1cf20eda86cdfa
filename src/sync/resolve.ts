import { RemoteError } from '../domain/errors.js';
import { groupBy } from '../domain/group.js';
import type { ItemQuery } from '../domain/filter.js';
import type { BillingItem } from '../domain/item.js';
import type { MappingResult } from '../domain/item-store.js';
import { billItem } from '../mapping/bill.js';
import type { SyncContext } from './context.js';
import { linkCustomers } from './link-customers.js';
import { linkItems } from './link-items.js';
import { loadKnowledge } from './knowledge.js';
import { markWaiting } from './look-again.js';

export interface ResolveResult {
  counts: { mapped: number; linked: number; created: number; waiting: number };
}

const chunkSize = 500;

/**
 * Links attendees to ERP customers and services to ERP items, then maps every item whose inputs changed and saves what it found, problems
 * included, on the item's row. Costs nothing when nothing changed.
 */
export async function resolve(context: SyncContext): Promise<ResolveResult> {
  const counts = { mapped: 0, linked: 0, created: 0, waiting: 0 };
  await applyNewRules(context);
  await markMatured(context);
  await markWaiting(context);
  const unreached = new Map<string, RemoteError>();
  let afterId: string | null = null;
  for (;;) {
    const items: BillingItem[] = await context.store.items.listUnmapped(afterId, chunkSize);
    const last = items.at(-1);
    if (last === undefined) break;
    await resolveItems(context, items, counts, unreached);
    context.stop.throwIfAborted();
    afterId = last.facts.id;
  }
  for (const error of unreached.values()) throw error;
  return { counts };
}

/** One company that cannot be reached does not keep the others' items waiting; its own stay unmapped for the next time. */
async function resolveItems(
  context: SyncContext,
  items: readonly BillingItem[],
  counts: ResolveResult['counts'],
  unreached: Map<string, RemoteError>,
): Promise<void> {
  for (const [companyId, group] of groupBy(items, (item) => item.facts.companyId)) {
    if (companyId === null) await mapItems(context, group, counts);
    else if (!unreached.has(companyId)) {
      try {
        await resolveCompany(context, companyId, group, counts);
      } catch (error) {
        if (!(error instanceof RemoteError) || error.needsAttention) throw error;
        unreached.set(companyId, error);
      }
    }
  }
}

async function resolveCompany(
  context: SyncContext,
  companyId: string,
  items: readonly BillingItem[],
  counts: ResolveResult['counts'],
): Promise<void> {
  await linkItems(context, companyId, items, counts);
  await linkCustomers(context, companyId, items, counts);
  await mapItems(context, items, counts);
}

/** How often a mapping is made again because links changed under it; what is still not mapped then waits for the next cycle. */
const mappingAttempts = 5;

async function mapItems(context: SyncContext, items: readonly BillingItem[], counts: ResolveResult['counts']): Promise<void> {
  for (let attempt = 0; attempt < mappingAttempts; attempt += 1) {
    const knowledge = await loadKnowledge(context, context.store, items);
    const results = items.map((item): MappingResult => {
      const billing = billItem(item, knowledge.contextOf(item), context.rules);
      return { itemId: item.facts.id, version: item.version, billing, item };
    });
    const saved = await context.store.items.saveMapping(results, context.clock.now(), knowledge.basis);
    counts.mapped += saved ?? 0;
    if (saved !== null) return;
  }
}

/** Other rules than last time: everything unclaimed is mapped again; drafts stay as they are (ET-23). */
async function applyNewRules(context: SyncContext): Promise<void> {
  const { cursors, items } = context.store;
  if ((await cursors.read('rules')) === context.rules.version) return;
  await items.markUnmapped({ all: true });
  await cursors.save('rules', context.rules.version, context.clock.now());
}

/** Due items whose customer was not found are mapped again: customers are created when due, and an unclear creation is looked for. */
async function markMatured(context: SyncContext): Promise<void> {
  const query: ItemQuery = {
    view: 'not-invoiced',
    filters: [
      { column: 'customerNumber', term: { kind: 'equals', value: '', ignoreCase: false } },
      { column: 'reason', term: { kind: 'pattern', pattern: '*customer-not-found*', ignoreCase: false } },
    ],
    search: '',
    sort: { column: 'startsAt', direction: 'ascending' },
  };
  for await (const chunk of context.store.list.ids(query, context.clock.now())) {
    await context.store.items.markForMapping(chunk.map((row) => row.id));
  }
}
