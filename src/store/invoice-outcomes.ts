import type { ErpInvoice, ErpInvoiceLine, Invoice, InvoiceLine } from '../domain/invoice.js';
import type { Problem } from '../domain/problems.js';
import type { InvoiceStore } from '../domain/invoice-store.js';
import { updateRows } from './bulk.js';
import { findInvoice, type LineRow } from './invoice-rows.js';
import { changeInvoice, releaseItems, restageItems } from './invoice-writes.js';
import { StaleReadError, type Session } from './session.js';
import { sql } from './sql.js';

type OutcomeMethods = Pick<
  InvoiceStore,
  'recordCreated' | 'recordRefused' | 'recordConflict' | 'recordSettled' | 'recordUnreadable' | 'release'
>;

/** What became of an invoice. Each method changes it only from a state in which that can happen, and its items with it. */
export function outcomeStore(session: Session): OutcomeMethods {
  return {
    recordCreated: (id, version, erp, lines, variance, now, problem = null) =>
      session.atomic(async (tx) => {
        const invoice = await changeInvoice(tx, { id, version, from: ['intended', 'sending', 'conflict'] }, (before) => ({
          ...createdBy(before, erp, variance, now),
          problem,
        }));
        if (invoice === null) return false;
        await recordLineIds(tx, id, lines);
        await restageItems(tx, invoice, now);
        return true;
        // What is lost here is found by its key when the push is looked at again.
      }, 'later'),
    recordRefused: (id, version, problem, now) =>
      session.atomic(async (tx) => {
        const change = { push: 'refused' as const, problem };
        const invoice = await changeInvoice(tx, { id, version, from: ['intended', 'sending'] }, () => change);
        if (invoice !== null) await releaseItems(tx, id, problem, now);
        return invoice !== null;
      }),
    recordConflict: (id, version, problem, now) => session.atomic((tx) => recordConflict(tx, { id, version }, problem, now)),
    recordSettled: (id, erp, now) => session.atomic((tx) => recordSettled(tx, id, erp, now), 'later'),
    recordUnreadable: (id, problem, now) => session.atomic((tx) => recordUnreadable(tx, id, problem, now), 'later'),
    release: (id, version, push, problem, now) =>
      session.atomic(async (tx) => {
        // Not from `sending`: a document may be under way, and its items would be billed a second time.
        const invoice = await changeInvoice(tx, { id, version, from: ['intended', 'created', 'conflict'] }, () => ({
          push,
          problem,
        }));
        return invoice === null ? null : releaseItems(tx, id, null, now);
      }),
  };
}

function createdBy(before: Invoice, erp: ErpInvoice, variance: string | null, now: string): Partial<Invoice> {
  const draftNumber = before.draftNumber ?? erp.number;
  return { push: 'created', erp, draftNumber, variance, settledAt: now };
}

async function recordConflict(
  session: Session,
  target: { id: string; version: number },
  problem: Problem,
  now: string,
): Promise<boolean> {
  const change = { push: 'conflict' as const, problem };
  const invoice = await changeInvoice(session, { ...target, from: ['intended', 'sending'] }, () => change);
  if (invoice !== null) await restageItems(session, invoice, now);
  return invoice !== null;
}

async function recordSettled(session: Session, id: string, erp: ErpInvoice, now: string): Promise<boolean> {
  const before = await findInvoice(session, sql`id = ${id}`);
  if (before === null || before.push !== 'created') return false;
  const wasUnreadable = before.problem?.code === 'erp-unreadable';
  if (JSON.stringify(before.erp) === JSON.stringify(erp) && !wasUnreadable) {
    await session.run(sql`UPDATE invoices SET settled_at = ${now} WHERE id = ${id}`);
    return false;
  }
  const target = { id, version: before.version, from: ['created'] as const };
  const invoice = await changeInvoice(session, target, () => ({
    erp,
    settledAt: now,
    problem: wasUnreadable ? null : before.problem,
  }));
  if (invoice === null) throw new StaleReadError();
  await restageItems(session, invoice, now);
  return true;
}

/** Another problem that stands on the invoice is not overwritten. */
async function recordUnreadable(session: Session, id: string, problem: Problem, now: string): Promise<void> {
  const before = await findInvoice(session, sql`id = ${id}`);
  if (before === null || before.push !== 'created') return;
  const changes = before.problem === null ? { problem, settledAt: now } : { settledAt: now };
  await changeInvoice(session, { id, version: before.version, from: ['created'] }, () => changes);
}

type SentLineRow = Pick<LineRow, 'line_no' | 'line'>;

async function recordLineIds(session: Session, invoiceId: string, erpLines: readonly ErpInvoiceLine[]): Promise<void> {
  const rows = await session.all<SentLineRow>(
    sql`SELECT line_no, line FROM invoice_lines WHERE invoice_id = ${invoiceId} ORDER BY line_no`,
  );
  const matched = matchLines(rows, erpLines);
  await updateRows(
    session,
    'invoice_lines',
    ['invoice_id', 'line_no'],
    ['erp_line_id'],
    [...matched].map(([lineNo, erpLineId]) => [invoiceId, lineNo, erpLineId]),
  );
}

/** Lines come back in the order they were sent; lines the ERP or a person put between ours belong to none of ours. */
function matchLines(rows: readonly SentLineRow[], erpLines: readonly ErpInvoiceLine[]): Map<number, string> {
  const rest = [...erpLines].sort((a, b) => a.sequence - b.sequence);
  if (rest.length === rows.length) return new Map(rows.map((row, index) => [Number(row.line_no), rest[index]!.id]));
  const matched = new Map<number, string>();
  for (const row of rows) {
    const line = JSON.parse(row.line) as InvoiceLine['line'];
    const place = rest.findIndex((erpLine) => isSameLine(line, erpLine));
    const erpLine = place < 0 ? undefined : rest.splice(0, place + 1).at(-1);
    if (erpLine !== undefined) matched.set(Number(row.line_no), erpLine.id);
  }
  return matched;
}

const noItem = '00000000-0000-0000-0000-000000000000';

function isSameLine(line: InvoiceLine['line'], erpLine: ErpInvoiceLine): boolean {
  const erpItemId = erpLine.erpItemId === noItem ? '' : erpLine.erpItemId;
  return erpItemId === (line.erpItemId ?? '') && erpLine.description === line.description;
}
