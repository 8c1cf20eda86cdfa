import type { BillingItem, BillingPeriod, ErpReference } from '../domain/item.js';
import { isBlocked, type Problem } from '../domain/problems.js';
import type { LocalDate } from '../domain/time.js';
import { renderLine, type LineText } from './line-text.js';
import { billingDay, periodOf, serviceDate } from './period.js';
import type { Price } from './price.js';
import type { Rules } from './rules.js';

/** An item that can be billed, with everything its line and document need. */
export interface Charge extends Price {
  item: BillingItem;
  groupKey: string;
  companyId: string;
  sellTo: ErpReference;
  billTo: ErpReference | null;
  erpItem: ErpReference;
  /** Of the service. */
  date: LocalDate;
  /** What decides the dates of the document: the service date, or a day of the period a person moved the item to. */
  day: LocalDate;
  period: BillingPeriod;
  text: LineText;
}

/** The item as a charge, or the problems that keep it off every document. */
export function chargeOf(item: BillingItem, rules: Rules): Charge | { reasons: Problem[] } {
  const { facts, billing } = item;
  const { sellTo, erpItem, quantity, unitPrice, amount, currency, description } = billing;
  const reasons = [
    ...billing.problems.filter((problem) => problem.severity === 'blocks'),
    ...(item.refusal === null ? [] : [item.refusal]),
  ];
  if (item.stage !== 'ready' || item.invoiceId !== null || billing.exclusion !== null || isBlocked(billing.problems))
    return { reasons };
  const { companyId, timeZone } = facts;
  if (companyId === null || timeZone === null || sellTo === null || erpItem === null || description === null) return { reasons };
  if (quantity === null || unitPrice === null || amount === null || currency === null) return { reasons };
  const price = { quantity, unitPrice, amount, currency };
  const rendered = renderLine(item, sellTo, billing.billTo, price, rules, description);
  if (rendered.line === null) return { reasons: [...reasons, ...rendered.problems] };
  const date = serviceDate(facts, timeZone, rules);
  const moved = item.decision.period;
  const period = moved ?? periodOf(date, rules.invoice.period);
  const days = { date, day: billingDay(date, moved), period: { from: period.from, to: period.to } };
  const charge = { ...price, ...days, item, companyId, sellTo, billTo: billing.billTo, erpItem, text: rendered.line };
  return { ...charge, groupKey: groupKeyOf(charge, rules) };
}

/** What must be equal for two charges to share a document. */
function groupKeyOf(charge: Omit<Charge, 'groupKey'>, rules: Rules): string {
  const { invoice } = rules;
  const parts: Record<string, string> = {
    company: charge.companyId,
    sellTo: charge.sellTo.id,
    billTo: charge.billTo?.id ?? '',
    currency: charge.currency,
    ...charge.text.header,
  };
  const policies = [invoice.documentDate, invoice.postingDate];
  if (invoice.grouping === 'booking') parts['booking'] = `${charge.item.facts.businessId}/${charge.item.facts.appointmentId}`;
  if (invoice.grouping === 'purchase-order') parts['purchaseOrder'] = charge.text.purchaseOrder;
  if (invoice.grouping === 'period' || policies.includes('period-end')) parts['period'] = nameOf(charge.period, rules);
  if (policies.includes('service-date')) parts['date'] = charge.day;
  return Object.entries(parts)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('|');
}

/** Its first day; its last as well where the rules had another length of periods when a person decided it. */
function nameOf({ from, to }: BillingPeriod, rules: Rules): string {
  return periodOf(from, rules.invoice.period).to === to ? from : `${from}..${to}`;
}
