import type { BillingItem } from '../domain/item.js';
import type { Store } from '../domain/store.js';
import type { LineAmounts, TaxBasis } from '../domain/tax.js';
import { expectedTax } from '../sync/expected-tax.js';

/** A row's net, tax and gross, and whose word they are. */
export interface ItemTax extends LineAmounts {
  basis: TaxBasis;
}

/**
 * Tax of items by id: as the ERP reports it for those on a document; for those on none what its last rate for the same customer, payer and
 * item lets one expect. Items of which neither is known are left out. A few queries for all of them.
 */
export async function readTax(store: Pick<Store, 'invoices'>, items: readonly BillingItem[]): Promise<Map<string, ItemTax>> {
  const claimed = items.filter((item) => item.invoiceId !== null).map((item) => item.facts.id);
  const reported = claimed.length === 0 ? new Map<string, LineAmounts>() : await store.invoices.lineAmounts(claimed);
  const found = new Map<string, ItemTax>();
  for (const [id, amounts] of reported) found.set(id, { ...amounts, basis: 'document' });
  for (const [id, amounts] of await expectedTax(
    store,
    items.filter((item) => item.invoiceId === null),
  ))
    found.set(id, { ...amounts, basis: 'expected' });
  return found;
}
