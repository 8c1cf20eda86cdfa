import type { CreditMemo, ErpInvoice, ErpInvoiceLine, Invoice, InvoiceLine, InvoiceStanding } from './invoice.js';
import type { BillingItem } from './item.js';
import type { DecimalText } from './money.js';
import type { Problem } from './problems.js';
import type { LineAmounts, TaxRate } from './tax.js';
import type { Instant } from './time.js';

/** An invoice whose turn it is, without its lines. */
export type DueInvoice = Pick<Invoice, 'id' | 'companyId' | 'key' | 'version'>;

export interface InvoiceStore {
  insert(invoice: Invoice, lines: readonly InvoiceLine[]): Promise<void>;
  find(id: string): Promise<Invoice | null>;
  findMany(ids: readonly string[]): Promise<Invoice[]>;
  findByKey(key: string): Promise<Invoice | null>;
  /** Those of the keys that are ours. */
  knownKeys(keys: readonly string[]): Promise<Set<string>>;
  /** When the last document of a company was written down; null before the first. */
  newestOf(companyId: string): Promise<Instant | null>;
  lines(invoiceId: string): Promise<InvoiceLine[]>;
  /** What the ERP reports of the line each item is on now; items without such a line are left out. */
  lineAmounts(itemIds: readonly string[]): Promise<Map<string, LineAmounts>>;
  /** The rates last seen for these customers of a company. */
  taxRates(companyId: string, customerIds: readonly string[]): Promise<TaxRate[]>;
  /** Invoices whose turn it is (`intended` or `sending`, `nextAttemptAt` ≤ now), oldest first. */
  listDue(now: Instant, limit: number, scope?: { runId: string }): Promise<DueInvoice[]>;
  /** The earliest `nextAttemptAt` among invoices still to be pushed; null when there is none. */
  nextDueAt(): Promise<Instant | null>;
  /**
   * Takes one invoice for pushing: sets `sending`, attempts + 1, `attemptedAt = now`, `nextAttemptAt = lookAgainAt`, if it is still due at
   * this version. Returns it at its new version, or null when somebody else was first.
   */
  beginPush(id: string, version: number, now: Instant, lookAgainAt: Instant): Promise<DueInvoice | null>;
  /** Back to `intended` (nothing was made), to be tried at `nextAttemptAt`. Only while still `sending` at this version. */
  postpone(id: string, version: number, nextAttemptAt: Instant, problem: Problem | null, now: Instant): Promise<boolean>;
  /** Outcome unknown: stays `sending` until `nextAttemptAt`, then it is looked for. */
  keepWaiting(id: string, version: number, nextAttemptAt: Instant, problem: Problem, now: Instant): Promise<boolean>;
  /**
   * Created or adopted: records the ERP's facts, the lines' ids and amounts, the variance and what a person should look at (null: nothing);
   * remembers at what rate each item was taxed; recomputes the items' stages.
   */
  recordCreated(
    id: string,
    version: number,
    erp: ErpInvoice,
    lines: readonly ErpInvoiceLine[],
    variance: DecimalText | null,
    now: Instant,
    problem?: Problem | null,
  ): Promise<boolean>;
  /** Refused: releases the items with the refusal on each. */
  recordRefused(id: string, version: number, problem: Problem, now: Instant): Promise<boolean>;
  /** Two documents carry our key: stop, show it. */
  recordConflict(id: string, version: number, problem: Problem, now: Instant): Promise<boolean>;
  /**
   * Follows the document in the ERP; recomputes the items' stages. `lines`: read again because the totals changed; null keeps what is known of
   * them. False when nothing changed.
   */
  recordSettled(id: string, erp: ErpInvoice, now: Instant, lines?: readonly ErpInvoiceLine[] | null): Promise<boolean>;
  /** The document can be seen but not understood: `erp` stays as last read, and the problem says so until `recordSettled` reads it again. */
  recordUnreadable(id: string, problem: Problem, now: Instant): Promise<void>;
  /** `deleted` (found gone in the ERP) or `withdrawn` (taken back): releases the items to the list. */
  release(
    id: string,
    version: number,
    push: 'deleted' | 'withdrawn',
    problem: Problem | null,
    now: Instant,
  ): Promise<BillingItem[] | null>;
  /** Created invoices whose end is not reached (not paid, canceled, corrective), by company, in id order: what settle must follow. */
  listOpen(companyId: string, afterId: string | null, limit: number): Promise<Invoice[]>;
  /** Invoices that were cancelled or paid and whose credit memo is still to be looked for. */
  listWithoutCreditMemo(companyId: string, limit: number): Promise<Invoice[]>;
  /** What a look found. Null: nothing, so there is one look less to come. False when nothing is new. */
  recordCreditMemo(id: string, creditMemo: CreditMemo | null): Promise<boolean>;
  findByErpIds(companyId: string, erpIds: readonly string[]): Promise<Map<string, Invoice>>;
  list(query: InvoiceQuery): Promise<{ rows: Invoice[]; total: number }>;
  /** How many of what a query finds stand where; its own standing and page do not count. */
  countStandings(query: InvoiceQuery): Promise<Record<InvoiceStanding, number>>;
}

/** Columns invoices can be ordered by; each has an index. */
export const invoiceSortColumns = ['createdAt', 'customerName', 'expectedTotal'] as const;
export type InvoiceSortColumn = (typeof invoiceSortColumns)[number];

export interface InvoiceQuery {
  /** Empty: all. */
  push: readonly Invoice['push'][];
  standing?: InvoiceStanding;
  customerNumber?: string;
  runId?: string;
  search: string;
  varianceOnly: boolean;
  /** Newest first unless said. */
  sort?: { column: InvoiceSortColumn; direction: 'ascending' | 'descending' };
  offset: number;
  limit: number;
}
