import { isPosted, type Invoice } from '../domain/invoice.js';
import type { BillingItem, ExclusionReason, ItemFacts } from '../domain/item.js';
import type { ErpTarget } from '../domain/ports.js';
import { wordsOf, type Problem } from '../domain/problems.js';
import { stateOf, type ItemState } from '../domain/state.js';
import type { Store } from '../domain/store.js';
import { elapsedMinutes, type Instant, type LocalDate } from '../domain/time.js';
import { inEnglish } from '../domain/words/plain.js';
import { say, type Sentence } from '../domain/words/sentence.js';
import { readTax, type ItemTax } from './itemTax.js';
import type { LinkedInvoice } from './schemas/invoice.js';
import type { ItemRow } from './schemas/list.js';

export type CardUrl = ErpTarget['cardUrl'];

/** What a row needs besides the item: addresses of ERP pages, and the billing period of a booking by the rules (null without a zone). */
export interface RowSources {
  cardUrl: CardUrl;
  periodOf(facts: ItemFacts): { from: LocalDate; to: LocalDate } | null;
}

/** An item with the whole invoice that claimed it, if one did, and its tax as far as it is known. */
export interface ItemWithInvoice {
  item: BillingItem;
  invoice: Invoice | null;
  tax: ItemTax | null;
}

/** Adds to each item its invoice and its tax, with a few queries for all of them. */
export async function withInvoices(store: Pick<Store, 'invoices'>, items: readonly BillingItem[]): Promise<ItemWithInvoice[]> {
  const ids = new Set(items.flatMap((item) => item.invoiceId ?? []));
  const invoices = ids.size === 0 ? [] : await store.invoices.findMany([...ids]);
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const tax = await readTax(store, items);
  return items.map((item) => ({
    item,
    invoice: byId.get(item.invoiceId ?? '') ?? null,
    tax: tax.get(item.facts.id) ?? null,
  }));
}

/** The row of the list for an item at a moment. */
export function itemRowOf({ item, invoice, tax }: ItemWithInvoice, now: Instant, { cardUrl, periodOf }: RowSources): ItemRow {
  const { facts, billing, decision } = item;
  const state = stateOf(item, now);
  const period = decision.period ?? periodOf(facts);
  return {
    id: facts.id,
    version: item.version,
    state,
    stage: item.stage,
    startsAt: facts.startsAt,
    endsAt: facts.endsAt,
    timeZone: facts.timeZone,
    durationMinutes: elapsedMinutes(facts.startsAt, facts.endsAt),
    businessId: facts.businessId,
    companyId: facts.companyId,
    serviceName: facts.serviceName,
    staff: facts.staffNames,
    attendees: facts.listedAttendeesCount,
    priceType: facts.priceType,
    unitPrice: billing.unitPrice,
    quantity: billing.quantity,
    amount: billing.amount,
    netAmount: tax?.net ?? null,
    taxAmount: tax?.tax ?? null,
    grossAmount: tax?.gross ?? null,
    taxPercent: tax?.taxPercent ?? null,
    taxBasis: tax?.basis ?? null,
    periodFrom: period?.from ?? null,
    periodTo: period?.to ?? null,
    currency: billing.currency ?? facts.currency,
    itemNumber: billing.erpItem?.number ?? null,
    ...partiesOf(item),
    ...reasonsOf(item, invoice),
    daysWaiting: daysWaiting(item, state, now),
    changedAt: item.changedAt,
    ...documentOf(item, invoice, cardUrl),
  };
}

/** The customer is the ERP's once linked, before that whom Bookings names. */
function partiesOf({ facts, billing }: BillingItem) {
  return {
    customerName: billing.sellTo?.name ?? facts.attendee?.name ?? '',
    customerEmail: facts.attendee?.email ?? '',
    customerNumber: billing.sellTo?.number ?? null,
    payerNumber: billing.billTo?.number ?? null,
    payerName: billing.billTo?.name ?? null,
    billToNumber: (billing.billTo ?? billing.sellTo)?.number ?? null,
  };
}

function exclusionSentence(exclusion: ExclusionReason): Sentence {
  return exclusion === 'ignored-by-rule' ? say('left-out-by-rule') : say(exclusion);
}

function reasonsOf(item: BillingItem, invoice: Invoice | null) {
  const exclusion = item.decision.exclusion?.kind ?? item.billing.exclusion;
  const problems = distinct([item.refusal, ...item.billing.problems, invoice?.problem ?? null]);
  const codes = distinct([item.refusal, ...item.billing.problems]).map((problem) => problem.code);
  const reasonSentences = exclusion === null ? problems.slice(0, 1).flatMap(wordsOf) : [exclusionSentence(exclusion)];
  return {
    problems,
    exclusion,
    reason: exclusion === null ? (problems[0]?.message ?? '') : inEnglish(reasonSentences),
    reasonSentences,
    reasonCode: exclusion ?? codes.join(', '),
  };
}

function distinct(problems: readonly (Problem | null)[]): Problem[] {
  const byText = new Map(
    problems.flatMap((problem) => (problem === null ? [] : [[`${problem.code} ${problem.message}`, problem]])),
  );
  return [...byText.values()];
}

function daysWaiting(item: BillingItem, state: ItemState, now: Instant): number | null {
  if (state !== 'ready' && state !== 'blocked') return null;
  return Math.max(0, Math.floor(elapsedMinutes(item.facts.maturesAt, now) / 1440));
}

function documentOf(item: BillingItem, invoice: Invoice | null, cardUrl: CardUrl) {
  return {
    invoiceId: item.invoiceId,
    linkMode: item.invoiceId === null ? null : ('independent' as const),
    documentNumber: invoice?.erp?.number ?? invoice?.draftNumber ?? item.decision.exclusion?.reference ?? null,
    documentStatus: invoice === null ? null : (invoice.erp?.status ?? invoice.push),
    documentUrl: invoice === null ? null : documentUrlOf(invoice, cardUrl),
    runId: invoice?.runId ?? null,
  };
}

/** Address of the invoice's page in BC: posting moves a document to another page. Null until it exists there. */
export function documentUrlOf(invoice: Invoice, cardUrl: CardUrl): string | null {
  if (invoice.erp === null) return null;
  const kind = isPosted(invoice.draftNumber, invoice.erp) ? 'posted-invoice' : 'invoice';
  return cardUrl(invoice.companyId, kind, invoice.erp.number);
}

/** Address of the page of an invoice's credit memo in BC. Null where there is none. */
function creditMemoUrlOf({ companyId, creditMemo }: Invoice, cardUrl: CardUrl): string | null {
  return creditMemo === undefined ? null : cardUrl(companyId, 'posted-credit-memo', creditMemo.number);
}

/** An invoice with the addresses of its documents. */
export function linkedInvoiceOf(invoice: Invoice, cardUrl: CardUrl): LinkedInvoice {
  return { ...invoice, documentUrl: documentUrlOf(invoice, cardUrl), creditMemoUrl: creditMemoUrlOf(invoice, cardUrl) };
}
