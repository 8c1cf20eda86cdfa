import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listParameters } from '../format/itemQuery.js';
import { bodyOf, type Api } from './client.js';
import { keys } from './keys.js';
import type { ChosenRows, ItemQuery } from './types-desk.js';

export const pageSize = 100;

export function meQuery(api: Api) {
  return queryOptions({ queryKey: keys.me, queryFn: () => bodyOf(api.GET('/api/me')), staleTime: Infinity });
}

/** Polled as well as pushed, so that the data age stays true when the event stream is down. */
export function statusQuery(api: Api) {
  return queryOptions({ queryKey: keys.status, queryFn: () => bodyOf(api.GET('/api/status')), refetchInterval: 30_000 });
}

export function itemPageQuery(api: Api, query: ItemQuery, page: number) {
  const offset = page * pageSize;
  return queryOptions({
    queryKey: keys.page(query, offset),
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/items', { params: { query: { ...listParameters(query), offset, limit: pageSize } }, signal })),
  });
}

export function countsQuery(api: Api) {
  return queryOptions({ queryKey: keys.counts, queryFn: () => bodyOf(api.GET('/api/items/counts')) });
}

export function totalsQuery(api: Api, query: ItemQuery) {
  return queryOptions({
    queryKey: keys.totals(query),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/items/totals', { params: { query: listParameters(query) }, signal })),
  });
}

/** Sums of chosen rows: by their ids, or everything that matches but for a few. */
export function totalsOfQuery(api: Api, chosen: ChosenRows) {
  return queryOptions({
    queryKey: keys.totalsOf(chosen),
    queryFn: ({ signal }) => bodyOf(api.POST('/api/items/totals', { body: chosen, signal })),
    enabled: !('ids' in chosen) || chosen.ids.length > 0,
  });
}

/** Sums by payer and currency, a page at a time. */
export function payerTotalsQuery(api: Api, of: ChosenRows) {
  return infiniteQueryOptions({
    queryKey: keys.payerTotals(of),
    queryFn: ({ pageParam: offset, signal }) =>
      bodyOf(api.POST('/api/items/totals/by-payer', { body: { of, offset, limit: pageSize }, signal })),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.payers.length, 0);
      return last.payers.length > 0 && shown < last.total ? shown : null;
    },
    placeholderData: keepPreviousData,
  });
}

export function itemQuery(api: Api, id: string) {
  return queryOptions({
    queryKey: keys.item(id),
    queryFn: () => bodyOf(api.GET('/api/items/{id}', { params: { path: { id } } })),
  });
}

export function overviewQuery(api: Api) {
  return queryOptions({ queryKey: keys.overview, queryFn: () => bodyOf(api.GET('/api/overview')) });
}

export function customerQuery(api: Api, companyId: string, number: string) {
  return queryOptions({
    queryKey: keys.customer(companyId, number),
    queryFn: () => bodyOf(api.GET('/api/customers/{companyId}/{number}', { params: { path: { companyId, number } } })),
  });
}

export function calendarQuery(api: Api, businessId: string, from: string, to: string) {
  return queryOptions({
    queryKey: keys.calendar(businessId, from, to),
    queryFn: () => bodyOf(api.GET('/api/calendar', { params: { query: { businessId, from, to } } })),
    enabled: businessId !== '' && from !== '',
  });
}
