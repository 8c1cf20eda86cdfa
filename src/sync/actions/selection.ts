import { createHash } from 'node:crypto';
import { RequestError } from '../../domain/errors.js';
import type { BillingItem } from '../../domain/item.js';
import { stateOf } from '../../domain/state.js';
import { say } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import type { CreateOptions, Selection } from '../desk.js';
import { companyIds } from '../profiles.js';

/** The ids a selection means now, in list order. `all` never reaches beyond what is not invoiced. */
export async function selectIds(context: SyncContext, selection: Selection): Promise<string[]> {
  const now = context.clock.now();
  if (selection.kind === 'items') return existing(context, [...new Set(selection.ids)]);
  if (selection.kind === 'customer') {
    const { customerNumber: number, companyId } = selection;
    const items = await itemsOfCustomer(context, number, companyId);
    if (items.length === 0) throw new RequestError('not-found', say('no-rows-of-customer', { number }));
    return items.filter((item) => ['ready', 'blocked'].includes(stateOf(item, now))).map((item) => item.facts.id);
  }
  const query = selection.query.view === 'all' ? { ...selection.query, view: 'not-invoiced' as const } : selection.query;
  const ids: string[] = [];
  for await (const chunk of context.store.list.ids(query, now)) ids.push(...chunk.map((row) => row.id));
  return ids;
}

/**
 * A customer's items. Throws RequestError `invalid` when the company is not said and the number is a customer of several: those are different
 * people.
 */
async function itemsOfCustomer(context: SyncContext, number: string, companyId?: string): Promise<BillingItem[]> {
  const items = (await context.store.list.customerItems(number, context.clock.now())).map(({ item }) => item);
  if (companyId !== undefined) return items.filter((item) => item.facts.companyId === companyId);
  const companies = [...new Set(items.flatMap((item) => item.facts.companyId ?? []))];
  if (companies.length <= 1) return items;
  const nameOf = new Map([...(await companyIds(context))].reverse().map(([name, id]) => [id, name]));
  const names = companies.map((id) => nameOf.get(id) ?? id).join(', ');
  throw new RequestError('invalid', say('customer-of-several-companies', { number, companies: names }));
}

/** A customer is known by company and number: each company numbers its own. */
export interface CustomerKey {
  companyId: string;
  number: string;
}

export function distinctCustomers(customers: readonly CustomerKey[]): CustomerKey[] {
  return [...new Map(customers.map((customer) => [`${customer.companyId} ${customer.number}`, customer])).values()];
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
  customers: readonly CustomerKey[],
  taken: ReadonlySet<string>,
): Promise<string[]> {
  const now = context.clock.now();
  const others: string[] = [];
  for (const { companyId, number } of distinctCustomers(customers)) {
    const items = await itemsOfCustomer(context, number, companyId);
    others.push(
      ...items.filter((item) => stateOf(item, now) === 'ready' && !taken.has(item.facts.id)).map(({ facts }) => facts.id),
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
