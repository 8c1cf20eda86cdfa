import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { Invoice, InvoiceLine } from '../domain/invoice.js';
import type { BillingItem } from '../domain/item.js';
import { blocks, type Problem } from '../domain/problems.js';
import type { StoreTransaction } from '../domain/store.js';
import type { Instant } from '../domain/time.js';
import { say } from '../domain/words/sentence.js';
import { billItem } from '../mapping/bill.js';
import type { ComposedInvoice } from '../mapping/invoice.js';
import { composeMapped, groupByPayer, withOption, type ComposeRequest, type LeftOutItem, type PayerGroup } from './compose.js';
import type { SyncContext } from './context.js';
import { loadCompanyKnowledge, loadKnowledge } from './knowledge.js';
import { companyProfile, type CompanyProfile } from './profiles.js';

/** What a draft run asks for. */
export interface DraftRequest extends ComposeRequest {
  actor: string;
  runId: string | null;
}

export interface DraftResult {
  /** The intents that were written; their lines stay in the store. */
  invoices: { id: string; key: string }[];
  leftOut: LeftOutItem[];
}

/** Payers whose documents are written side by side: the store commits them together. */
const payersAtOnce = 8;

/**
 * Puts items on invoices of ours: per payer one transaction that maps again, inserts each document as an intent with its key and lines, claims
 * its items and writes the audit. BC hears nothing yet. An item somebody else claimed meanwhile is left out with that as the reason.
 */
export async function draft(context: SyncContext, request: DraftRequest): Promise<DraftResult> {
  const limit = pLimit(payersAtOnce);
  const groups = await groupByPayer(context, request);
  const ended = await Promise.allSettled(groups.map((group) => limit(() => draftGroup(context, request, group))));
  const result: DraftResult = { invoices: [], leftOut: [] };
  for (const outcome of ended) {
    if (outcome.status === 'rejected') throw outcome.reason;
    result.invoices.push(...outcome.value.invoices);
    result.leftOut.push(...outcome.value.leftOut);
  }
  return result;
}

/** Thrown inside the transaction to undo it: these items are no longer ours to take. */
class ClaimLost extends Error {
  constructor(readonly itemIds: readonly string[]) {
    super('claim lost');
  }
}

async function draftGroup(context: SyncContext, request: DraftRequest, { companyId, itemIds }: PayerGroup): Promise<DraftResult> {
  context.stop.throwIfAborted();
  const profile = companyId === null ? null : await companyProfile(context, companyId);
  const leftOut: LeftOutItem[] = [];
  let ids = itemIds;
  while (ids.length > 0) {
    try {
      // An intent has to be on the disk before BC hears of it, and the claim of its push sees to that.
      const drafted = await context.store.transaction((tx) => draftIn(context, tx, request, profile, ids), 'later');
      return { invoices: drafted.invoices, leftOut: [...leftOut, ...drafted.leftOut] };
    } catch (error) {
      if (!(error instanceof ClaimLost)) throw error;
      const lost = new Set(error.itemIds);
      const lostItems = await context.store.items.find([...lost]);
      leftOut.push(...lostItems.map((item) => ({ item, reasons: reasonsOf(item) })));
      ids = ids.filter((id) => !lost.has(id));
    }
  }
  return { invoices: [], leftOut };
}

/** Maps the items as they are now and writes the documents they become. Throws ClaimLost, which undoes it. */
async function draftIn(
  context: SyncContext,
  tx: StoreTransaction,
  request: DraftRequest,
  profile: CompanyProfile | null,
  ids: readonly string[],
): Promise<DraftResult> {
  const items = (await tx.items.find(ids)).map((item) => withOption(item, request.billAttendee, context.clock.now()));
  const companyId = items[0]?.facts.companyId ?? null;
  const knowledge =
    profile === null || companyId === null
      ? await loadKnowledge(context, tx, [])
      : await loadCompanyKnowledge(context, tx, companyId, profile, items);
  const mapped = items.map((item) => ({ ...item, billing: billItem(item, knowledge.contextOf(item), context.rules) }));
  const { documents, leftOut } = composeMapped(context, mapped, request.invoiceDate);
  const byId = new Map(mapped.map((item) => [item.facts.id, item]));
  const invoices: DraftResult['invoices'] = [];
  for (const document of documents) {
    const { id, key } = await insert(context, tx, request, document, byId);
    invoices.push({ id, key });
  }
  return { invoices, leftOut };
}

async function insert(
  context: SyncContext,
  tx: StoreTransaction,
  request: DraftRequest,
  document: ComposedInvoice,
  byId: ReadonlyMap<string, BillingItem>,
): Promise<Invoice> {
  const now = context.clock.now();
  const invoice = intentOf(document, request, now);
  await tx.invoices.insert(invoice, linesOf(invoice, byId));
  const claims = document.items.map((item) => ({ id: item.facts.id, version: item.version }));
  const unclaimed = await tx.items.claim(invoice.id, claims, now);
  if (unclaimed.length > 0) throw new ClaimLost(unclaimed);
  await tx.audit.append(
    claims.map(({ id }) => ({
      at: now,
      actor: request.actor,
      action: 'drafted',
      itemId: id,
      invoiceId: invoice.id,
      runId: request.runId,
      before: null,
      after: JSON.stringify({ key: invoice.key }),
      reason: '',
    })),
  );
  return invoice;
}

function intentOf(document: ComposedInvoice, request: DraftRequest, now: Instant): Invoice {
  return {
    id: randomUUID(),
    key: document.draft.key,
    companyId: document.companyId,
    runId: request.runId,
    customer: document.customer,
    billTo: document.billTo,
    currency: document.currency,
    draft: document.draft,
    expectedTotal: document.expectedTotal,
    push: 'intended',
    attempts: 0,
    attemptedAt: null,
    nextAttemptAt: now,
    problem: null,
    erp: null,
    draftNumber: null,
    settledAt: null,
    variance: null,
    createdAt: now,
    createdBy: request.actor,
    version: 1,
  };
}

/** The evidence is everything the line was made from, kept even when Bookings forgets (C-24). */
function linesOf(invoice: Invoice, items: ReadonlyMap<string, BillingItem>): InvoiceLine[] {
  return invoice.draft.lines.map((line, index) => {
    const item = line.billingItemId === null ? undefined : items.get(line.billingItemId);
    const evidence =
      item === undefined ? '{}' : JSON.stringify({ facts: item.facts, decision: item.decision, billing: item.billing });
    return {
      invoiceId: invoice.id,
      lineNo: index + 1,
      billingItemId: line.billingItemId,
      line,
      evidence,
      erpLineId: null,
      releasedAt: null,
    };
  });
}

/** Why an item that was wanted could not be taken in the end. */
function reasonsOf(item: BillingItem): Problem[] {
  if (item.invoiceId !== null) return [blocks('erp-conflict', 'wait', say('taken-meanwhile'))];
  if (item.billing.problems.length > 0) return item.billing.problems;
  return [blocks('reading-incomplete', 'retry', say('changed-meanwhile'))];
}
