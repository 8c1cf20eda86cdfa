import { sortColumns, views, type View } from '../api/types.js';
import type { ItemQuery, ListQuery, Sort } from '../api/types-desk.js';

export const defaultView: View = 'not-invoiced';
export const defaultSort: Sort = '-startsAt';
const sorts: readonly Sort[] = sortColumns.flatMap((column) => [column, `-${column}`] as const);
const prefix = 'f.';

/** Reads a list question from the address bar; whatever is unknown there falls back to the default. */
export function queryFromParams(params: URLSearchParams): ItemQuery {
  const view = params.get('view');
  const filters: Record<string, string> = {};
  for (const [name, value] of params) if (name.startsWith(prefix) && value !== '') filters[name.slice(prefix.length)] = value;
  return {
    view: views.find((known) => known === view) ?? defaultView,
    search: params.get('search') ?? '',
    sort: sorts.find((known) => known === params.get('sort')) ?? defaultSort,
    filters,
  };
}

/** Writes the question into the address bar, leaving out defaults and keeping other parameters (`item`). */
export function paramsWithQuery(current: URLSearchParams, query: ItemQuery): URLSearchParams {
  const next = new URLSearchParams();
  if (query.view !== defaultView) next.set('view', query.view);
  if (query.search !== '') next.set('search', query.search);
  if (query.sort !== defaultSort) next.set('sort', query.sort);
  for (const [column, text] of Object.entries(query.filters)) next.set(prefix + column, text);
  const item = current.get('item');
  if (item !== null) next.set('item', item);
  return next;
}

/** The question as the server reads it. */
export function listParameters({ view, search, sort, filters }: ItemQuery): ListQuery {
  const texts = Object.entries(filters).map(([column, text]) => [prefix + column, text] as const);
  return { view, search, sort, ...Object.fromEntries(texts) };
}

/** Names the set of rows a question finds; sorting does not change it. */
export function rowKey(query: ItemQuery): string {
  const filters = Object.entries(query.filters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([query.view, query.search, filters]);
}

/** One more or one fewer column filter; an empty text removes it. */
export function withFilter(query: ItemQuery, column: string, text: string): ItemQuery {
  const filters = { ...query.filters };
  if (text === '') delete filters[column];
  else filters[column] = text;
  return { ...query, filters };
}

/** First click sorts ascending, the next descending. */
export function toggledSort(sort: Sort, column: (typeof sortColumns)[number]): Sort {
  return sort === column ? `-${column}` : column;
}
