import { isRefusal } from '../domain/errors.js';
import { candidateOf, type CustomerMatch, type ErpCustomer, type LinkOrigin } from '../domain/erp.js';
import { groupBy } from '../domain/group.js';
import type { BillingItem, ItemFacts } from '../domain/item.js';
import { blocks, unreadable, type Problem } from '../domain/problems.js';
import type { PartyLink } from '../domain/link-store.js';
import { say, type Words } from '../domain/words/sentence.js';
import { customerFields } from '../mapping/customer-card.js';
import { normaliseEmail } from '../domain/email.js';
import { needsOwnCustomer, payerNumbersOf } from '../mapping/party.js';
import type { SyncContext } from './context.js';
import { createOnce } from './create-once.js';
import { joinProblems, payerKey, unique, wasAskedLately } from './knowledge.js';
import type { ResolveResult } from './resolve.js';

/**
 * Who is this attendee in the ERP: stored link → exact normalised e-mail on customers, then on person contacts of a customer → create from
 * the template. Several matches are a question for a person, never a guess (E-5, trap 4, BC-11 to BC-18).
 */
export async function linkCustomers(
  context: SyncContext,
  companyId: string,
  items: readonly BillingItem[],
  counts: ResolveResult['counts'],
): Promise<void> {
  await linkPayers(context, companyId, items);
  const parties = await unlinkedParties(context, companyId, items);
  if (parties.length === 0) return;
  const emails = unique(parties.map((party) => party.email));
  const matches = await search(context, companyId, emails);
  const byEmail = groupBy(parties, (party) => party.email);
  const linked = await Promise.allSettled(
    [...byEmail].map(async ([email, group]) => {
      const found = matches.get(email) ?? [];
      if (Array.isArray(found)) await linkAddress(context, companyId, email, group, found, counts);
      else await ask(context, companyId, group, found);
    }),
  );
  for (const outcome of linked) if (outcome.status === 'rejected') throw outcome.reason;
}

/** All addresses with one question; when that is refused, one by one, so that a single odd address is a problem of its own rows only. */
async function search(
  context: SyncContext,
  companyId: string,
  emails: readonly string[],
): Promise<Map<string, CustomerMatch[] | Problem>> {
  try {
    return await context.erp.findCustomersByEmail(companyId, emails);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (emails.length === 1) return new Map([[emails[0]!, refusedSearch(emails[0]!, error.sentences)]]);
    const parts = await Promise.all(emails.map((email) => search(context, companyId, [email])));
    return new Map(parts.flatMap((part) => [...part]));
  }
}

/** One person to be found, with the item whose facts describe them best (the latest). */
interface Party {
  key: string;
  email: string;
  facts: ItemFacts;
  due: boolean;
}

async function unlinkedParties(context: SyncContext, companyId: string, items: readonly BillingItem[]): Promise<Party[]> {
  const now = context.clock.now();
  const byKey = groupBy(
    items.filter((item) => needsOwnCustomer(item.facts, item.decision, context.rules)),
    (item) => item.facts.partyKey!,
  );
  const [links, questions] = await Promise.all([
    context.store.links.findParties(companyId, [...byKey.keys()]),
    context.store.links.findQuestions(companyId, 'customer', [...byKey.keys()]),
  ]);
  return [...byKey].flatMap(([key, group]): Party[] => {
    const facts = group.map((item) => item.facts).sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1))[0]!;
    const email = normaliseEmail(facts.attendee?.email ?? '');
    if (links.has(key) || email === null || wasAskedLately(context, questions.get(key))) return [];
    return [{ key, email, facts, due: group.some((item) => item.facts.maturesAt <= now) }];
  });
}

/** Several Bookings ids may share one address (E-7): they are one question and at most one creation. */
async function linkAddress(
  context: SyncContext,
  companyId: string,
  email: string,
  parties: readonly Party[],
  matches: readonly CustomerMatch[],
  counts: ResolveResult['counts'],
): Promise<void> {
  const unclear = matches.find(({ customer }) => customer.fault !== undefined);
  if (unclear !== undefined && matches.length === 1) return ask(context, companyId, parties, unreadableMatch(unclear.customer));
  const single = matches.length === 1 ? matches[0] : undefined;
  if (single !== undefined) {
    const origin = single.foundBy;
    const why = origin === 'email' ? `has the e-mail address ${email}` : `has a contact person with the e-mail address ${email}`;
    counts.linked += parties.length;
    return saveLinks(context, companyId, parties, single.customer, origin, `Customer ${single.customer.number} ${why}.`);
  }
  if (matches.length > 1) return ask(context, companyId, parties, ambiguous(email, matches));
  const create = context.rules.customers.create;
  if (create === 'never') return ask(context, companyId, parties, notFound(email));
  if (create === 'when-due' && !parties.some((party) => party.due)) return;
  return createCustomer(context, companyId, email, parties, counts);
}

async function createCustomer(
  context: SyncContext,
  companyId: string,
  email: string,
  parties: readonly Party[],
  counts: ResolveResult['counts'],
): Promise<void> {
  const made = customerFields(parties[0]!.facts, context.rules);
  if ('problems' in made) return ask(context, companyId, parties, joinProblems(made.problems));
  const result = await createOnce<ErpCustomer>(context, {
    companyId,
    kind: 'customer',
    naturalKey: email,
    find: async () =>
      ((await context.erp.findCustomersByEmail(companyId, [email])).get(email) ?? []).map((match) => match.customer),
    readById: async (id) => (await context.erp.readCustomers(companyId, [id])).get(id) ?? null,
    create: (mayStillSend) => context.erp.createCustomer(companyId, made.fields, mayStillSend),
  });
  if (result.kind === 'waiting') {
    counts.waiting += 1;
    return;
  }
  if (result.kind === 'refused') return ask(context, companyId, parties, result.problem);
  counts.created += result.kind === 'created' ? 1 : 0;
  await saveLinks(context, companyId, parties, result.record, 'created', `Created from the customer template for ${email}.`);
}

async function saveLinks(
  context: SyncContext,
  companyId: string,
  parties: readonly Party[],
  customer: ErpCustomer,
  origin: LinkOrigin,
  explanation: string,
): Promise<void> {
  const now = context.clock.now();
  for (const party of parties) {
    const link: PartyLink = {
      companyId,
      partyKey: party.key,
      customer,
      origin,
      explanation,
      linkedBy: 'system',
      linkedAt: now,
      checkedAt: now,
    };
    await context.store.links.saveParty(link);
    await context.store.links.removeQuestion(companyId, 'customer', party.key);
  }
}

async function ask(context: SyncContext, companyId: string, parties: readonly Party[], problem: Problem): Promise<void> {
  const askedAt = context.clock.now();
  for (const party of parties)
    await context.store.links.saveQuestion({ companyId, kind: 'customer', key: party.key, problem, askedAt });
}

/** Payers the rules name by customer number. */
async function linkPayers(context: SyncContext, companyId: string, items: readonly BillingItem[]): Promise<void> {
  const numbers = unique(items.flatMap((item) => payerNumbersOf(item.facts, item.decision, context.rules)));
  const known = await context.store.links.findParties(companyId, numbers.map(payerKey));
  const unknown = numbers.filter((number) => !known.has(payerKey(number)));
  if (unknown.length === 0) return;
  const now = context.clock.now();
  for (const [number, customer] of await context.erp.findCustomersByNumber(companyId, unknown)) {
    if (customer.id === '') continue;
    await context.store.links.saveParty({
      companyId,
      partyKey: payerKey(number),
      customer,
      origin: 'configured',
      explanation: `Customer ${number} is named in the payer rules.`,
      linkedBy: 'system',
      linkedAt: now,
      checkedAt: now,
    });
  }
}

function ambiguous(email: string, matches: readonly CustomerMatch[]): Problem {
  const names = matches.map(({ customer }) => `${customer.number} ${customer.name}`).join(', ');
  const several = say('several-customers', { count: String(matches.length), email, names });
  return {
    ...blocks('ambiguous-customer', 'assign-customer', several),
    candidates: matches.map(({ customer }) => candidateOf(customer)),
  };
}

/** Somebody with this address is there: nobody is created beside a card that cannot be read. */
function unreadableMatch(customer: ErpCustomer): Problem {
  const problem = unreadable(customer, say('correct-or-assign'));
  return { ...problem, fix: 'assign-customer', ...(customer.number === '' ? {} : { candidates: [candidateOf(customer)] }) };
}

function refusedSearch(email: string, why: Words): Problem {
  const refused = say('customer-search-refused', { email });
  return blocks('customer-missing', 'assign-customer', refused, ...why, say('assign-by-hand'));
}

function notFound(email: string): Problem {
  return blocks('customer-not-found', 'assign-customer', say('no-customer-with-email', { email }));
}
