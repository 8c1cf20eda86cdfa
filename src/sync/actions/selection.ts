import { createHash } from 'node:crypto';
import { RequestError } from '../../domain/errors.js';
import type { BillingItem } from '../../domain/item.js';
import { stateOf } from '../../domain/state.js';
import { say } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import type { CreateOptions, Selection } from '../desk.js';

/** The ids a selection means now, in list order. `all` never reaches beyond what is not invoiced. */
export async function selectIds(context: SyncContext, selection: Selection): Promise<string[]> {
  const now = context.clock.now();
  if (selection.kind === 'items') return existing(context, [...new Set(selection.ids)]);
  if (selection.kind === 'customer') {
    const rows = await context.store.list.customerItems(selection.customerNumber, now);
    return rows.filter(({ item }) => ['ready', 'blocked'].includes(stateOf(item, now))).map(({ item }) => item.facts.id);
  }
  const query = selection.query.view === 'all' ? { ...selection.query, view: 'not-invoiced' as const } : selection.query;
  const ids: string[] = [];
  for await (const chunk of context.store.list.ids(query, now)) ids.push(...chunk.map((row) => row.id));
  return ids;
}

/** Rows are never deleted, so a missing one was misread or mistyped. Throws RequestError `not-found`. */
async function existing(context: SyncContext, ids: string[]): Promise<string[]> {
  const found = new Set((await context.store.items.find(ids)).map((item) => item.facts.id));
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length === 0) return ids;
  throw new RequestError('not-found', say('no-such-row', { rows: missing.slice(0, 5).join(', ') }));
}

/** The other ready items of these customers (NX-8). */
export async function otherReadyIds(
  context: SyncContext,
  customerNumbers: Iterable<string>,
  taken: ReadonlySet<string>,
): Promise<string[]> {
  const now = context.clock.now();
  const others: string[] = [];
  for (const number of customerNumbers) {
    const rows = await context.store.list.customerItems(number, now);
    others.push(
      ...rows.filter(({ item }) => stateOf(item, now) === 'ready' && !taken.has(item.facts.id)).map(({ item }) => item.facts.id),
    );
  }
  return others;
}

/** Names the rows, their versions, the rules and the options: when anything of it changed, so does this. */
export function dataVersionOf(items: readonly BillingItem[], rulesVersion: string, options: CreateOptions): string {
  const rows = items.map((item) => `${item.facts.id}:${item.version}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([rows, rulesVersion, options]))
    .digest('base64url')
    .slice(0, 22);
}
