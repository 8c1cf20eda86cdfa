import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { Invoice, InvoiceLine } from '../domain/invoice.js';
import type { BillingItem } from '../domain/item.js';
import type { MappingBasis } from '../domain/item-store.js';
import { RequestError } from '../domain/errors.js';
import { blocks, type Problem } from '../domain/problems.js';
import type { StoreTransaction } from '../domain/store.js';
import type { Instant } from '../domain/time.js';
import { say } from '../domain/words/sentence.js';
import type { ComposedInvoice } from '../mapping/invoice.js';
import { billNow } from './bill-now.js';
import { composeMapped, groupByPayer, type Composed, type ComposeRequest, type LeftOutItem, type PayerGroup } from './compose.js';
import type { SyncContext } from './context.js';
import { companyProfile, type CompanyProfile } from './profiles.js';
import { findAhead } from './erp-ahead.js';
import { safeguarded } from './safeguards.js';

/** What a draft run asks for. */
export interface DraftRequest extends ComposeRequest {
  actor: string;
  runId: string | null;
  /** Told whenever intents of some size are written, and in the end. */
  onWritten?: () => void;
  /** Given what was left out of each payer's documents: all of it may be more than memory holds. */
  onLeftOut?: (rows: readonly LeftOutItem[]) => Promise<void>;
}

export interface DraftResult {
  /** Intents written, items left out. */
  counts: { invoices: number; leftOut: number };
}

/** Payers whose documents are planned and written side by side: while one is written the next is planned, and no more are held in memory. */
const payersAtOnce = 2;
/** Lines after which written intents are told of: each telling leads to a commit, and the rows of one payer lie all over the file. */
const linesPerTelling = 500;

/** How often a payer's documents are planned anew because rows or links changed before they were written. */
const mostAttempts = 5;

/**
 * Puts items on invoices of ours. Per payer the items are read, and mapped again where that is needed; then one transaction inserts each
 * document as an intent with its key and lines, claims its items and writes the audit, all of it only if the rows and links are still those
 * that were mapped. BC hears nothing yet. An item somebody else claimed meanwhile is left out with that as the reason.
 */
export async function draft(context: SyncContext, request: DraftRequest): Promise<DraftResult> {
  const limit = pLimit(payersAtOnce);
  const counts = { invoices: 0, leftOut: 0 };
  let untold = 0;
  const groups = await groupByPayer(context, request);
  const ahead = await findAhead(
    context,
    groups.map(({ companyId }) => companyId),
  );
  const draftOne = async (group: PayerGroup): Promise<void> => {
    const { written, leftOut } = await draftGroup(context, { ...request, ahead }, group);
    counts.invoices += written;
    counts.leftOut += leftOut.length;
    if (leftOut.length > 0) await request.onLeftOut?.(leftOut);
    untold += group.itemIds.length;
    if (untold < linesPerTelling) return;
    untold = 0;
    request.onWritten?.();
  };
  const ended = await Promise.allSettled(groups.map((group) => limit(() => draftOne(group))));
  request.onWritten?.();
  for (const outcome of ended) if (outcome.status === 'rejected') throw outcome.reason;
  return { counts };
}

/** The documents a payer's items would become as they are now, and what that was made from. */
interface Plan extends Composed {
  basis: MappingBasis | null;
}

/** Thrown inside the transaction to undo it: these items, or (null) the links behind all of them, are not what was mapped. */
class PlanOutdated extends Error {
  constructor(readonly itemIds: readonly string[] | null) {
    super('plan outdated');
  }
}

/** With what was asked once for all payers: the companies in which nothing is drafted now (E-34). */
type GuardedRequest = DraftRequest & { ahead: ReadonlyMap<string, Problem> };

/** What became of a payer's items: documents that were written, items that are on none. */
interface DraftedGroup {
  written: number;
  leftOut: LeftOutItem[];
}

async function draftGroup(
  context: SyncContext,
  request: GuardedRequest,
  { companyId, itemIds }: PayerGroup,
): Promise<DraftedGroup> {
  context.stop.throwIfAborted();
  const profile = companyId === null ? null : await companyProfile(context, companyId);
  const leftOut: LeftOutItem[] = [];
  let ids = itemIds;
  for (let attempt = 1; ids.length > 0; attempt += 1) {
    const plan = await planGroup(context, request, { companyId, itemIds: ids }, profile);
    try {
      // An intent has to be on the disk before BC hears of it, and the claim of its push sees to that.
      await context.store.transaction((tx) => writePlan(context, tx, request, plan), 'later');
      return { written: plan.documents.length, leftOut: [...leftOut, ...plan.leftOut] };
    } catch (error) {
      if (!(error instanceof PlanOutdated)) throw error;
      const changed = await context.store.items.find(error.itemIds ?? ids);
      const lost = attempt < mostAttempts ? changed.filter((item) => item.invoiceId !== null) : changed;
      leftOut.push(...lost.map((item) => ({ item, reasons: reasonsOf(item) })));
      const lostIds = new Set(lost.map((item) => item.facts.id));
      ids = ids.filter((id) => !lostIds.has(id));
    }
  }
  return { written: 0, leftOut };
}

async function planGroup(
  context: SyncContext,
  request: GuardedRequest,
  group: PayerGroup,
  profile: CompanyProfile | null,
): Promise<Plan> {
  const { items, basis } = await billNow(context, { group, profile, billAttendee: request.billAttendee });
  return { ...composeMapped(context, await safeguarded(context, items, request), request.invoiceDate), basis };
}

/** Writes the documents of a plan. Throws PlanOutdated, which undoes it. */
async function writePlan(
  context: SyncContext,
  tx: StoreTransaction,
  request: DraftRequest,
  { basis, documents }: Plan,
): Promise<void> {
  if (documents.length === 0) return;
  if (basis !== null && !(await tx.links.holdVersion(basis.companyId, basis.linkVersion))) throw new PlanOutdated(null);
  for (const document of documents) await insert(context, tx, request, document);
}

async function insert(
  context: SyncContext,
  tx: StoreTransaction,
  request: DraftRequest,
  document: ComposedInvoice,
): Promise<void> {
  const now = context.clock.now();
  const invoice = intentOf(document, request, now);
  const claims = document.items.map((item) => ({ id: item.facts.id, version: item.version }));
  const lines = linesOf(invoice, new Map(document.items.map((item) => [item.facts.id, item])));
  try {
    await tx.invoices.insert(invoice, lines);
  } catch (error) {
    // The index on open lines was faster than the claim: somebody else has one of the items.
    if (error instanceof RequestError && error.kind === 'conflict') throw new PlanOutdated(claims.map(({ id }) => id));
    throw error;
  }
  const unclaimed = await tx.items.claim(invoice.id, claims, now);
  if (unclaimed.length > 0) throw new PlanOutdated(unclaimed);
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
      amounts: null,
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
