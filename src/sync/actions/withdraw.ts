import { RemoteError, RequestError } from '../../domain/errors.js';
import { isPosted, isReadable, type ErpInvoice, type Invoice } from '../../domain/invoice.js';
import type { SyncContext } from '../context.js';

/**
 * Deletes a draft nobody touched in BC and returns its items to the list (D.1.13). Posted, released or edited documents are refused: those
 * are finance's. Throws RequestError.
 */
export async function withdraw(context: SyncContext, invoiceId: string, actor: string): Promise<{ returnedItems: number }> {
  const invoice = await context.store.invoices.find(invoiceId);
  if (invoice === null) throw new RequestError('not-found', 'There is no such invoice.');
  if (invoice.push !== 'created' || invoice.erp === null) {
    throw new RequestError('conflict', 'Only a draft that exists in Business Central can be withdrawn. Look at its state first.');
  }
  const now = await context.erp.readInvoice(invoice.companyId, invoice.erp.id);
  if (now !== null && !isReadable(now)) throw new RequestError('conflict', `${now.fault} Look at it there.`);
  if (now !== null) await deleteUntouched(context, invoice, now);
  const items = await context.store.invoices.release(invoice.id, invoice.version, 'withdrawn', null, context.clock.now());
  if (items === null) throw new RequestError('conflict', 'The invoice changed meanwhile. Look at it again, then repeat.');
  await context.store.audit.append(
    items.map((item) => ({
      at: context.clock.now(),
      actor,
      action: 'withdrawn',
      itemId: item.facts.id,
      invoiceId: invoice.id,
      runId: null,
      before: JSON.stringify({ number: invoice.draftNumber }),
      after: null,
      reason: 'The draft was deleted and its rows returned to the list.',
    })),
  );
  return { returnedItems: items.length };
}

async function deleteUntouched(context: SyncContext, invoice: Invoice, now: ErpInvoice): Promise<void> {
  if (isPosted(invoice.draftNumber, now) || now.status !== 'draft') {
    throw new RequestError('conflict', `${now.number} is no longer a draft in Business Central. Cancel or credit it there.`);
  }
  if (!(await isUntouched(context, invoice, now))) {
    throw new RequestError(
      'conflict',
      `Somebody edited draft ${now.number} in Business Central. Delete it there if it is not wanted; its rows then return by themselves.`,
    );
  }
  try {
    await context.erp.deleteDraft(invoice.companyId, now.id, now.etag);
  } catch (error) {
    if (error instanceof RemoteError && error.status === 409) {
      throw new RequestError('conflict', `Somebody changed draft ${now.number} this moment. Look at it again, then repeat.`);
    }
    throw error;
  }
}

/** Untouched means: our lines, as sent, and nothing else. The ETag alone does not say it, for reading a draft may rewrite it. */
async function isUntouched(context: SyncContext, invoice: Invoice, now: ErpInvoice): Promise<boolean> {
  if (now.etag === invoice.erp?.etag) return true;
  const ours = (await context.store.invoices.lines(invoice.id)).flatMap((line) => line.erpLineId ?? []);
  const theirs = await context.erp.readLines(invoice.companyId, now.id);
  const same = theirs.length === ours.length && theirs.every((line) => ours.includes(line.id));
  return same && now.netTotal === invoice.erp?.netTotal && now.key === invoice.key && now.customerId === invoice.erp.customerId;
}
