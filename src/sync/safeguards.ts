import type { BillingItem } from '../domain/item.js';
import type { SyncContext } from './context.js';
import { withErpAhead } from './erp-ahead.js';
import { withSecondPerson } from './second-person.js';

/** Items with the problems that keep them off the drafts of this person, or of everybody, at this moment. Not stored: they may pass by themselves. */
export async function safeguarded(
  context: SyncContext,
  items: readonly BillingItem[],
  actor: string | null,
): Promise<BillingItem[]> {
  return withSecondPerson(context, await withErpAhead(context, items), actor);
}
