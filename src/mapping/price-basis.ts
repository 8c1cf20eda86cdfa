import type { ErpInvoice } from '../domain/invoice.js';
import { warns, type Problem } from '../domain/problems.js';
import { say, type Words } from '../domain/words/sentence.js';
import { businessRuleOf } from './lookup.js';
import type { Rules } from './rules.js';

/** Whether the prices of a business include tax, as far as the rules say; `as-erp` leaves it to the customer card. */
export function priceBasisOf(businessId: string, rules: Rules): 'yes' | 'no' | 'as-erp' {
  return businessRuleOf(businessId, rules)?.pricesIncludeTax ?? 'as-erp';
}

/** What the reasoning says of it; nothing when the rules don't. */
export function priceBasisNote(businessId: string, rules: Rules): Words {
  const basis = priceBasisOf(businessId, rules);
  if (basis === 'as-erp') return [];
  return [say(basis === 'yes' ? 'prices-include-tax' : 'prices-before-tax')];
}

/**
 * The document's own word against the rules (E-2). BC decides by the customer card and tells only once the document exists, so this is asked
 * when the draft is read back. Null when they agree.
 */
export function priceBasisProblem(
  businessId: string,
  document: Pick<ErpInvoice, 'pricesIncludeTax' | 'number'>,
  rules: Rules,
): Problem | null {
  const basis = priceBasisOf(businessId, rules);
  if (basis === 'as-erp' || (basis === 'yes') === document.pricesIncludeTax) return null;
  const sentence = basis === 'yes' ? 'prices-include-tax-here' : 'prices-before-tax-here';
  return warns('variance', 'fix-in-erp', say(sentence, { business: businessId, number: document.number }));
}
