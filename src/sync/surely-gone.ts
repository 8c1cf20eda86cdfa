import { RemoteError } from '../domain/errors.js';
import type { FoundInvoice, Invoice } from '../domain/invoice.js';
import type { SyncContext } from './context.js';

/**
 * What our key finds of a document whose id finds nothing. `isGone` only when the key finds nothing either and it is proven that a posted
 * invoice would be seen: without that right BC hides it, it looks deleted, and rows given back would be billed again (E-17, BC reference 1).
 * Throws RemoteError when BC cannot be asked for the key.
 */
export async function lookBehind(
  context: SyncContext,
  invoice: Pick<Invoice, 'companyId' | 'key'>,
  postedAreVisible: () => Promise<boolean> = () => seesPosted(context, invoice.companyId),
): Promise<{ byKey: FoundInvoice[]; isGone: boolean }> {
  const byKey = (await context.erp.findInvoices(invoice.companyId, [invoice.key])).get(invoice.key) ?? [];
  return { byKey, isGone: byKey.length === 0 && (await postedAreVisible()) };
}

/** To be asked anew each time: the right to see posted invoices may be taken away at any moment. */
export async function seesPosted(context: SyncContext, companyId: string): Promise<boolean> {
  return context.erp.seesPostedInvoices(companyId).catch((error: unknown) => {
    if (error instanceof RemoteError) return false;
    throw error;
  });
}
