import { groupBy } from '../domain/group.js';
import type { BillingItem } from '../domain/item.js';
import type { Store } from '../domain/store.js';
import { expectedAmounts, type LineAmounts, type TaxBasis, type TaxRate } from '../domain/tax.js';

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

async function expectedTax(store: Pick<Store, 'invoices'>, items: readonly BillingItem[]): Promise<Map<string, LineAmounts>> {
  const found = new Map<string, LineAmounts>();
  const billable = items.filter(({ billing }) => billing.sellTo !== null && billing.erpItem !== null && billing.amount !== null);
  for (const [companyId, group] of groupBy(billable, (item) => item.facts.companyId)) {
    if (companyId === null) continue;
    const customers = [...new Set(group.map((item) => item.billing.sellTo!.id))];
    const rates = new Map((await store.invoices.taxRates(companyId, customers)).map((rate) => [nameOfRate(rate), rate]));
    for (const { facts, billing } of group) {
      const { sellTo, billTo, erpItem, amount, currency } = billing;
      const rate = rates.get(nameOfRate({ customerId: sellTo!.id, payerId: billTo?.id ?? null, erpItemId: erpItem!.id }));
      if (rate !== undefined && currency !== null) found.set(facts.id, expectedAmounts(amount!, currency, rate));
    }
  }
  return found;
}

function nameOfRate({ customerId, payerId, erpItemId }: Pick<TaxRate, 'customerId' | 'payerId' | 'erpItemId'>): string {
  return JSON.stringify([customerId, payerId, erpItemId]);
}
