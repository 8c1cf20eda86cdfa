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
  return blocks('possible-duplicate', 'confirm', say('possible-duplicate', { references }));
}

function dealtWith(references: string): Problem {
  return blocks('possible-duplicate', 'confirm', say('dealt-with-before', { references }));
}
