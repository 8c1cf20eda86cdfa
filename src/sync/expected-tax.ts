import { groupBy } from '../domain/group.js';
import type { BillingItem } from '../domain/item.js';
import type { Store } from '../domain/store.js';
import { expectedAmounts, type LineAmounts, type TaxRate } from '../domain/tax.js';

/**
 * What the ERP's last rate for the same customer, payer and item lets one expect of items that are on no document, by id. Items for which it
 * has taxed nothing yet are left out. A few queries for all of them.
 */
export async function expectedTax(
  store: Pick<Store, 'invoices'>,
  items: readonly BillingItem[],
): Promise<Map<string, LineAmounts>> {
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
