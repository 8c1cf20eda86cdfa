import type { BillingItem } from '../domain/item.js';
import type { Problem } from '../domain/problems.js';
import type { SyncContext } from './context.js';
import { withProblem, withSecondPerson } from './second-person.js';

/**
 * Items with the problems that keep them off the drafts of this person, or of everybody, at this moment. Not stored: they may pass by themselves.
 * `ahead`: by company, see findAhead; asked once for all that is drafted together.
 */
export async function safeguarded(
  context: SyncContext,
  items: readonly BillingItem[],
  { actor, ahead }: { actor: string | null; ahead: ReadonlyMap<string, Problem> },
): Promise<BillingItem[]> {
  const stopped = items.map((item) => {
    const problem = ahead.get(item.facts.companyId ?? '');
    return problem === undefined ? item : withProblem(item, problem);
  });
  return withSecondPerson(context, stopped, actor);
}
