import type { BillingItem } from '../domain/item.js';
import { wordsOf, type Problem } from '../domain/problems.js';
import type { OpenQuestion, PartyLink, ServiceLink } from '../domain/link-store.js';
import type { MappingBasis } from '../domain/item-store.js';
import type { StoreTransaction } from '../domain/store.js';
import { msOf } from '../domain/time.js';
import type { BillingContext } from '../mapping/bill.js';
import { isBillable, needsOwnCustomer, payerNumbersOf } from '../mapping/party.js';
import type { SyncContext } from './context.js';
import { companyProfile, type CompanyProfile } from './profiles.js';

/** Links, open questions and currencies that the mapping of some items needs, read once for all of them. */
export interface Knowledge {
  contextOf(item: BillingItem): BillingContext;
  /** True when the customer, the payers and the service that the item needs are all linked. */
  isLinked(item: BillingItem): boolean;
  /** What a mapping made with it is bound to; null where no company is known. */
  basis: MappingBasis | null;
}

/** Key under which a payer named by the rules is remembered. */
export const payerKey = (customerNumber: string): string => `number:${customerNumber}`;

/** Key of a service in questions and creations. */
export const serviceKey = (facts: { businessId: string; serviceId: string }): string => `${facts.businessId}|${facts.serviceId}`;

/** Reads what the mapping of these items needs, through `store` (a transaction's, when drafting). All items must belong to one company. */
export async function loadKnowledge(
  context: SyncContext,
  store: Pick<StoreTransaction, 'links' | 'items'>,
  items: readonly BillingItem[],
): Promise<Knowledge> {
  const companyId = items[0]?.facts.companyId ?? null;
  if (companyId === null) return { contextOf: () => unrouted, isLinked: () => false, basis: null };
  const profile = await companyProfile(context, companyId);
  return loadCompanyKnowledge(context, store, { companyId, profile, items });
}

/** Ids of other items that say something of an item, by its id. */
export interface Relations {
  duplicates: ReadonlyMap<string, string[]>;
  predecessors: ReadonlyMap<string, string[]>;
}

/** Of items that nothing can be compared with. */
export const noRelations: Relations = { duplicates: new Map(), predecessors: new Map() };

/** What other items say of these. */
export async function loadRelations(
  store: Pick<StoreTransaction, 'items'>,
  items: readonly Pick<BillingItem, 'facts'>[],
): Promise<Relations> {
  const facts = items.map((item) => item.facts);
  const [duplicates, predecessors] = await Promise.all([
    store.items.findDuplicates(facts.map(({ id }) => id)),
    store.items.findPredecessors(facts),
  ]);
  return { duplicates, predecessors };
}

/** As {@link loadKnowledge}, with the company's profile, and maybe the relations, already at hand: asks the store only. */
export async function loadCompanyKnowledge(
  context: SyncContext,
  store: Pick<StoreTransaction, 'links' | 'items'>,
  { companyId, profile, items }: { companyId: string; profile: CompanyProfile; items: readonly BillingItem[] },
  known?: Relations,
): Promise<Knowledge> {
  // Before the links: one that changes in between makes the mapping void.
  const linkVersion = await store.links.version(companyId);
  const partyKeys = unique(items.flatMap((item) => item.facts.partyKey ?? []));
  const payers = unique(items.flatMap((item) => payerNumbersOf(item.facts, item.decision, context.rules)));
  const services = uniqueServices(items);
  const [parties, serviceLinks, customerQuestions, itemQuestions, { duplicates, predecessors }] = await Promise.all([
    store.links.findParties(companyId, [...partyKeys, ...payers.map(payerKey)]),
    store.links.findServices(companyId, services),
    store.links.findQuestions(companyId, 'customer', partyKeys),
    store.links.findQuestions(companyId, 'item', services.map(serviceKey)),
    known ?? loadRelations(store, items),
  ]);
  const serviceByKey = new Map(serviceLinks.map((link): [string, ServiceLink] => [serviceKey(link), link]));
  return {
    basis: { companyId, linkVersion },
    isLinked: ({ facts, decision }) =>
      (facts.partyKey === null || parties.has(facts.partyKey) || !needsOwnCustomer(facts, decision, context.rules)) &&
      (serviceByKey.has(serviceKey(facts)) || !isBillable(facts, decision, context.rules)) &&
      payerNumbersOf(facts, decision, context.rules).every((number) => parties.has(payerKey(number))),
    contextOf: ({ facts, decision }) => ({
      party: facts.partyKey === null ? null : (parties.get(facts.partyKey) ?? null),
      customerQuestion:
        facts.partyKey === null || parties.has(facts.partyKey) ? null : (customerQuestions.get(facts.partyKey)?.problem ?? null),
      payers: new Map(
        payerNumbersOf(facts, decision, context.rules).flatMap((number): [string, PartyLink][] => {
          const link = parties.get(payerKey(number));
          return link === undefined ? [] : [[number, link]];
        }),
      ),
      service: serviceByKey.get(serviceKey(facts)) ?? null,
      serviceQuestion: itemQuestions.get(serviceKey(facts))?.problem ?? null,
      localCurrency: profile.localCurrency,
      currencies: profile.currencies,
      duplicates: duplicates.get(facts.id) ?? [],
      predecessors: predecessors.get(facts.id) ?? [],
    }),
  };
}

const unrouted: BillingContext = {
  party: null,
  customerQuestion: null,
  payers: new Map(),
  service: null,
  serviceQuestion: null,
  localCurrency: null,
  currencies: [],
  duplicates: [],
  predecessors: [],
};

/**
 * True when the search had no answer a short while ago: it is not put again with every changed row. A refused creation has delays of its own.
 */
export function wasAskedLately(context: SyncContext, question: OpenQuestion | undefined): boolean {
  if (question === undefined || question.problem.code === 'customer-template' || question.problem.code === 'item-template')
    return false;
  return msOf(context.clock.now()) - msOf(question.askedAt) < context.settings.cards.askAgainMs;
}

/** Several faults of one card as one problem: all sentences, the first one's code and fix. */
export function joinProblems(problems: readonly Problem[]): Problem {
  const message = problems.map((problem) => problem.message).join(' ');
  return { ...problems[0]!, message, sentences: problems.flatMap(wordsOf) };
}

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

export function uniqueServices(items: readonly BillingItem[]): { businessId: string; serviceId: string }[] {
  const byKey = new Map(
    items.map(({ facts }) => [serviceKey(facts), { businessId: facts.businessId, serviceId: facts.serviceId }]),
  );
  return [...byKey.values()];
}
