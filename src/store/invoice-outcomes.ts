import { varianceOf, type ErpInvoice, type ErpInvoiceLine, type Invoice } from '../domain/invoice.js';
import type { Problem } from '../domain/problems.js';
import type { InvoiceStore } from '../domain/invoice-store.js';
import { askForCreditMemo } from './credit-memos.js';
import { findInvoice } from './invoice-rows.js';
import { changeInvoice, releaseItems, restageItems } from './invoice-writes.js';
import { recordLines } from './line-amounts.js';
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
        await recordLines(tx, invoice, lines, now);
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
    recordSettled: (id, erp, now, lines = null) => session.atomic((tx) => recordSettled(tx, id, erp, now, lines), 'later'),
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

async function recordSettled(
  session: Session,
  id: string,
  erp: ErpInvoice,
  now: string,
  lines: readonly ErpInvoiceLine[] | null,
): Promise<boolean> {
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
    // Finance may have edited the draft (E-18).
    variance: varianceOf(before, erp),
    settledAt: now,
    problem: wasUnreadable ? null : before.problem,
  }));
  if (invoice === null) throw new StaleReadError();
  await askForCreditMemo(session, before, erp);
  if (lines !== null) await recordLines(session, invoice, lines, now);
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
