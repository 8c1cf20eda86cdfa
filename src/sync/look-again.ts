import type { ItemQuery } from '../domain/filter.js';
import type { Instant } from '../domain/time.js';
import type { SyncContext } from './context.js';

const cursor = 'look-again';

/** What rows say that wait for a customer or an item to be created. */
const waitingFor = ['customer-template', 'item-template', 'service-unmapped', 'customer-not-found'] as const;

/** Remembers when an unfinished creation may be looked at again; the earliest moment to come counts. */
export async function noteLookAgain(context: SyncContext, at: Instant): Promise<void> {
  const { cursors } = context.store;
  const now = context.clock.now();
  const known = await cursors.read(cursor);
  // A moment that has come is about to be acted upon and forgotten; this one must not be forgotten with it.
  if (known === null || known <= now || at < known) await cursors.save(cursor, at, now);
}

/**
 * Once the moment has come, rows that wait for a creation are mapped again: a refused one is tried once more, one with an unknown outcome is
 * looked for. Rows with other problems, and cycles in between, cost nothing. The moment is forgotten in the transaction that marks the rows: a
 * process that dies in between would leave them waiting for ever.
 */
export async function markWaiting(context: SyncContext): Promise<void> {
  const now = context.clock.now();
  const at = await context.store.cursors.read(cursor);
  if (at === null || at === '' || now < at) return;
  await context.store.transaction(async ({ cursors, items, list }) => {
    for (const code of waitingFor) {
      for await (const chunk of list.ids(rowsThatSay(code), now)) await items.markForMapping(chunk.map((row) => row.id));
    }
    if ((await cursors.read(cursor)) === at) await cursors.save(cursor, '', now);
  });
}

function rowsThatSay(code: string): ItemQuery {
  return {
    view: 'not-invoiced',
    filters: [{ column: 'reason', term: { kind: 'pattern', pattern: `*${code}*`, ignoreCase: false } }],
    search: '',
    sort: { column: 'startsAt', direction: 'ascending' },
  };
}
