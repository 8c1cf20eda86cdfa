import { keepPreviousData, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import { dataOf } from '../../api/dataOf.js';
import { keys } from '../../api/keys.js';
import { itemPageQuery, pageSize } from '../../api/queries.js';
import type { ItemRow } from '../../api/types.js';
import type { ItemQuery, RowVersion } from '../../api/types-desk.js';
import { listParameters } from '../../format/itemQuery.js';

/** The part of the list on screen. */
export interface Span {
  first: number;
  last: number;
}

/** The rows of a question, asked for page by page as they come into view; pages already seen stay in the cache. */
export function useItemPages(query: ItemQuery, span: Span) {
  const api = useApi();
  const queryClient = useQueryClient();
  const head = useQuery({ ...itemPageQuery(api, query, 0), placeholderData: keepPreviousData });
  const wanted = pagesOf(span);
  const pages = useQueries({ queries: wanted.map((page) => itemPageQuery(api, query, page)) });

  const loaded = new Map<number, ItemRow[]>();
  if (head.data) loaded.set(0, head.data.rows);
  wanted.forEach((page, index) => {
    const rows = pages[index]?.data?.rows;
    if (rows) loaded.set(page, rows);
  });
  const rowAt = (index: number): ItemRow | undefined => loaded.get(Math.floor(index / pageSize))?.[index % pageSize];

  const rowsBetween = useCallback(
    async (from: number, to: number): Promise<RowVersion[]> => {
      if (to - from >= longSpan) {
        const all = await bodyOf(api.GET('/api/items/ids', { params: { query: listParameters(query) } }));
        return all.items.slice(from, to + 1);
      }
      const numbers = pagesOf({ first: from, last: to });
      const found = await Promise.all(numbers.map((page) => dataOf(queryClient, itemPageQuery(api, query, page))));
      const start = (numbers[0] ?? 0) * pageSize;
      return found.flatMap((page) => page.rows).slice(from - start, to - start + 1);
    },
    [api, query, queryClient],
  );

  const findRows = useCallback(
    async (isWanted: (id: string) => boolean, count: number): Promise<ItemRow[]> => {
      const seen = seenPages(queryClient, query);
      const found = new Map<number, ItemRow[]>();
      const missing = () => count - [...found.values()].reduce((sum, rows) => sum + rows.length, 0);
      const take = (offset: number, rows: readonly ItemRow[]) =>
        found.set(
          offset,
          rows.filter((row) => isWanted(row.id)),
        );
      for (const [offset, rows] of seen) take(offset, rows);
      for (let page = 0; page < mostPages && missing() > 0; page += 1) {
        if (found.has(page * pageSize)) continue;
        const { rows } = await dataOf(queryClient, itemPageQuery(api, query, page));
        if (rows.length === 0) break;
        take(page * pageSize, rows);
      }
      return [...found].sort(([a], [b]) => a - b).flatMap(([, rows]) => rows);
    },
    [api, query, queryClient],
  );

  const rows = useMemo(() => [...loaded.values()].flat(), [head.data, ...pages.map((page) => page.data)]);
  return {
    total: head.data?.total ?? 0,
    isFirstLoad: head.isPending,
    isFetching: head.isFetching || pages.some((page) => page.isFetching),
    error: head.error ?? pages.find((page) => page.error)?.error ?? null,
    rowAt,
    rowsBetween,
    /** The wanted rows in the order of the list: those seen already, then from the top until `count` are found or it becomes too much. */
    findRows,
    /** Rows on the screen's pages. */
    rows,
    indexOf: (id: string) => indexOfRow(loaded, id),
  };
}

/** How many pages are looked through from the top for chosen rows. */
const mostPages = 50;

/** Pages of this question that are in the cache, by where they begin. */
function seenPages(queryClient: QueryClient, query: ItemQuery): Map<number, ItemRow[]> {
  const pages = queryClient.getQueriesData<{ rows: ItemRow[] }>({ queryKey: keys.pages(query) });
  return new Map(pages.flatMap(([key, page]) => (page === undefined ? [] : [[Number(key.at(-1)), page.rows] as const])));
}

/** A span over more rows than this is asked for by ids alone. */
const longSpan = 1_000;

function pagesOf({ first, last }: Span): number[] {
  const from = Math.max(0, Math.floor(first / pageSize));
  const to = Math.max(from, Math.floor(last / pageSize));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function indexOfRow(loaded: ReadonlyMap<number, ItemRow[]>, id: string): number | null {
  for (const [page, rows] of loaded) {
    const index = rows.findIndex((row) => row.id === id);
    if (index >= 0) return page * pageSize + index;
  }
  return null;
}
