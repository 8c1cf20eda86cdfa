import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
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
      const found = await Promise.all(numbers.map((page) => queryClient.ensureQueryData(itemPageQuery(api, query, page))));
      const start = (numbers[0] ?? 0) * pageSize;
      return found.flatMap((page) => page.rows).slice(from - start, to - start + 1);
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
    /** Rows on the screen's pages. */
    rows,
    indexOf: (id: string) => indexOfRow(loaded, id),
  };
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
