import type { ErpCustomer } from '../domain/erp.js';
import { unmapped, type BillingItem, type ErpReference, type ItemBilling } from '../domain/item.js';
import type { Problem } from '../domain/problems.js';
import type { PartyLink, ServiceLink } from '../domain/link-store.js';
import { say } from '../domain/words/sentence.js';
import { currencyProblems, duplicateProblems, placeProblems, seatProblems } from './bill-checks.js';
import { resolveCustomer } from './bill-customer.js';
import { resolveService } from './bill-service.js';
import { renderLine } from './line-text.js';
import { ignoreReasonOf } from './lookup.js';
import { priceBasisNote } from './price-basis.js';
import { priceItem } from './price.js';
import type { Rules } from './rules.js';
import { serviceRuleOf } from './services.js';

/** What is known in the ERP and beside the item when it is mapped. */
export interface BillingContext {
  /** The attendee's customer, when found. */
  party: PartyLink | null;
  /** Why the search had no single answer. */
  customerQuestion: Problem | null;
  /** Customers the rules name, by number: at least those of `payerNumbersOf` that exist. */
  payers: ReadonlyMap<string, PartyLink>;
  service: ServiceLink | null;
  serviceQuestion: Problem | null;
  /** LCY of the company; null while it was not read. */
  localCurrency: string | null;
  /** Currency codes documents may have besides the local one. */
  currencies: readonly string[];
  /** Ids of other items with the same customer, service and start (E-26). */
  duplicates?: readonly string[];
  /** Ids of items that were billed, or kept off by a person, and whose place this one may have taken (E-8, E-38). */
  predecessors?: readonly string[];
}

/**
 * What an item bills, to whom, and every reason why it cannot, all at once. Never throws for data: whatever is wrong is a problem on the
 * item, and one item's trouble never touches another's (trap 7).
 */
export function billItem(item: BillingItem, context: BillingContext, rules: Rules): ItemBilling {
  const { facts, decision } = item;
  const ignored = ignoreReasonOf(facts, rules);
  if (ignored !== null)
    return { ...unmapped, exclusion: 'ignored-by-rule', reasoning: [say('ignored-by-rule', { reason: ignored })] };
  const rule = serviceRuleOf(facts, rules);
  const pricing = priceItem(facts, decision, rule);
  const customer = resolveCustomer(item, context, rule, rules);
  const service = resolveService(facts, context);
  const billing: ItemBilling = {
    sellTo: customer.sellTo === null ? null : referenceTo(customer.sellTo),
    billTo: customer.billTo === null ? null : referenceTo(customer.billTo),
    erpItem: service.item === null ? null : { id: service.item.id, number: service.item.number, name: service.item.name },
    quantity: pricing.price?.quantity ?? null,
    unitPrice: pricing.price?.unitPrice ?? null,
    amount: pricing.price?.amount ?? null,
    currency: facts.currency,
    description: null,
    exclusion: pricing.free ? 'free' : null,
    reasoning: [...pricing.reasoning, ...priceBasisNote(facts.businessId, rules), ...customer.notes],
    problems: [],
  };
  if (pricing.free) return billing;
  const text = renderLine(item, billing.sellTo, billing.billTo, pricing.price, rules);
  const problems = [
    ...facts.readingProblems,
    ...placeProblems(facts),
    ...customer.problems,
    ...service.problems,
    ...currencyProblems(facts, context),
    ...pricing.problems,
    ...seatProblems(facts),
    ...duplicateProblems(item, context),
    ...text.problems,
  ];
  return { ...billing, description: text.line?.description ?? null, problems };
}

function referenceTo(customer: ErpCustomer): ErpReference {
  return { id: customer.id, number: customer.number, name: customer.name };
}
