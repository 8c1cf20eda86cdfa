import type { ItemFacts } from '../domain/item.js';
import { holds, type Matchable } from './condition.js';
import type { Rules } from './rules.js';
import type { BusinessRule, PayerRule } from './schema.js';

/** The rule of a business, or null for one the rules do not name. */
export function businessRuleOf(businessId: string, rules: Rules): BusinessRule | null {
  return rules.businesses.find((business) => business.id === businessId.toLowerCase()) ?? null;
}

/** Name or id of the company that bills: the first route that fits, else the company of the business. Null when there is none. */
export function companyOf(subject: Matchable, rules: Rules): string | null {
  const route = rules.routing.find((rule) => holds(rule.when, subject, rules.questions, null));
  return route?.company ?? businessRuleOf(subject.businessId, rules)?.company ?? null;
}

/** Why a rule keeps the item off every invoice, in the rule's words; null when none does (E-14). */
export function ignoreReasonOf(subject: Matchable, rules: Rules): string | null {
  return rules.ignore.find((rule) => holds(rule.when, subject, rules.questions, null))?.reason ?? null;
}

/** Payer rules that fit, in order; with the attendee's customer number unknown (null), also those that depend on it. */
export function matchingPayers(subject: Matchable, customerNumber: string | null, rules: Rules): PayerRule[] {
  return rules.payers.filter(
    (rule) =>
      holds(rule.when, subject, rules.questions, customerNumber) &&
      (rule.unless === undefined || !holds(rule.unless, subject, rules.questions, null)),
  );
}

/** Customer number for people who cannot become customers themselves (E-13), or null. */
export function cashCustomerOf(item: Pick<ItemFacts, 'businessId'>, rules: Rules): string | null {
  return businessRuleOf(item.businessId, rules)?.cashCustomer ?? null;
}
