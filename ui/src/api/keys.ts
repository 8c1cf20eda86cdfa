import type { ChosenRows, ItemQuery } from './types-desk.js';

/** Names of cached answers. Everything below `list` changes when the server says the list changed. */
export const keys = {
  me: ['me'] as const,
  status: ['status'] as const,
  list: ['list'] as const,
  pages: (query: ItemQuery) => ['list', 'page', query] as const,
  page: (query: ItemQuery, offset: number) => ['list', 'page', query, offset] as const,
  totals: (query: ItemQuery) => ['list', 'totals', query] as const,
  totalsOf: (chosen: ChosenRows) => ['list', 'totals-of', chosen] as const,
  payerTotals: (chosen: ChosenRows) => ['list', 'totals-by-payer', chosen] as const,
  counts: ['list', 'counts'] as const,
  item: (id: string) => ['list', 'item', id] as const,
  calendar: (businessId: string, from: string, to: string) => ['list', 'calendar', businessId, from, to] as const,
  customer: (companyId: string, number: string) => ['list', 'customer', companyId, number] as const,
  invoices: (query: object) => ['list', 'invoices', query] as const,
  invoice: (id: string) => ['list', 'invoice', id] as const,
  overview: ['list', 'overview'] as const,
  runs: ['runs'] as const,
  runPages: ['runs', 'page'] as const,
  runPage: (offset: number, kind: string) => ['runs', 'page', offset, kind] as const,
  run: (id: string) => ['runs', 'one', id] as const,
  runNotes: (id: string) => ['runs', 'notes', id] as const,
  runResult: (id: string) => ['runs', 'result', id] as const,
};
