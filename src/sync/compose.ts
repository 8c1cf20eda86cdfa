import { groupBy } from '../domain/group.js';
import type { BillingItem } from '../domain/item.js';
import type { PayerOfItem } from '../domain/item-store.js';
import { blocks, type Problem } from '../domain/problems.js';
import { stateOf } from '../domain/state.js';
import { localDate, type Instant, type LocalDate } from '../domain/time.js';
import { say } from '../domain/words/sentence.js';
import { billItem } from '../mapping/bill.js';
import { composeInvoices, type ComposedInvoice } from '../mapping/invoice.js';
import type { SyncContext } from './context.js';
import { makeKey } from './document-key.js';
import { loadKnowledge } from './knowledge.js';
import { findAhead } from './erp-ahead.js';
import { safeguarded } from './safeguards.js';

/** Which items, and how they are to be billed this once. */
export interface ComposeRequest {
  itemIds: readonly string[];
  billAttendee: boolean;
  invoiceDate: LocalDate | null;
  /** Who makes the drafts; null: nobody in person. */
  actor: string | null;
}

/** An item that gets no line, and why. */
export interface LeftOutItem {
  item: BillingItem;
  reasons: Problem[];
}

export interface Composed {
  documents: ComposedInvoice[];
  leftOut: LeftOutItem[];
}

/** Items read at once. */
const chunkSize = 1000;

/** The documents these items would become, and what would be left out: what a preview shows and a draft run makes. Writes nothing. */
export async function compose(context: SyncContext, request: ComposeRequest): Promise<Composed> {
  const items: BillingItem[] = [];
  for (const ids of chunksOf(request.itemIds))
    items.push(...(await mapped(context, await context.store.items.find(ids), request.billAttendee)));
  const companies = items.map(({ facts }) => facts.companyId);
  const safe = await safeguarded(context, items, { actor: request.actor, ahead: await findAhead(context, companies) });
  return composeMapped(context, safe, request.invoiceDate);
}

/** Items that can only share documents with each other: of one company, payer and currency. */
export interface PayerGroup {
  companyId: string | null;
  itemIds: string[];
}

/** Sorts items by who pays, a chunk at a time and keeping ids only: a selection may be larger than memory. */
export async function groupByPayer(context: SyncContext, request: ComposeRequest): Promise<PayerGroup[]> {
  const groups = new Map<string, PayerGroup>();
  for (const ids of chunksOf(request.itemIds)) {
    // What was mapped says who pays, unless the payer is overruled this once.
    const payers = request.billAttendee ? await payersOnce(context, ids) : await context.store.items.payersOf(ids);
    for (const item of payers) {
      const key = payerKeyOf(item);
      const group = groups.get(key) ?? { companyId: item.companyId, itemIds: [] };
      group.itemIds.push(item.itemId);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

async function payersOnce(context: SyncContext, ids: readonly string[]): Promise<PayerOfItem[]> {
  const items = await mapped(context, await context.store.items.find(ids), true);
  return items.map(({ facts, billing }) => ({
    itemId: facts.id,
    companyId: facts.companyId,
    payer: (billing.billTo ?? billing.sellTo)?.number ?? null,
    currency: billing.currency ?? '',
    startsAt: facts.startsAt,
  }));
}

function payerKeyOf({ companyId, payer, currency, startsAt }: PayerOfItem): string {
  // Without a payer there is no document; such items need not be kept together.
  const who = payer === null ? `nobody|${startsAt.slice(0, 10)}` : `customer|${payer}`;
  return [companyId, who, currency].join('|');
}

function* chunksOf(ids: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < ids.length; at += chunkSize) yield ids.slice(at, at + chunkSize);
}

/** Items with their billing as it is this moment; `billAttendee` stands for a person's word on each of them. */
async function mapped(context: SyncContext, items: readonly BillingItem[], billAttendee: boolean): Promise<BillingItem[]> {
  const done: BillingItem[] = [];
  for (const group of groupBy(items, (item) => item.facts.companyId).values()) {
    const asked = group.map((item) => withOption(item, billAttendee, context.clock.now()));
    const knowledge = await loadKnowledge(context, context.store, asked);
    done.push(...asked.map((item) => ({ ...item, billing: billItem(item, knowledge.contextOf(item), context.rules) })));
  }
  return done;
}

/** The item with a person's word that its attendee pays, where that was asked for this once. */
export function withOption(item: BillingItem, billAttendee: boolean, at: Instant): BillingItem {
  if (!billAttendee || item.decision.billAttendee !== null) return item;
  return { ...item, decision: { ...item.decision, billAttendee: { by: '', at, reason: '' } } };
}

/** Documents of items that are mapped; the due ones only. */
export function composeMapped(context: SyncContext, items: readonly BillingItem[], invoiceDate: LocalDate | null): Composed {
  const now = context.clock.now();
  const documents: ComposedInvoice[] = [];
  const leftOut: LeftOutItem[] = [];
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

function notDue({ decision }: BillingItem): Problem {
  const date = decision.notBefore?.date;
  return blocks('not-due', 'wait', date === undefined ? say('not-ended') : say('not-before', { date }));
}
