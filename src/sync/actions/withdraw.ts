import { RemoteError, RequestError } from '../../domain/errors.js';
import { isPosted, isReadable, type ErpInvoice, type ErpInvoiceLine, type Invoice } from '../../domain/invoice.js';
import { compareDecimals } from '../../domain/money.js';
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

/**
 * Untouched means: our lines, as sent, and nothing else. What is recorded of the document does not say it: following finance's edits keeps it
 * up to date, its ETag too, which besides may change when a draft is only read.
 */
async function isUntouched(context: SyncContext, invoice: Invoice, now: ErpInvoice): Promise<boolean> {
  const ours = new Map((await context.store.invoices.lines(invoice.id)).map(({ erpLineId, line }) => [erpLineId, line]));
  const theirs = await context.erp.readLines(invoice.companyId, now.id);
  const isAsSent = (line: ErpInvoiceLine): boolean => {
    const sent = ours.get(line.id);
    if (sent === undefined || line.description !== sent.description) return false;
    if (sent.erpItemId === null) return true;
    return compareDecimals(line.quantity, sent.quantity) === 0 && compareDecimals(line.unitPrice, sent.unitPrice) === 0;
  };
  if (theirs.length !== ours.size || !theirs.every(isAsSent)) return false;
  const { draft, erp } = invoice;
  const hasOurTotal = now.netTotal === erp?.netTotal;
  return hasOurTotal && now.key === invoice.key && now.customerId === erp.customerId && now.invoiceDate === draft.invoiceDate;
}
