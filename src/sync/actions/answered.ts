import { RequestError } from '../../domain/errors.js';
import type { BillingItem } from '../../domain/item.js';
import { say } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import type { ChosenRows } from '../desk.js';

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
  if ('query' in rows && count !== rows.count) {
    throw new RequestError('conflict', say('chosen-rows-changed', { before: String(rows.count), now: String(count) }));
  }
  return { named: [...found.values()], companyId: onlyOne(companies) };
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
