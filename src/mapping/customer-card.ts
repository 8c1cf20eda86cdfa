import type { ErpFields } from '../domain/erp.js';
import type { ItemFacts } from '../domain/item.js';
import { blocks, type Problem } from '../domain/problems.js';
import { say } from '../domain/words/sentence.js';
import { holds } from './condition.js';
import { renderFields } from './fields.js';
import { customerLimits } from './limits.js';
import { personProblems } from './person.js';
import type { Rules } from './rules.js';
import { customerScope } from './scope.js';

/**
 * The customer card to create for the attendee: type Person, from the first template whose condition holds (BC-11 to BC-13; F-5). Never for
 * somebody without name or e-mail address. Keys are BC's property names in sending order; empty fields are left to BC's own template.
 */
export function customerFields(facts: ItemFacts, rules: Rules): { fields: ErpFields } | { problems: Problem[] } {
  const missing = missingProblems(facts);
  if (missing.length > 0) return { problems: missing };
  const at = rules.customers.templates.findIndex(
    (template) => template.when === undefined || holds(template.when, facts, rules.questions, null),
  );
  const templates = rules.templates.customers[at];
  if (templates === undefined) {
    return { problems: [blocks('customer-template', 'fix-configuration', say('no-customer-template'))] };
  }
  return renderFields(templates, customerScope(facts, rules), customerLimits, 'customer-template', rules);
}

function missingProblems({ attendee }: ItemFacts): Problem[] {
  if (attendee !== null) return personProblems(attendee);
  return [blocks('no-customer', 'assign-customer', say('nobody-to-create'))];
}
