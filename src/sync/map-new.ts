import type { FirstMapping } from '../domain/appointment-store.js';
import { groupBy } from '../domain/group.js';
import type { ItemBilling } from '../domain/item.js';
import { billItem } from '../mapping/bill.js';
import { areRulesApplied } from './applied-rules.js';
import type { SyncContext } from './context.js';
import { loadCompanyKnowledge, noRelations } from './knowledge.js';
import { knownCompanyProfile } from './profiles.js';

/**
 * Maps items in the transaction that saves them for the first time, as far as everything they name is linked already: most of a reading then
 * is written once, mapped, and not a second time by the resolve step. Asks the store only. Items it does not name wait for that step.
 */
export function firstMapping(context: SyncContext): FirstMapping {
  return async (store, items) => {
    const billings = new Map<string, ItemBilling>();
    if (!(await areRulesApplied(context, store))) return billings;
    for (const [companyId, group] of groupBy(items, (item) => item.facts.companyId)) {
      const profile = companyId === null ? null : await knownCompanyProfile(context, store, companyId);
      if (companyId === null || profile === null) continue;
      const knowledge = await loadCompanyKnowledge(context, store, { companyId, profile, items: group }, noRelations);
      // Held from here until the rows are there: a link that changes later finds and marks them. Links are read before: whoever changes
      // one has locked it and waits for the version, so that nobody may wait for a link while holding that.
      if (!(await store.links.holdVersion(companyId, knowledge.basis!.linkVersion))) continue;
      for (const item of group) {
        if (knowledge.isLinked(item)) billings.set(item.facts.id, billItem(item, knowledge.contextOf(item), context.rules));
      }
    }
    return billings;
  };
}
