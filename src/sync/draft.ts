import { randomBytes, randomUUID } from 'node:crypto';
import { groupBy } from '../domain/group.js';
import type { Invoice, InvoiceLine } from '../domain/invoice.js';
import type { BillingItem } from '../domain/item.js';
import { blocks, type Problem } from '../domain/problems.js';
import { stateOf } from '../domain/state.js';
import type { StoreTransaction } from '../domain/store.js';
import { localDate, type Instant, type LocalDate } from '../domain/time.js';
import { billItem } from '../mapping/bill.js';
import { composeInvoices, type ComposedInvoice } from '../mapping/invoice.js';
import type { SyncContext } from './context.js';
import { loadCompanyKnowledge, loadKnowledge } from './knowledge.js';
import { companyProfile } from './profiles.js';

/** What a draft run asks for. */
export interface DraftRequest {
  itemIds: readonly string[];
  billAttendee: boolean;
  invoiceDate: LocalDate | null;
  actor: string;
  runId: string | null;
}

export interface DraftResult {
  invoices: Invoice[];
  leftOut: { item: BillingItem; reasons: Problem[] }[];
}

const chunkSize = 2000;

/**
 * Puts items on invoices of ours: per document one transaction that maps again, inserts the invoice as an intent with its key and lines, claims
 * each item and writes the audit. BC hears nothing yet. An item somebody else claimed meanwhile is left out with that as the reason.
 */
export async function draft(context: SyncContext, request: DraftRequest): Promise<DraftResult> {
  const { documents, leftOut } = await compose(context, request);
  const invoices: Invoice[] = [];
  for (const document of documents) {
    context.stop.throwIfAborted();
    const drafted = await draftDocument(context, request, document);
    if (drafted.invoice !== null) invoices.push(drafted.invoice);
    leftOut.push(...drafted.leftOut);
  }
  return { invoices, leftOut };
}

/** The documents these items would become, and what would be left out: what a preview shows and a draft run makes. Writes nothing. */
export async function compose(
  context: SyncContext,
  request: Pick<DraftRequest, 'itemIds' | 'billAttendee' | 'invoiceDate'>,
): Promise<{ documents: ComposedInvoice[]; leftOut: DraftResult['leftOut'] }> {
  const items: BillingItem[] = [];
  for (let at = 0; at < request.itemIds.length; at += chunkSize) {
    const chunk = await context.store.items.find(request.itemIds.slice(at, at + chunkSize));
    for (const group of groupBy(chunk, (item) => item.facts.companyId).values())
      items.push(...(await mapped(context, group, request.billAttendee)));
  }
  return composeMapped(context, items, request.invoiceDate);
}

/** Items with their billing as it is this moment; `billAttendee` stands for a person's word on each of them. */
async function mapped(context: SyncContext, items: readonly BillingItem[], billAttendee: boolean): Promise<BillingItem[]> {
  const asked = items.map((item) => withOption(item, billAttendee, context.clock.now()));
  const knowledge = await loadKnowledge(context, context.store, asked);
  return asked.map((item) => ({ ...item, billing: billItem(item, knowledge.contextOf(item), context.rules) }));
}

function withOption(item: BillingItem, billAttendee: boolean, at: Instant): BillingItem {
  if (!billAttendee || item.decision.billAttendee !== null) return item;
  return { ...item, decision: { ...item.decision, billAttendee: { by: '', at, reason: '' } } };
}

function composeMapped(
  context: SyncContext,
  items: readonly BillingItem[],
  invoiceDate: LocalDate | null,
): { documents: ComposedInvoice[]; leftOut: DraftResult['leftOut'] } {
  const now = context.clock.now();
  const documents: ComposedInvoice[] = [];
  const leftOut: DraftResult['leftOut'] = [];
  const due = items.filter((item) => isDue(item, now));
  leftOut.push(...items.filter((item) => !isDue(item, now)).map((item) => ({ item, reasons: [notDue(item)] })));
  for (const [zone, group] of groupBy(due, (item) => item.facts.timeZone ?? 'UTC')) {
    const options = { today: localDate(now, zone), makeKey, ...(invoiceDate === null ? {} : { invoiceDate }) };
    const composed = composeInvoices(group, options, context.rules);
    documents.push(...composed.documents);
    leftOut.push(...composed.leftOut);
  }
  return { documents, leftOut };
}

/** Completion is the end plus the grace, never the start (trap 3, BK-21); a person's "not before" holds longer (NX-13). */
function isDue(item: BillingItem, now: Instant): boolean {
  const state = stateOf(item, now);
  return state !== 'upcoming' && state !== 'scheduled';
}

function notDue({ facts, decision }: BillingItem): Problem {
  const date = decision.notBefore?.date;
  const message = date === undefined ? 'The appointment has not ended yet.' : `A person said: not before ${date}.`;
  return blocks('not-due', 'wait', message, { maturesAt: facts.maturesAt });
}

/** Thrown inside the transaction to undo it: these items are no longer ours to take. */
class ClaimLost extends Error {
  constructor(readonly itemIds: readonly string[]) {
    super('claim lost');
  }
}

async function draftDocument(
  context: SyncContext,
  request: DraftRequest,
  document: ComposedInvoice,
): Promise<{ invoice: Invoice | null; leftOut: DraftResult['leftOut'] }> {
  const leftOut: DraftResult['leftOut'] = [];
  const profile = await companyProfile(context, document.companyId);
  let ids = document.items.map((item) => item.facts.id);
  while (ids.length > 0) {
    try {
      const invoice = await context.store.transaction(async (tx) => {
        const items = await tx.items.find(ids);
        const asked = items.map((item) => withOption(item, request.billAttendee, context.clock.now()));
        const knowledge = await loadCompanyKnowledge(context, tx, document.companyId, profile, asked);
        const again = asked.map((item) => ({ ...item, billing: billItem(item, knowledge.contextOf(item), context.rules) }));
        const composed = composeMapped(context, again, request.invoiceDate);
        // Mapped again, the rows may no longer belong together: the first document is made, the others are left for the next run.
        const fit = composed.documents[0];
        const placed = new Set(fit?.items.map((item) => item.facts.id) ?? []);
        const lost = ids.filter((id) => !placed.has(id));
        if (fit === undefined || lost.length > 0) throw new ClaimLost(lost);
        return insert(context, tx, request, fit, again);
      });
      return { invoice, leftOut };
    } catch (error) {
      if (!(error instanceof ClaimLost)) throw error;
      const lost = new Set(error.itemIds);
      const lostItems = await context.store.items.find([...lost]);
      leftOut.push(...lostItems.map((item) => ({ item, reasons: reasonsOf(item) })));
      ids = ids.filter((id) => !lost.has(id));
    }
  }
  return { invoice: null, leftOut };
}

async function insert(
  context: SyncContext,
  tx: StoreTransaction,
  request: DraftRequest,
  document: ComposedInvoice,
  items: readonly BillingItem[],
): Promise<Invoice> {
  const now = context.clock.now();
  const invoice = intentOf(document, request, now);
  const byId = new Map(items.map((item) => [item.facts.id, item]));
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
  if (item.invoiceId !== null) {
    return [
      blocks('erp-conflict', 'wait', 'Somebody else put this row on an invoice a moment earlier.', { invoiceId: item.invoiceId }),
    ];
  }
  if (item.billing.problems.length > 0) return item.billing.problems;
  return [
    blocks(
      'reading-incomplete',
      'retry',
      'The row changed while the drafts were being made. Look at it again, then create the draft.',
    ),
  ];
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new document key: `BKG-` and 16 characters of Crockford base32 (80 random bits), upper case as BC's Code[35] wants it. */
export function makeKey(): string {
  const bytes = randomBytes(16);
  return `BKG-${Array.from(bytes, (byte) => alphabet[byte % 32]).join('')}`;
}
