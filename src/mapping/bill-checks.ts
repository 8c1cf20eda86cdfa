import type { BillingItem, ItemFacts } from '../domain/item.js';
import { blocks, warns, type Problem } from '../domain/problems.js';
import { say } from '../domain/words/sentence.js';
import type { BillingContext } from './bill.js';
import { referenceOf } from './scope.js';

/** Which company bills, and in which zone its days are. */
export function placeProblems(facts: ItemFacts): Problem[] {
  const values = { business: facts.businessId };
  const problems: Problem[] = [];
  if (facts.companyId === null) {
    problems.push(blocks('no-route', 'fix-configuration', say('no-company', values)));
  }
  if (facts.timeZone === null) {
    problems.push(blocks('no-time-zone', 'fix-configuration', say('no-time-zone', values)));
  }
  return problems;
}

/** The document's currency must be one the company has; nothing is converted (E-1, trap 6). */
export function currencyProblems(facts: ItemFacts, context: BillingContext): Problem[] {
  const { currency, businessId, companyId } = facts;
  if (currency === null) {
    return [blocks('no-currency', 'fix-configuration', say('no-currency', { business: businessId }))];
  }
  if (companyId === null || currency === context.localCurrency || context.currencies.includes(currency)) return [];
  const { localCurrency } = context;
  if (localCurrency === null) return [blocks('currency-unknown', 'wait', say('currencies-unread'))];
  return [blocks('currency-unknown', 'fix-in-erp', say('no-such-currency', { currency, localCurrency }))];
}

/** Graph's own count against the people it listed; a vanished attendee shows only here (Graph reference 4.4, E-8). */
export function seatProblems(facts: ItemFacts): Problem[] {
  const { filledAttendeesCount: filled, listedAttendeesCount: listed } = facts;
  if (filled === null || filled === listed || facts.readingProblems.length > 0) return [];
  const values = { filled: String(filled), listed: String(listed) };
  return [warns('seat-mismatch', 'fix-in-bookings', say('seats-differ', values))];
}

/** The same customer, service and start twice: a person says whether both are right (E-26). */
export function duplicateProblems(item: BillingItem, context: BillingContext): Problem[] {
  const others = (context.duplicates ?? []).filter((id) => id !== item.facts.id);
  if (others.length === 0 || item.decision.confirmed !== null) return [];
  const references = others.map(referenceOf).join(', ');
  return [blocks('possible-duplicate', 'confirm', say('possible-duplicate', { references }))];
}
