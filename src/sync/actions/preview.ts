import type { BillingItem } from '../../domain/item.js';
import { currencyDigits, multiply, roundTo, sum } from '../../domain/money.js';
import { stateOf } from '../../domain/state.js';
import type { LineAmounts } from '../../domain/tax.js';
import type { ComposedInvoice } from '../../mapping/invoice.js';
import type { SyncContext } from '../context.js';
import type { CreateOptions, LeftOut, Preview, PreviewDocument, Selection } from '../desk.js';
import { compose, type LeftOutItem } from '../compose.js';
import { creditWarnings } from '../credit.js';
import { expectedTax } from '../expected-tax.js';
import { dataVersionOf, distinctCustomers, otherReadyIds, selectIds } from './selection.js';

/** More customers than this are not searched for further ready items: everything was selected anyway. */
const offerLimit = 50;

/** What would be made of a selection: same mapping code as the drafts, nothing written. */
export async function preview(
  context: SyncContext,
  selection: Selection,
  options: CreateOptions,
  actor: string | null,
): Promise<Preview> {
  const { composed, offeredOthers } = await composeSelection(context, selection, options, actor);
  const placed = composed.documents.flatMap((document) => document.items);
  const tax = await expectedTax(context.store, placed);
  const documents = composed.documents.map((document) => describeDocument(document, tax));
  const warnings = await creditWarnings(context, documents);
  return {
    documents: documents.map((document) => ({ ...document, warnings: warnings.get(document) ?? [] })),
    leftOut: await Promise.all(composed.leftOut.map((row) => describeLeftOut(context, row))),
    offeredOthers,
    dataVersion: dataVersionOf(placed, context.rules.version, options),
  };
}

/** Composes a selection, with the customers' other ready items when asked for. */
export async function composeSelection(
  context: SyncContext,
  selection: Selection,
  options: CreateOptions,
  actor: string | null,
): Promise<{ composed: Awaited<ReturnType<typeof compose>>; offeredOthers: number }> {
  const ids = await selectIds(context, selection);
  const { billAttendee, invoiceDate } = options;
  const composed = await compose(context, { itemIds: ids, billAttendee, invoiceDate, actor });
  const customers = distinctCustomers(composed.documents.map(({ companyId, customer: { number } }) => ({ companyId, number })));
  const others = customers.length > offerLimit ? [] : await otherReadyIds(context, customers, new Set(ids));
  if (!options.takeCustomersOthers || others.length === 0) return { composed, offeredOthers: others.length };
  return {
    composed: await compose(context, { itemIds: [...ids, ...others], billAttendee, invoiceDate, actor }),
    offeredOthers: 0,
  };
}

function describeDocument(document: ComposedInvoice, tax: ReadonlyMap<string, LineAmounts>): Omit<PreviewDocument, 'warnings'> {
  const items = new Map(document.items.map((item): [string, BillingItem] => [item.facts.id, item]));
  const digits = currencyDigits(document.currency);
  return {
    companyId: document.companyId,
    customer: document.customer,
    billTo: document.billTo,
    currency: document.currency,
    invoiceDate: document.draft.invoiceDate,
    postingDate: document.draft.postingDate,
    lines: document.draft.lines.map((line) => ({
      itemId: line.billingItemId,
      description: line.description,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      amount: roundTo(multiply(line.quantity, line.unitPrice), digits),
      warnings: line.billingItemId === null ? [] : (items.get(line.billingItemId)?.billing.problems ?? []),
    })),
    expectedTotal: document.expectedTotal,
    expectedTax: taxOf(document, tax),
  };
}

function taxOf({ items }: ComposedInvoice, tax: ReadonlyMap<string, LineAmounts>): PreviewDocument['expectedTax'] {
  const lines = items.flatMap((item) => tax.get(item.facts.id) ?? []);
  if (lines.length < items.length) return null;
  return { tax: sum(lines.map((line) => line.tax)), gross: sum(lines.map((line) => line.gross)) };
}

async function describeLeftOut(context: SyncContext, { item, reasons }: LeftOutItem): Promise<LeftOut> {
  const invoice = item.invoiceId === null ? null : await context.store.invoices.find(item.invoiceId);
  return {
    itemId: item.facts.id,
    customerName: item.facts.attendee?.name ?? '',
    serviceName: item.facts.serviceName,
    state: stateOf(item, context.clock.now()),
    reasons,
    runId: invoice?.runId ?? null,
  };
}
