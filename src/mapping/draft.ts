import type { DraftInvoice, DraftLine } from '../domain/invoice.js';
import type { Problem } from '../domain/problems.js';
import { addDays, type LocalDate } from '../domain/time.js';
import type { Charge } from './charge.js';
import { cutText } from './fit.js';
import type { ComposedInvoice, ComposeOptions } from './invoice.js';
import { descriptionLength, purchaseOrderLength } from './limits.js';
import { renderOr } from './line-text.js';
import type { Rules } from './rules.js';
import { serviceRuleOf } from './services.js';
import type { DatePolicy } from './schema.js';
import { businessGroup, periodGroup } from './scope.js';
import type { Scope } from './template.js';

type Composed = Omit<ComposedInvoice, 'expectedTotal' | 'items'>;

/** One draft of charges that share a group: comment lines first, then a line for each. A comment that cannot be filled stops the document. */
export function composeDraft(
  charges: readonly Charge[],
  groupKey: string,
  options: ComposeOptions,
  rules: Rules,
): Composed | { problems: Problem[] } {
  const first = charges[0]!;
  const invoiceDate = options.invoiceDate ?? dateBy(rules.invoice.documentDate, charges, options.today);
  const order = purchaseOrderOf(charges);
  const problems: Problem[] = [];
  const scope = documentScope(charges, invoiceDate, order.all, rules);
  const comments = rules.templates.comments.map((template) => renderOr(template, scope, rules, problems));
  if (problems.length > 0) return { problems };
  const lines = [
    ...[...order.comments, ...comments].filter((text) => text !== '').map(commentLine),
    ...charges.map((charge) => itemLine(charge, rules)),
  ];
  const { header } = first.text;
  const posting = rules.invoice.postingDate;
  const draft: DraftInvoice = {
    key: options.makeKey(groupKey),
    companyId: first.companyId,
    sellToCustomerId: first.sellTo.id,
    billToCustomerId: first.billTo?.id ?? null,
    currencyCode: first.currency,
    invoiceDate,
    postingDate: posting === 'as-erp' ? null : dateBy(posting, charges, options.today),
    dueDate: rules.invoice.dueDays === undefined ? null : addDays(invoiceDate, rules.invoice.dueDays),
    purchaseOrderReference: order.header,
    salesperson: header['salesperson'] ?? null,
    shortcutDimension1Code: header['shortcutDimension1Code'] ?? null,
    shortcutDimension2Code: header['shortcutDimension2Code'] ?? null,
    paymentTermsId: header['paymentTermsId'] ?? null,
    lines,
  };
  return { groupKey, companyId: first.companyId, customer: first.sellTo, billTo: first.billTo, currency: first.currency, draft };
}

/** A policy as a day. Groups are made so that `service-date` and `period-end` mean one day for the whole document (E-22). */
function dateBy(policy: DatePolicy, charges: readonly Charge[], today: LocalDate): LocalDate {
  const days = charges.map((charge) => charge.day).sort();
  switch (policy) {
    case 'today':
      return today;
    case 'service-date':
      return days[0]!;
    case 'last-service-date':
      return days.at(-1)!;
    case 'period-end':
      return charges[0]!.period.to;
  }
}

/** Purchase order numbers go to the header as long as they fit whole; half a number is another number, so else they become comment lines. */
function purchaseOrderOf(charges: readonly Charge[]): { header: string; comments: string[]; all: string } {
  const numbers = [...new Set(charges.map((charge) => charge.text.purchaseOrder).filter((number) => number !== ''))];
  const all = numbers.join(', ');
  if (all.length <= purchaseOrderLength) return { header: all, comments: [], all };
  return { header: '', comments: numbers.map((number) => `PO ${number}`), all };
}

function documentScope(charges: readonly Charge[], invoiceDate: LocalDate, purchaseOrder: string, rules: Rules): Scope {
  const first = charges[0]!;
  const dates = charges.map((charge) => charge.date).sort();
  const earliest = charges.reduce((a, b) => (b.day < a.day ? b : a));
  return {
    business: businessGroup(first.item.facts.businessId, rules),
    customer: { number: first.sellTo.number, name: first.sellTo.name },
    payer: { number: first.billTo?.number ?? '', name: first.billTo?.name ?? '' },
    price: { currency: first.currency },
    period: periodGroup(earliest.day, () => earliest.period),
    invoice: {
      date: invoiceDate,
      firstDate: dates[0]!,
      lastDate: dates.at(-1)!,
      appointments: String(charges.length),
      purchaseOrder,
    },
    local: { zone: first.item.facts.timeZone ?? '' },
  };
}

function itemLine(charge: Charge, rules: Rules): DraftLine {
  const service = serviceRuleOf(charge.item.facts, rules);
  return {
    billingItemId: charge.item.facts.id,
    erpItemId: charge.erpItem.id,
    description: charge.text.description,
    description2: charge.text.description2,
    quantity: charge.quantity,
    unitPrice: charge.unitPrice,
    unitOfMeasureCode: service?.unit?.toUpperCase() ?? null,
    taxCode: service?.taxCode?.toUpperCase() ?? null,
    shipmentDate: charge.date,
  };
}

function commentLine(text: string): DraftLine {
  return {
    billingItemId: null,
    erpItemId: null,
    description: cutText(text, descriptionLength),
    description2: '',
    quantity: '0',
    unitPrice: '0',
    unitOfMeasureCode: null,
    taxCode: null,
    shipmentDate: null,
  };
}
