import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, type Api } from './client.js';
import { keys } from './keys.js';
import type { InvoiceSort, InvoiceStanding, Run } from './types-desk.js';

export interface InvoiceListQuery {
  search: string;
  standing: InvoiceStanding | '';
  varianceOnly: boolean;
  sort: InvoiceSort;
  offset: number;
  limit: number;
}

export function invoicesQuery(api: Api, query: InvoiceListQuery) {
  const { standing, search, varianceOnly, ...slice } = query;
  const asked = {
    ...slice,
    ...(search && { search }),
    ...(standing && { standing }),
    ...(varianceOnly && { varianceOnly: 'true' }),
  };
  return queryOptions({
    queryKey: keys.invoices(query),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/invoices', { params: { query: asked }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function invoiceQuery(api: Api, id: string) {
  return queryOptions({
    queryKey: keys.invoice(id),
    queryFn: () => bodyOf(api.GET('/api/invoices/{id}', { params: { path: { id } } })),
  });
}

export function runsQuery(api: Api, offset: number, limit: number, kind: Run['kind'] | '') {
  return queryOptions({
    queryKey: keys.runPage(offset, kind),
    queryFn: () => bodyOf(api.GET('/api/runs', { params: { query: { offset, limit, ...(kind && { kind }) } } })),
    placeholderData: keepPreviousData,
  });
}

/** Pushed by events; polled while unfinished in case the stream is down. */
export function runQuery(api: Api, id: string) {
  return queryOptions({
    queryKey: keys.run(id),
    queryFn: () => bodyOf(api.GET('/api/runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isFinished(state.data) ? false : 3_000),
  });
}

export function runNotesQuery(api: Api, id: string) {
  return queryOptions({
    queryKey: keys.runNotes(id),
    queryFn: () => bodyOf(api.GET('/api/runs/{id}/notes', { params: { path: { id }, query: { offset: 0, limit: 200 } } })),
  });
}

export function runResultQuery(api: Api, id: string, enabled: boolean) {
  return queryOptions({
    queryKey: keys.runResult(id),
    queryFn: () => bodyOf(api.GET('/api/runs/{id}/result', { params: { path: { id } } })),
    enabled,
  });
}

/** True when nothing more will happen to the run. */
export function isFinished(run: Pick<Run, 'state'>): boolean {
  return run.state === 'done' || run.state === 'failed' || run.state === 'partly-failed';
}
