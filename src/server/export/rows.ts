import type { ItemQuery } from '../../domain/filter.js';
import type { Instant } from '../../domain/time.js';
import { itemRowOf, withInvoices } from '../itemRow.js';
import type { ServerOptions } from '../options.js';
import type { Reader } from '../reader.js';
import type { ItemRow } from '../schemas/list.js';
import { worded } from '../wording.js';

/** Everything that matches, in the order of the list and the reader's language, a chunk at a time: memory does not grow with the number of rows. */
export async function* readRows(
  options: ServerOptions,
  query: ItemQuery,
  now: Instant,
  reader: Reader,
): AsyncGenerator<ItemRow[]> {
  for await (const chunk of options.store.list.ids(query, now)) {
    const ids = chunk.map((one) => one.id);
    const items = new Map((await options.store.items.find(ids)).map((item) => [item.facts.id, item]));
    // A row that disappeared since its id was read is left out.
    const found = await withInvoices(
      options.store,
      ids.flatMap((id) => items.get(id) ?? []),
    );
    yield found.map((one) => worded(itemRowOf(one, now, options), reader));
  }
}
