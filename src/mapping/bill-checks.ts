import type { BillingItem, ItemFacts } from '../domain/item.js';
import { blocks, warns, type Problem } from '../domain/problems.js';
import type { BillingContext } from './bill.js';
import { referenceOf } from './scope.js';

/** Which company bills, and in which zone its days are. */
export function placeProblems(facts: ItemFacts): Problem[] {
  const values = { business: facts.businessId };
  const problems: Problem[] = [];
  if (facts.companyId === null) {
    const message = `No company in Business Central is set for ${facts.businessId}, or it does not exist there. Name it under "businesses" or "routing" in the rules.`;
    problems.push(blocks('no-route', 'fix-configuration', message, values));
  }
  if (facts.timeZone === null) {
    const message = `The time zone of ${facts.businessId} is not known, so the day of the service is not either. Set it on the booking page, or as timeZone under "businesses" in the rules.`;
    problems.push(blocks('no-time-zone', 'fix-configuration', message, values));
  }
  return problems;
}

/** The document's currency must be one the company has; nothing is converted (E-1, trap 6). */
export function currencyProblems(facts: ItemFacts, context: BillingContext): Problem[] {
  const { currency, businessId, companyId } = facts;
  if (currency === null) {
    const message = `Bookings does not say the currency of ${businessId}. Set it in the business information there, or as currency under "businesses" in the rules.`;
    return [blocks('no-currency', 'fix-configuration', message, { business: businessId })];
  }
  if (companyId === null || currency === context.localCurrency || context.currencies.includes(currency)) return [];
  const values = { currency, localCurrency: context.localCurrency ?? '' };
  if (context.localCurrency === null) {
    const message = `The currencies of the company in Business Central are not known yet. They are read with the next sync.`;
    return [blocks('currency-unknown', 'wait', message, values)];
  }
  const message = `Business Central has no currency ${currency} (the company's own is ${context.localCurrency}). Create it there with an exchange rate, or correct the currency of the business.`;
  return [blocks('currency-unknown', 'fix-in-erp', message, values)];
}

/** Graph's own count against the people it listed; a vanished attendee shows only here (Graph reference 4.4, E-8). */
export function seatProblems(facts: ItemFacts): Problem[] {
  const { filledAttendeesCount: filled, listedAttendeesCount: listed } = facts;
  if (filled === null || filled === listed || facts.readingProblems.length > 0) return [];
  const message = `Bookings counts ${filled} taken seats but lists ${listed} people. Check the appointment in Bookings: somebody may be missing.`;
  return [warns('seat-mismatch', 'fix-in-bookings', message, { filled: String(filled), listed: String(listed) })];
}

/**
 * The same customer, service and start twice (E-26), or a seat that was dealt with under another row: another rule, another id of the person, another
 * person, another address of the business (E-8, E-32, E-38). A person says whether this one is to be billed as well.
 */
export function duplicateProblems(item: BillingItem, context: BillingContext): Problem[] {
  if (item.decision.confirmed !== null) return [];
  const others = (context.duplicates ?? []).filter((id) => id !== item.facts.id);
  const before = context.predecessors ?? [];
  return [
    ...(others.length === 0 ? [] : [twice(others.map(referenceOf).join(', '))]),
    ...(before.length === 0 ? [] : [dealtWith(before.map(referenceOf).join(', '))]),
  ];
}

function twice(references: string): Problem {
  const message = `There is another booking of the same customer, service and time (${references}). Confirm that both took place, or exclude one.`;
  return blocks('possible-duplicate', 'confirm', message, { references });
}

function dealtWith(references: string): Problem {
  const message = `This seems to have been dealt with under another row that is no longer in Bookings or the rules (${references}). Confirm that this row is to be billed as well, or exclude it.`;
  return blocks('possible-duplicate', 'confirm', message, { references });
}
