import type { BillingItem } from '../domain/item.js';
import type { MappingBasis } from '../domain/item-store.js';
import { billItem } from '../mapping/bill.js';
import { areRulesApplied } from './applied-rules.js';
import { withOption, type ComposeRequest, type PayerGroup } from './compose.js';
import type { SyncContext } from './context.js';
import { loadCompanyKnowledge, loadKnowledge, loadRelations, type Knowledge } from './knowledge.js';
import type { CompanyProfile } from './profiles.js';

/** Items as they are billed at this moment, and the links that is bound to. */
export interface BilledNow {
  items: BillingItem[];
  basis: MappingBasis | null;
}

/** A payer's items, of which the company's profile is known (null: of no company). */
export interface BillRequest extends Pick<ComposeRequest, 'billAttendee'> {
  group: PayerGroup;
  profile: CompanyProfile | null;
}

/**
 * What a payer's items bill now. A billing that was mapped by these rules, and whose item and links have not changed since, is taken as it
 * is: only what other items say of it (a duplicate, a predecessor) is asked for again. Everything else is mapped anew.
 */
export async function billNow(context: SyncContext, { group, profile, billAttendee }: BillRequest): Promise<BilledNow> {
  const { store } = context;
  const { companyId, itemIds } = group;
  if (companyId === null || profile === null) {
    const knowledge = await loadKnowledge(context, store, []);
    return { items: mapAll(context, await store.items.find(itemIds), billAttendee, knowledge), basis: knowledge.basis };
  }
  // Before the items: a link that changes in between makes the plan void.
  const basis = { companyId, linkVersion: await store.links.version(companyId) };
  const stored = await store.items.findWithMapping(itemIds);
  const isByTheseRules = await areRulesApplied(context, store);
  const relations = await loadRelations(
    store,
    stored.map(({ item }) => item),
  );
  const related = new Set([...relations.duplicates.keys(), ...relations.predecessors.keys()]);
  const stands = ({ item, isMapped }: (typeof stored)[number]): boolean =>
    isMapped && isByTheseRules && !billAttendee && item.billing.problems.length === 0 && !related.has(item.facts.id);
  const rest = stored.filter((one) => !stands(one)).map(({ item }) => item);
  const knowledge = await loadCompanyKnowledge(context, store, { companyId, profile, items: rest }, relations);
  const again = new Map(mapAll(context, rest, billAttendee, knowledge).map((item) => [item.facts.id, item]));
  return { items: stored.map(({ item }) => again.get(item.facts.id) ?? item), basis };
}

function mapAll(context: SyncContext, items: readonly BillingItem[], billAttendee: boolean, knowledge: Knowledge): BillingItem[] {
  return items.map((stored) => {
    const item = withOption(stored, billAttendee, context.clock.now());
    return { ...item, billing: billItem(item, knowledge.contextOf(item), context.rules) };
  });
}
