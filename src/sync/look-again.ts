import type { ItemQuery } from '../domain/filter.js';
import type { Instant } from '../domain/time.js';
import type { SyncContext } from './context.js';

const cursor = 'look-again';

/** What rows say that wait for a customer or an item to be created. */
const waitingFor = ['customer-template', 'item-template', 'service-unmapped', 'customer-not-found'] as const;

/** Remembers when an unfinished creation may be looked at again; the earliest such moment counts. */
export async function noteLookAgain(context: SyncContext, at: Instant): Promise<void> {
  const { cursors } = context.store;
  const known = await cursors.read(cursor);
  if (known === null || known === '' || at < known) await cursors.save(cursor, at, context.clock.now());
}

/**
 * Once the moment has come, rows that wait for a creation are mapped again: a refused one is tried once more, one with an unknown outcome is
 * looked for. Rows with other problems, and cycles in between, cost nothing.
 */
export async function markWaiting(context: SyncContext): Promise<void> {
  const { cursors, items, list } = context.store;
  const now = context.clock.now();
  const at = await cursors.read(cursor);
  if (at === null || at === '' || now < at) return;
  await cursors.save(cursor, '', now);
  for (const code of waitingFor) {
    for await (const chunk of list.ids(rowsThatSay(code), now)) await items.markForMapping(chunk.map((row) => row.id));
  }
}

function rowsThatSay(code: string): ItemQuery {
  return {
    view: 'not-invoiced',
    filters: [{ column: 'reason', term: { kind: 'pattern', pattern: `*${code}*`, ignoreCase: false } }],
    search: '',
    sort: { column: 'startsAt', direction: 'ascending' },
  };
}
