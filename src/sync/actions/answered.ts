import { RequestError } from '../../domain/errors.js';
import type { BillingItem } from '../../domain/item.js';
import { say } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import type { ChosenRows, RowsOfList } from '../desk.js';

const idsAtOnce = 1000;

/** A person or service that rows name, with one of those rows. */
export interface Named {
  key: string;
  itemId: string;
  businessId: string;
  serviceId: string;
  /** Card the row has now. */
  number: string | null;
}

/**
 * Whom or what chosen rows name, each once, and the one company that bills them: a number means something else in another company. Rows are
 * read some at a time and let go, so that any number of them can be answered. Throws RequestError.
 */
export async function namedBy(
  context: SyncContext,
  rows: ChosenRows,
  nameOf: (item: BillingItem) => Pick<Named, 'key' | 'number'> | null,
): Promise<{ named: Named[]; companyId: string }> {
  const found = new Map<string, Named>();
  const companies = new Set<string | null>();
  let count = 0;
  for await (const ids of idsOf(context, rows)) {
    for (const item of await context.store.items.find(ids)) {
      const { id: itemId, businessId, serviceId, companyId } = item.facts;
      const name = nameOf(item);
      companies.add(companyId);
      if (name !== null && !found.has(name.key)) found.set(name.key, { ...name, itemId, businessId, serviceId });
    }
    count += ids.length;
  }
  if ('query' in rows) refuseOtherCount(rows, count);
  return { named: [...found.values()], companyId: onlyOne(companies) };
}

/** The rows a list shows but for a few, as they are now. Throws RequestError `conflict` when they are more or fewer than the person saw. */
export async function rowsOf({ store, clock }: SyncContext, chosen: RowsOfList): Promise<{ id: string; version: number }[]> {
  const except = new Set(chosen.except);
  const rows: { id: string; version: number }[] = [];
  for await (const chunk of store.list.ids(chosen.query, clock.now())) rows.push(...chunk.filter(({ id }) => !except.has(id)));
  refuseOtherCount(chosen, rows.length);
  return rows;
}

function refuseOtherCount({ count }: RowsOfList, now: number): void {
  if (now === count) return;
  throw new RequestError('conflict', say('chosen-rows-changed', { before: String(count), now: String(now) }));
}

async function* idsOf({ store, clock }: SyncContext, rows: ChosenRows): AsyncGenerator<readonly string[]> {
  if (!('query' in rows)) {
    for (let start = 0; start < rows.length; start += idsAtOnce) yield rows.slice(start, start + idsAtOnce);
    return;
  }
  const except = new Set(rows.except);
  for await (const chunk of store.list.ids(rows.query, clock.now())) {
    yield chunk.map(({ id }) => id).filter((id) => !except.has(id));
  }
}

function onlyOne(companies: ReadonlySet<string | null>): string {
  const [first] = companies;
  if (first === undefined) throw new RequestError('not-found', say('row-gone'));
  if (first === null || companies.has(null)) throw new RequestError('invalid', say('row-without-company'));
  if (companies.size > 1) throw new RequestError('invalid', say('rows-of-several-companies'));
  return first;
}
