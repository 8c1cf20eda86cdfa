import type { DecimalText } from './money.js';
import type { Instant } from './time.js';

/** Columns of the list that can be filtered, with the kind of value they hold. */
export const filterColumns = {
  businessId: 'text',
  companyId: 'text',
  customerName: 'text',
  customerEmail: 'text',
  customerNumber: 'text',
  payerNumber: 'text',
  /** The payer, or the customer where nobody else pays (BC: Bill-to Customer No.). */
  billToNumber: 'text',
  serviceName: 'text',
  itemNumber: 'text',
  staff: 'text',
  priceType: 'text',
  currency: 'text',
  documentNumber: 'text',
  reason: 'text',
  linkMode: 'text',
  startsAt: 'time',
  endsAt: 'time',
  changedAt: 'time',
  durationMinutes: 'number',
  quantity: 'number',
  unitPrice: 'number',
  amount: 'number',
} as const satisfies Record<string, 'text' | 'time' | 'number'>;
export type FilterColumn = keyof typeof filterColumns;

/** Columns the list can be sorted by; each has an index. */
export const sortColumns = [
  'startsAt',
  'customerName',
  'serviceName',
  'amount',
  'changedAt',
  'customerNumber',
  'businessId',
] as const;
export type SortColumn = (typeof sortColumns)[number];

/** One column's condition, already resolved: `t` and `w` are moments, wildcards are patterns. */
export type FilterTerm =
  | { kind: 'equals'; value: string | DecimalText | Instant; ignoreCase: boolean }
  | { kind: 'pattern'; /** `*` any run, `?` one character */ pattern: string; ignoreCase: boolean }
  /** Both ends included for text and numbers; for time the span of the named days, `to` excluded. Null is open. */
  | { kind: 'range'; from: string | null; to: string | null }
  | { kind: 'not'; term: FilterTerm }
  | { kind: 'any'; terms: FilterTerm[] }
  | { kind: 'all'; terms: FilterTerm[] };

export interface ColumnFilter {
  column: FilterColumn;
  term: FilterTerm;
}

/** The saved views of the list (feature landscape D.1.1). `all` includes everything. */
export const views = [
  'not-invoiced',
  'ready',
  'blocked',
  'upcoming',
  'scheduled',
  'drafted',
  'posted',
  'excluded',
  'cancelled',
  'all',
] as const;
export type View = (typeof views)[number];

/** What a list shows. All conditions hold together. */
export interface ItemQuery {
  view: View;
  filters: ColumnFilter[];
  /** Words that must occur in any of the text columns, ignoring case. Empty: no search. */
  search: string;
  sort: { column: SortColumn; direction: 'ascending' | 'descending' };
}
