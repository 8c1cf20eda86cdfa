import type { BillingItem, ItemBilling } from '../../src/domain/item.js';
import type { Store } from '../../src/domain/store.js';
import { billing, invoice, linesFor, noon, reading } from './builders.js';

/** Maps everything that waits for it. */
export async function mapAll(store: Store, changes: Partial<ItemBilling> = {}): Promise<void> {
  const items = await store.items.listUnmapped(null, 1000);
  const results = items.map((item) => ({ itemId: item.facts.id, version: item.version, billing: billing(changes) }));
  await store.items.saveMapping(results, noon);
}

/** Items of as many appointments, mapped and ready. */
export async function readyItems(store: Store, count: number): Promise<BillingItem[]> {
  const ids = Array.from({ length: count }, (_, index) => `appointment-${index}`);
  await store.appointments.saveReadings(ids.map((appointmentId) => reading({ appointmentId })));
  await mapAll(store);
  return store.items.find(ids.map((id) => `${id}/kim`));
}

/** Inserts an invoice with a line for each item and claims them, as drafting does. Returns the ids not claimed. */
export function claimedInvoice(store: Store, items: readonly BillingItem[], id = 'invoice-1'): Promise<string[]> {
  const versions = items.map((item) => ({ id: item.facts.id, version: item.version }));
  return store.transaction(async (tx) => {
    await tx.invoices.insert(invoice({ id }), linesFor(id, items));
    return tx.items.claim(id, versions, noon);
  });
}
