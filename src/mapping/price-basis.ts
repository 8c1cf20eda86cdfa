import type { ErpInvoice } from '../domain/invoice.js';
import { warns, type Problem } from '../domain/problems.js';
import { businessRuleOf } from './lookup.js';
import type { Rules } from './rules.js';

/** Whether the prices of a business include tax, as far as the rules say; `as-erp` leaves it to the customer card. */
export function priceBasisOf(businessId: string, rules: Rules): 'yes' | 'no' | 'as-erp' {
  return businessRuleOf(businessId, rules)?.pricesIncludeTax ?? 'as-erp';
}

/** A sentence for the reasoning; empty when the rules say nothing. */
export function priceBasisNote(businessId: string, rules: Rules): string {
  const basis = priceBasisOf(businessId, rules);
  if (basis === 'as-erp') return '';
  return basis === 'yes' ? 'Prices of this business include tax.' : 'Prices of this business are before tax.';
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
  const ours = basis === 'yes' ? 'include tax' : 'are before tax';
  const theirs = document.pricesIncludeTax ? 'including tax' : 'before tax';
  const message = `Prices of ${businessId} ${ours}, but draft ${document.number} takes them as ${theirs}. Change "Prices Including VAT" on the customer card in Business Central, withdraw the draft and create it again.`;
  return warns('variance', 'fix-in-erp', message, { business: businessId, number: document.number });
}
