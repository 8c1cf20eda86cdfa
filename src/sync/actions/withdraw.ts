import { RemoteError, RequestError } from '../../domain/errors.js';
import { isPosted, isReadable, type ErpInvoice, type Invoice } from '../../domain/invoice.js';
import { faultOf } from '../../domain/problems.js';
import { inEnglish } from '../../domain/words/plain.js';
import { say } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import { lookBehind } from '../surely-gone.js';

/**
 * Deletes a draft nobody touched in BC and returns its items to the list (D.1.13). Posted, released or edited documents are refused: those
 * are finance's. Throws RequestError.
 */
export async function withdraw(context: SyncContext, invoiceId: string, actor: string): Promise<{ returnedItems: number }> {
  const invoice = await context.store.invoices.find(invoiceId);
  if (invoice === null) throw new RequestError('not-found', say('no-such-invoice'));
  if (invoice.push !== 'created' || invoice.erp === null) {
    throw new RequestError('conflict', say('not-withdrawable'));
  }
  const now = await context.erp.readInvoice(invoice.companyId, invoice.erp.id);
  if (now !== null && !isReadable(now)) throw new RequestError('conflict', ...faultOf(now), say('look-there'));
  if (now === null) await refuseUnlessGone(context, invoice);
  else await deleteUntouched(context, invoice, now);
  const items = await context.store.invoices.release(invoice.id, invoice.version, 'withdrawn', null, context.clock.now());
  if (items === null) throw new RequestError('conflict', say('invoice-changed'));
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
      reason: inEnglish([say('withdrawn-because')]),
    })),
  );
  return { returnedItems: items.length };
}

/** A document that its id does not find may be posted where we cannot see it. */
async function refuseUnlessGone(context: SyncContext, invoice: Invoice): Promise<void> {
  const number = invoice.draftNumber ?? invoice.key;
  const { byKey, isGone } = await lookBehind(context, invoice);
  if (byKey.length > 0) throw new RequestError('conflict', say('draft-under-another-id', { number, key: invoice.key }));
  if (!isGone) throw new RequestError('conflict', say('draft-not-visible', { number }));
}

async function deleteUntouched(context: SyncContext, invoice: Invoice, now: ErpInvoice): Promise<void> {
  if (isPosted(invoice.draftNumber, now) || now.status !== 'draft') {
    throw new RequestError('conflict', say('no-longer-draft', { number: now.number }));
  }
  if (!(await isUntouched(context, invoice, now))) {
    throw new RequestError('conflict', say('draft-edited', { number: now.number }));
  }
  try {
    await context.erp.deleteDraft(invoice.companyId, now.id, now.etag);
  } catch (error) {
    if (error instanceof RemoteError && error.status === 409) {
      throw new RequestError('conflict', say('draft-changed-now', { number: now.number }));
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
