import type {
  AuditEntry,
  BillingItem,
  ErpReference,
  Invoice,
  InvoiceLine,
  ItemRow,
  ItemState,
  ListTotal,
  Problem,
  View,
} from './types.js';

/** What the list is asked for; filters are texts in Business Central's grammar, by column. */
export interface ItemQuery {
  view: View;
  search: string;
  /** Column name, with a leading `-` for descending. */
  sort: string;
  filters: Record<string, string>;
}

export type Selection =
  /** The query as the server reads it, filters as texts under `f.<column>`. */
  | { kind: 'all'; query: Record<string, string> }
  | { kind: 'items'; ids: string[] }
  | { kind: 'customer'; customerNumber: string };

export interface CreateOptions {
  takeCustomersOthers: boolean;
  billAttendee: boolean;
  invoiceDate: string | null;
}

export interface PreviewDocument {
  companyId: string;
  customer: ErpReference;
  billTo: ErpReference | null;
  currency: string;
  invoiceDate: string;
  postingDate: string | null;
  lines: {
    itemId: string | null;
    description: string;
    quantity: string;
    unitPrice: string;
    amount: string;
    warnings: Problem[];
  }[];
  expectedTotal: string;
}

export interface LeftOut {
  itemId: string;
  customerName: string;
  serviceName: string;
  state: ItemState;
  reasons: Problem[];
  runId: string | null;
}

export interface Preview {
  documents: PreviewDocument[];
  leftOut: LeftOut[];
  offeredOthers: number;
  dataVersion: string;
}

export type DecisionChange =
  | { kind: 'exclude'; reason: string; reference: string | null }
  | { kind: 'undo-exclusion' }
  | { kind: 'set-price'; unitPrice: string; quantity: string }
  | { kind: 'clear-price' }
  | { kind: 'not-before'; date: string }
  | { kind: 'clear-not-before' }
  | { kind: 'bill-attendee'; on: boolean }
  | { kind: 'confirm'; on: boolean };

export interface RowVersion {
  id: string;
  version: number;
}

export interface DecisionOutcome {
  itemId: string;
  outcome: 'done' | 'changed-meanwhile' | 'already-claimed' | 'not-found' | 'not-possible';
  message: string;
  item: { version: number } | null;
}

export interface Run {
  id: string;
  kind: 'sync' | 'create';
  state: 'queued' | 'running' | 'waiting' | 'done' | 'partly-failed' | 'failed';
  requestedBy: string;
  queuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  steps: { name: string; startedAt: string; finishedAt: string | null; counts: Record<string, number>; error: string | null }[];
  counts: Record<string, number>;
  waitingFor: string | null;
  waitingUntil: string | null;
  error: string | null;
}

export interface RunNote {
  at: string;
  level: 'error' | 'skipped' | 'info';
  step: string;
  itemId: string | null;
  invoiceId: string | null;
  message: string;
}

export interface Me {
  actor: string;
  name: string;
  isDemo: boolean;
  demoUsers: string[];
  csrfToken: string;
  locale: string | null;
}

export interface Business {
  id: string;
  displayName: string;
  timeZone: string | null;
  currency: string | null;
  companyId: string | null;
}

export interface Banner {
  code: string;
  severity: 'info' | 'warning' | 'error';
  message: string;
  until: string | null;
}

export interface Status {
  dataAsOf: string | null;
  nextSyncAt: string | null;
  syncRunning: boolean;
  lastRun: Run | null;
  banners: Banner[];
  businesses: Business[];
  companies: { id: string; name: string }[];
  listensOnLoopbackOnly: boolean;
  signInConfigured: boolean;
  rulesVersion: string;
  version: string;
}

export interface ItemDetail {
  row: ItemRow;
  item: BillingItem;
  invoice: Invoice | null;
  history: AuditEntry[];
  links: { customerUrl: string | null; itemUrl: string | null; documentUrl: string | null };
}

export interface InvoiceDetail {
  invoice: Invoice;
  lines: InvoiceLine[];
  links: { documentUrl: string | null; customerUrl: string | null };
  history: AuditEntry[];
}

export interface CustomerDetail {
  customer: ErpReference & { url: string | null };
  rows: ItemRow[];
  invoices: Invoice[];
  totals: ListTotal[];
}

export interface OverviewAnswer {
  byWeek: { week: string; currency: string; count: number; amount: string }[];
  byAge: { bucket: '0-7' | '8-30' | '31-90' | '91+'; currency: string; count: number; amount: string }[];
  oldestWaiting: string | null;
  counts: Record<View, number>;
}

export interface RunResult {
  created: Invoice[];
  skipped: RunNote[];
  failed: RunNote[];
}

export interface Page<T> {
  rows: T[];
  total: number;
}
export interface ItemPage extends Page<ItemRow> {
  asOf: string | null;
}
