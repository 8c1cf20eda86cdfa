import type { ItemQuery, View } from './filter.js';
import type { Invoice } from './invoice.js';
import type { BillingItem } from './item.js';
import type { DecimalText } from './money.js';
import type { Instant } from './time.js';

/** Sums of one currency: currencies are never added together. */
export interface ListTotal {
  currency: string | null;
  count: number;
  minutes: number;
  amount: DecimalText;
  /** Tax and gross of those on a document whose ERP amounts are known; absent when there is none. */
  taxed?: { count: number; tax: DecimalText; gross: DecimalText };
}

/** Sums of what goes to one payer in one currency. */
export interface PayerTotal extends ListTotal {
  companyId: string | null;
  /** The payer, or the customer where nobody else pays; null where no customer is known yet. */
  billToNumber: string | null;
  billToName: string | null;
}

/** What is summed up: everything that matches but for the items of `except`, or items by their ids. */
export type SummedItems = { query: ItemQuery; except: readonly string[] } | { ids: readonly string[] };

export interface ListStore {
  /** A page of items with the invoice of each claimed one. `now` decides upcoming, scheduled and ready. */
  page(query: ItemQuery, now: Instant, offset: number, limit: number): Promise<{ rows: ListRow[]; total: number }>;
  /** Sums of everything that matches, but for the items of `except`. */
  totals(query: ItemQuery, now: Instant, except?: readonly string[]): Promise<ListTotal[]>;
  totalsOf(itemIds: readonly string[]): Promise<ListTotal[]>;
  /** Sums by payer and currency: currency by currency, the largest amount first; `total` says how many there are. */
  payerTotals(of: SummedItems, now: Instant, offset: number, limit: number): Promise<{ rows: PayerTotal[]; total: number }>;
  counts(now: Instant): Promise<Record<View, number>>;
  /** Ids and versions of everything that matches, in sort order, in chunks. */
  ids(query: ItemQuery, now: Instant): AsyncIterable<{ id: string; version: number }[]>;
  /** Items of one customer (by ERP number when linked, else by party key). */
  customerItems(customerNumber: string, now: Instant): Promise<ListRow[]>;
  /** What is to be invoiced to a payer besides one item: the newest, and how many there are. */
  openOfPayer(
    payer: { companyId: string; billToNumber: string },
    now: Instant,
    besides: string,
    limit: number,
  ): Promise<{ rows: ListRow[]; total: number }>;
  /** Uninvoiced value per currency by week of service (named by its Monday) and by age in days, both by the calendar of each business. */
  overview(now: Instant, zones: BusinessZones): Promise<Overview>;
}

/** Whose calendar the days of a booking are counted by. */
export interface BusinessZones {
  /** IANA names by business. */
  ofBusiness: ReadonlyMap<string, string>;
  /** For businesses whose zone nobody knows. */
  otherwise: string;
}

export interface ListRow {
  item: BillingItem;
  invoice: Pick<Invoice, 'id' | 'key' | 'push' | 'erp' | 'draftNumber' | 'variance' | 'problem'> | null;
}

export interface Overview {
  byWeek: { week: string; currency: string; count: number; amount: DecimalText }[];
  byAge: { bucket: '0-7' | '8-30' | '31-90' | '91+'; currency: string; count: number; amount: DecimalText }[];
  oldestWaiting: Instant | null;
}
