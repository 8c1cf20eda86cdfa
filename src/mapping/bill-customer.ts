import type { ErpCustomer } from '../domain/erp.js';
import type { BillingItem, ItemFacts } from '../domain/item.js';
import { blocks, unreadable, type Problem } from '../domain/problems.js';
import { say, type Sentence } from '../domain/words/sentence.js';
import type { PartyLink } from '../domain/link-store.js';
import type { BillingContext } from './bill.js';
import { cashCustomerOf, matchingPayers } from './lookup.js';
import { needsCashCustomer } from './party.js';
import { personProblems } from './person.js';
import type { Rules } from './rules.js';
import type { ServiceRule } from './schema.js';

/** Who is on the document. */
export interface ResolvedCustomer {
  sellTo: ErpCustomer | null;
  billTo: ErpCustomer | null;
  problems: Problem[];
  /** Sentences for the reasoning. */
  notes: Sentence[];
}

/**
 * The customer of an item and who pays: the payer of an event, the payer rules (NX-5, NX-17; F-22), the attendee, the cash customer (E-13).
 * A customer blocked for invoices blocks the item (F-4).
 */
export function resolveCustomer(
  item: BillingItem,
  context: BillingContext,
  service: ServiceRule | null,
  rules: Rules,
): ResolvedCustomer {
  const found = findCustomer(item, context, service, rules);
  const notes = [...found.notes, ...currencyNote(item.facts, found.billTo ?? found.sellTo)];
  return { ...found, notes, problems: [...found.problems, ...unreadableProblems(found), ...blockedProblems(found)] };
}

function findCustomer(item: BillingItem, context: BillingContext, service: ServiceRule | null, rules: Rules): ResolvedCustomer {
  const { facts } = item;
  if (service?.price === 'per-event' && service.payer !== 'organiser') return named(service.payer, context, 'of-event');
  const number = context.party?.customer.number ?? '';
  const payers = item.decision.billAttendee === null ? matchingPayers(facts, number, rules) : [];
  const payer = payers[0];
  if (payer?.as === 'sell-to') return named(payer.payer, context, 'by-rule');
  const attendee = findAttendee(facts, context, rules);
  if (payer === undefined || payer.payer === attendee.sellTo?.number) return attendee;
  const billed = named(payer.payer, context, 'bill-to');
  return {
    ...attendee,
    billTo: billed.sellTo,
    problems: [...attendee.problems, ...billed.problems],
    notes: [...attendee.notes, ...billed.notes],
  };
}

/** What is said of a customer the rules name, found and not found, by why they pay. */
const roles = {
  'of-event': { found: 'pays-event', missing: 'payer-of-event-missing' },
  'by-rule': { found: 'pays-by-rule', missing: 'payer-by-rule-missing' },
  'bill-to': { found: 'billed-by-rule', missing: 'bill-to-by-rule-missing' },
  cash: { found: 'pays-unnamed', missing: 'cash-customer-missing' },
} as const;

function named(number: string, context: BillingContext, role: keyof typeof roles): ResolvedCustomer {
  const link = context.payers.get(number);
  const { found, missing } = roles[role];
  if (link !== undefined)
    return { sellTo: link.customer, billTo: null, problems: [], notes: [say(found, { name: link.customer.name, number })] };
  const problem = blocks('customer-not-found', 'fix-configuration', say(missing, { number }));
  return { sellTo: null, billTo: null, problems: [problem], notes: [] };
}

function findAttendee(facts: ItemFacts, context: BillingContext, rules: Rules): ResolvedCustomer {
  if (context.party !== null) return linked(context.party);
  const cash = needsCashCustomer(facts) ? cashCustomerOf(facts, rules) : null;
  if (cash !== null) return named(cash, context, 'cash');
  const problems = context.customerQuestion === null ? unknownAttendee(facts) : [context.customerQuestion];
  return { sellTo: null, billTo: null, problems, notes: [] };
}

function linked(party: PartyLink): ResolvedCustomer {
  return { sellTo: party.customer, billTo: null, problems: [], notes: [] };
}

/** Why nobody was found, in words a clerk can act on (BC-12, BC-27, E-13). All that is missing is said at once. */
function unknownAttendee(facts: ItemFacts): Problem[] {
  const { attendee } = facts;
  if (attendee === null) {
    if (facts.readingProblems.length > 0) return [];
    return [blocks('no-customer', 'fix-in-bookings', say('nobody-named'))];
  }
  const problems = personProblems(attendee);
  if (problems.length > 0) return problems;
  const name = attendee.name.trim();
  return [blocks('customer-not-found', 'assign-customer', say('customer-not-found-yet', { name }))];
}

/** A card that says something unknown here may be blocked, or somebody else's by now: BC must be asked again first. */
function unreadableProblems({ sellTo, billTo }: ResolvedCustomer): Problem[] {
  const customers = [sellTo, billTo].filter((customer) => customer?.fault !== undefined);
  return customers.map((customer) => unreadable(customer!, say('correct-card')));
}

/** Blocked for invoices or for everything: BC would refuse the document (BC reference 3.4). Whoever gets the invoice counts, too. */
function blockedProblems({ sellTo, billTo }: ResolvedCustomer): Problem[] {
  const customers = [sellTo, billTo].filter((customer) => customer !== null);
  return customers
    .filter((customer) => customer.blocked === 'invoice' || customer.blocked === 'all')
    .map(({ number, name, blocked }) =>
      blocks('customer-blocked', 'fix-in-erp', say('customer-blocked', { number, name, blocked })),
    );
}

function currencyNote(facts: ItemFacts, customer: ErpCustomer | null): Sentence[] {
  if (customer === null || facts.currency === null || customer.currencyCode === '' || customer.currencyCode === facts.currency)
    return [];
  return [say('card-has-other-currency', { currency: facts.currency, cardCurrency: customer.currencyCode })];
}
