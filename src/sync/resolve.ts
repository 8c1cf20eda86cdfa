import { RemoteError } from '../domain/errors.js';
import { groupBy } from '../domain/group.js';
import type { ItemQuery } from '../domain/filter.js';
import type { BillingItem } from '../domain/item.js';
import type { MappingResult } from '../domain/item-store.js';
import { billItem } from '../mapping/bill.js';
import { areRulesApplied, noteRulesApplied } from './applied-rules.js';
import type { SyncContext } from './context.js';
import type { Feed } from './feed.js';
import { linkCustomers } from './link-customers.js';
import { linkItems } from './link-items.js';
import { loadKnowledge } from './knowledge.js';
import { markWaiting } from './look-again.js';
import { companyProfile } from './profiles.js';

export interface ResolveResult {
  counts: { mapped: number; linked: number; created: number; waiting: number };
}

const chunkSize = 200;

/**
 * Links attendees to ERP customers and services to ERP items, then maps every item whose inputs changed and saves what it found, problems
 * included, on the item's row. Costs nothing when nothing changed.
 *
 * `more`: items are still being read; asked when none is left to map.
 */
export async function resolve(context: SyncContext, more?: Feed['more']): Promise<ResolveResult> {
  const counts = { mapped: 0, linked: 0, created: 0, waiting: 0 };
  await applyNewRules(context);
  await markMatured(context);
  await markWaiting(context);
  const unreached = new Map<string, RemoteError>();
  // While a chunk is mapped and saved, the next one is read and its people are looked for.
  let mapping: Promise<void> = Promise.resolve();
  try {
    for await (const items of unmappedChunks(context, more)) {
      const linked = await linkReachable(context, items, counts, unreached);
      await mapping;
      mapping = mapGroups(context, linked, counts);
      mapping.catch(() => {});
    }
  } finally {
    await mapping;
  }
  for (const error of unreached.values()) throw error;
  return { counts };
}

async function* unmappedChunks(context: SyncContext, more?: Feed['more']): AsyncGenerator<BillingItem[]> {
  let after: string | null = null;
  for (;;) {
    for await (const chunk of chunksAfter(context, after)) {
      after = chunk.at(-1)!.facts.id;
      yield chunk;
      context.stop.throwIfAborted();
    }
    if (more === undefined) return;
    if (await more()) continue;
    // What was read again meanwhile lies before the place that was reached.
    more = undefined;
    after = null;
  }
}

async function* chunksAfter({ store }: SyncContext, after: string | null): AsyncGenerator<BillingItem[]> {
  let next = store.items.listUnmapped(after, chunkSize);
  for (;;) {
    const chunk = await next;
    const last = chunk.at(-1);
    if (last === undefined) return;
    next = store.items.listUnmapped(last.facts.id, chunkSize);
    // Whoever stops asking does not hear of a failure of what was read ahead.
    next.catch(() => {});
    yield chunk;
  }
}

/**
 * Links the items of each company; returns the groups that can be mapped. One company that cannot be reached does not keep the others' items
 * waiting; its own stay unmapped for the next time.
 */
async function linkReachable(
  context: SyncContext,
  items: readonly BillingItem[],
  counts: ResolveResult['counts'],
  unreached: Map<string, RemoteError>,
): Promise<BillingItem[][]> {
  const linked: BillingItem[][] = [];
  for (const [companyId, group] of groupBy(items, (item) => item.facts.companyId)) {
    if (companyId !== null && unreached.has(companyId)) continue;
    try {
      if (companyId !== null) await linkCompany(context, companyId, group, counts);
      linked.push(group);
    } catch (error) {
      if (companyId === null || !(error instanceof RemoteError) || error.needsAttention) throw error;
      unreached.set(companyId, error);
    }
  }
  return linked;
}

async function linkCompany(
  context: SyncContext,
  companyId: string,
  items: readonly BillingItem[],
  counts: ResolveResult['counts'],
): Promise<void> {
  await linkItems(context, companyId, items, counts);
  await linkCustomers(context, companyId, items, counts);
  // What the mapping will ask of the company is asked while it can be reached.
  await companyProfile(context, companyId);
}

async function mapGroups(
  context: SyncContext,
  groups: readonly (readonly BillingItem[])[],
  counts: ResolveResult['counts'],
): Promise<void> {
  for (const group of groups) await mapItems(context, group, counts);
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
  if (await areRulesApplied(context, context.store)) return;
  await context.store.items.markUnmapped({ all: true });
  await noteRulesApplied(context);
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
