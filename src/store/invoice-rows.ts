import { standingOf, type CreditMemo, type Invoice, type InvoiceLine } from '../domain/invoice.js';
import { compareDecimals } from '../domain/money.js';
import { lowered } from './item-columns.js';
import { first, type Session } from './session.js';
import { sql, type Sql, type SqlValue } from './sql.js';

export interface InvoiceRow {
  id: string;
  invoice_key: string;
  company_id: string;
  run_id: string | null;
  customer: string;
  bill_to: string | null;
  currency: string;
  draft: string;
  expected_total: string;
  push: Invoice['push'];
  attempts: number | string;
  attempted_at: string | null;
  next_attempt_at: string;
  problem: string | null;
  erp: string | null;
  draft_number: string | null;
  settled_at: string | null;
  variance: string | null;
  credit_memo: string | null;
  created_at: string;
  created_by: string;
  version: number | string;
}

/** An invoice as its columns, those it is searched by included. */
export function rowOfInvoice(invoice: Invoice) {
  return { ...changingColumnsOf(invoice), draft: JSON.stringify(invoice.draft) };
}

/** All but the draft, which is what was sent or will be: it never changes. */
export function changingColumnsOf(invoice: Omit<Invoice, 'draft'>) {
  return {
    id: invoice.id,
    invoice_key: invoice.key,
    company_id: invoice.companyId,
    run_id: invoice.runId,
    customer: JSON.stringify(invoice.customer),
    customer_number: invoice.customer.number,
    bill_to: jsonOrNull(invoice.billTo),
    currency: invoice.currency,
    expected_total: invoice.expectedTotal,
    expected_number: Number(invoice.expectedTotal),
    sort_customer_name: lowered(invoice.customer.name).slice(0, 100),
    standing: standingOf(invoice),
    push: invoice.push,
    attempts: invoice.attempts,
    attempted_at: invoice.attemptedAt,
    next_attempt_at: invoice.nextAttemptAt,
    problem: jsonOrNull(invoice.problem),
    erp: jsonOrNull(invoice.erp),
    erp_id: invoice.erp?.id ?? null,
    draft_number: invoice.draftNumber,
    settled_at: invoice.settledAt,
    variance: invoice.variance,
    has_variance: invoice.variance !== null && compareDecimals(invoice.variance, '0') !== 0 ? 1 : 0,
    is_open: isOpen(invoice) ? 1 : 0,
    credit_memo: jsonOrNull(invoice.creditMemo ?? null),
    search_text: searchText(invoice),
    created_at: invoice.createdAt,
    created_by: invoice.createdBy,
    version: invoice.version,
  } satisfies Record<string, SqlValue>;
}

export function invoiceOf(row: InvoiceRow): Invoice {
  return {
    id: row.id,
    key: row.invoice_key,
    companyId: row.company_id,
    runId: row.run_id,
    customer: JSON.parse(row.customer) as Invoice['customer'],
    billTo: parsedOrNull<NonNullable<Invoice['billTo']>>(row.bill_to),
    currency: row.currency,
    draft: JSON.parse(row.draft) as Invoice['draft'],
    expectedTotal: row.expected_total,
    push: row.push,
    attempts: Number(row.attempts),
    attemptedAt: row.attempted_at,
    nextAttemptAt: row.next_attempt_at,
    problem: parsedOrNull<NonNullable<Invoice['problem']>>(row.problem),
    erp: parsedOrNull<NonNullable<Invoice['erp']>>(row.erp),
    draftNumber: row.draft_number,
    settledAt: row.settled_at,
    variance: row.variance,
    ...(row.credit_memo !== null && { creditMemo: JSON.parse(row.credit_memo) as CreditMemo }),
    createdAt: row.created_at,
    createdBy: row.created_by,
    version: Number(row.version),
  };
}

export async function findInvoice(session: Session, where: Sql): Promise<Invoice | null> {
  const row = await first<InvoiceRow>(session, sql`SELECT * FROM invoices WHERE ${where}`);
  return row === null ? null : invoiceOf(row);
}

/** What decides the stage of an invoice's items, without its lines. */
export async function findStanding(
  session: Session,
  invoiceId: string,
): Promise<Pick<Invoice, 'push' | 'erp' | 'draftNumber'> | null> {
  const row = await first<Pick<InvoiceRow, 'push' | 'erp' | 'draft_number'>>(
    session,
    sql`SELECT push, erp, draft_number FROM invoices WHERE id = ${invoiceId}`,
  );
  if (row === null) return null;
  return { push: row.push, erp: parsedOrNull<NonNullable<Invoice['erp']>>(row.erp), draftNumber: row.draft_number };
}

/** The number a person finds the document under: the posted one once posted, before that the draft's. Empty until it is created. */
export function documentNumberOf(invoice: Pick<Invoice, 'erp' | 'draftNumber'>): string {
  return invoice.erp?.number ?? invoice.draftNumber ?? '';
}

export interface LineRow {
  invoice_id: string;
  line_no: number | string;
  billing_item_id: string | null;
  line: string;
  evidence: string;
  erp_line_id: string | null;
  erp_amounts: string | null;
  released_at: string | null;
}

export const lineColumns = [
  'invoice_id',
  'line_no',
  'billing_item_id',
  'line',
  'evidence',
  'erp_line_id',
  'erp_amounts',
  'released_at',
];

export function rowOfLine(line: InvoiceLine): SqlValue[] {
  const { invoiceId, lineNo, billingItemId, evidence, erpLineId, amounts, releasedAt } = line;
  return [invoiceId, lineNo, billingItemId, JSON.stringify(line.line), evidence, erpLineId, jsonOrNull(amounts), releasedAt];
}

export function lineOf(row: LineRow): InvoiceLine {
  return {
    invoiceId: row.invoice_id,
    lineNo: Number(row.line_no),
    billingItemId: row.billing_item_id,
    line: JSON.parse(row.line) as InvoiceLine['line'],
    evidence: row.evidence,
    erpLineId: row.erp_line_id,
    amounts: parsedOrNull<NonNullable<InvoiceLine['amounts']>>(row.erp_amounts),
    releasedAt: row.released_at,
  };
}

/** Made in the ERP and its end not reached: neither paid nor cancelled nor corrected. */
function isOpen({ push, erp }: Pick<Invoice, 'push' | 'erp'>): boolean {
  if (push !== 'created' || erp === null) return false;
  return erp.status !== 'paid' && erp.status !== 'canceled' && erp.status !== 'corrective';
}

function searchText(invoice: Omit<Invoice, 'draft'>): string {
  const { key, customer, billTo, draftNumber, erp, creditMemo } = invoice;
  const parties = [customer.number, customer.name, billTo?.number, billTo?.name];
  const texts = [key, ...parties, draftNumber, erp?.number, creditMemo?.number];
  return lowered(texts.filter((text) => text !== undefined && text !== null && text !== '').join('\n'));
}

function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function parsedOrNull<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
