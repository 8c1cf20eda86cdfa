import type { ErpCustomer } from '../domain/erp.js';
import type { BillingItem, ItemFacts } from '../domain/item.js';
import { blocks, unreadable, type Problem } from '../domain/problems.js';
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
  notes: string[];
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
  if (service?.price === 'per-event' && service.payer !== 'organiser')
    return named(service.payer, context, 'pays the whole event');
  const number = context.party?.customer.number ?? '';
  const payers = item.decision.billAttendee === null ? matchingPayers(facts, number, rules) : [];
  const payer = payers[0];
  if (payer?.as === 'sell-to') return named(payer.payer, context, 'pays by a payer rule');
  const attendee = findAttendee(facts, context, rules);
  if (payer === undefined || payer.payer === attendee.sellTo?.number) return attendee;
  const billed = named(payer.payer, context, 'gets the invoice by a payer rule');
  return {
    ...attendee,
    billTo: billed.sellTo,
    problems: [...attendee.problems, ...billed.problems],
    notes: [...attendee.notes, ...billed.notes],
  };
}

function named(number: string, context: BillingContext, role: string): ResolvedCustomer {
  const link = context.payers.get(number);
  if (link !== undefined)
    return { sellTo: link.customer, billTo: null, problems: [], notes: [`${link.customer.name} (${number}) ${role}.`] };
  const message = `Customer ${number}, who ${role}, was not found in Business Central. Correct the number in the rules, or create the customer.`;
  return {
    sellTo: null,
    billTo: null,
    problems: [blocks('customer-not-found', 'fix-configuration', message, { number })],
    notes: [],
  };
}

function findAttendee(facts: ItemFacts, context: BillingContext, rules: Rules): ResolvedCustomer {
  if (context.party !== null) return linked(context.party);
  const cash = needsCashCustomer(facts) ? cashCustomerOf(facts, rules) : null;
  if (cash !== null) return named(cash, context, 'pays for bookings without name or e-mail address');
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
    const message = 'Nobody is named on this appointment. Choose the customer in Bookings, or assign one here.';
    return [blocks('no-customer', 'fix-in-bookings', message)];
  }
  const problems = personProblems(attendee);
  if (problems.length > 0) return problems;
  const name = attendee.name.trim();
  const message = `${name} has not been found in Business Central yet. The next sync looks again; or assign a customer here.`;
  return [blocks('customer-not-found', 'assign-customer', message, { name })];
}

/** A card that says something unknown here may be blocked, or somebody else's by now: BC must be asked again first. */
function unreadableProblems({ sellTo, billTo }: ResolvedCustomer): Problem[] {
  const advice = 'Correct the card there and retry, or assign another customer.';
  return [sellTo, billTo].flatMap((customer) => (customer?.fault === undefined ? [] : [unreadable(customer.fault, advice)]));
}

/** Blocked for invoices or for everything: BC would refuse the document (BC reference 3.4). Whoever gets the invoice counts, too. */
function blockedProblems({ sellTo, billTo }: ResolvedCustomer): Problem[] {
  const customers = [sellTo, billTo].filter((customer) => customer !== null);
  return customers
    .filter((customer) => customer.blocked === 'invoice' || customer.blocked === 'all')
    .map(({ number, name, blocked }) => {
      const message = `Customer ${number} ${name} is blocked in Business Central (${blocked}). Unblock the card there, or assign another customer.`;
      return blocks('customer-blocked', 'fix-in-erp', message, { number, name, blocked });
    });
}

function currencyNote(facts: ItemFacts, customer: ErpCustomer | null): string[] {
  if (customer === null || facts.currency === null || customer.currencyCode === '' || customer.currencyCode === facts.currency)
    return [];
  return [`The document is in ${facts.currency}, although the customer's card says ${customer.currencyCode}.`];
}
