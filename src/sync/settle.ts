import { ContractError } from '../domain/errors.js';
import {
  isPosted,
  isReadable,
  type ErpInvoice,
  type ErpInvoiceLine,
  type FoundInvoice,
  type Invoice,
  type UnreadableInvoice,
} from '../domain/invoice.js';
import { faultOf, warns } from '../domain/problems.js';
import { inEnglish } from '../domain/words/plain.js';
import { say } from '../domain/words/sentence.js';
import { addMs, msOf } from '../domain/time.js';
import type { SyncContext } from './context.js';
import { findCreditMemos } from './credit-memos.js';
import { lookBehind, seesPosted } from './surely-gone.js';

export interface SettleResult {
  counts: { changed: number; posted: number; deleted: number; unclear: number };
}

/**
 * Follows our documents through finance's hands: posted, paid, cancelled, corrected (BC-43, SB-18, ET-10), deleted by hand (E-17). Looks at
 * most every `settle.everyMs`; a full sweep for what disappeared happens every `settle.sweepMs`. `force` does both now.
 */
export async function settle(context: SyncContext, companyId: string, force = false): Promise<SettleResult> {
  const counts = { changed: 0, posted: 0, deleted: 0, unclear: 0 };
  const { everyMs, sweepMs } = context.settings.settle;
  if ((await context.store.invoices.listOpen(companyId, null, 1)).length > 0) {
    if (force || (await isDue(context, `settled:${companyId}`, everyMs))) await followChanges(context, companyId, counts);
    if (force || (await isDue(context, `swept:${companyId}`, sweepMs))) await sweep(context, companyId, counts);
  }
  if (force || (await isDue(context, `credited:${companyId}`, everyMs))) await findCreditMemos(context, companyId);
  return { counts };
}

async function isDue(context: SyncContext, cursor: string, everyMs: number): Promise<boolean> {
  const last = await context.store.cursors.read(cursor);
  const elapsedMs = last === null ? everyMs : msOf(context.clock.now()) - msOf(last);
  // A last look in the future: the clock was ahead and has been set right (E-31).
  return elapsedMs < 0 || elapsedMs >= everyMs;
}

/** Documents of ours in memory at once, each with all its lines. */
const followedAtOnce = 20;

/** The watermark is the time this look began, minus an overlap: both sides round times differently (BC reference 7). */
async function followChanges(context: SyncContext, companyId: string, counts: SettleResult['counts']): Promise<void> {
  const cursor = `settled:${companyId}`;
  const startedAt = context.clock.now();
  const last = await context.store.cursors.read(cursor);
  const since = addMs(last ?? startedAt, last === null ? -86_400_000 : -context.settings.settle.overlapMs);
  for await (const page of context.erp.listChangedInvoices(companyId, since)) {
    for (let at = 0; at < page.length; at += followedAtOnce) {
      const documents = page.slice(at, at + followedAtOnce);
      const ids = documents.map((document) => document.id);
      const ours = await context.store.invoices.findByErpIds(companyId, ids);
      for (const document of documents) await follow(context, ours.get(document.id), document, counts);
    }
  }
  await context.store.cursors.save(cursor, startedAt, context.clock.now());
}

async function follow(
  context: SyncContext,
  invoice: Invoice | undefined,
  document: FoundInvoice,
  counts: SettleResult['counts'],
): Promise<void> {
  if (invoice === undefined || invoice.push !== 'created') return;
  if (!isReadable(document)) return unread(context, invoice, document, counts);
  const wasPosted = invoice.erp !== null && isPosted(invoice.draftNumber, invoice.erp);
  const isPostedNow = isPosted(invoice.draftNumber, document);
  const lines = await linesIfChanged(context, invoice, document);
  if (!(await context.store.invoices.recordSettled(invoice.id, document, context.clock.now(), lines))) return;
  counts.changed += 1;
  if (isPostedNow && !wasPosted) counts.posted += 1;
  if (invoice.erp?.status !== document.status || isPostedNow !== wasPosted)
    await audit(context, invoice, document, isPostedNow && !wasPosted);
}

/** Other totals mean that somebody changed a line or its tax, so what the list shows of each row is read again. */
async function linesIfChanged(context: SyncContext, invoice: Invoice, document: ErpInvoice): Promise<ErpInvoiceLine[] | null> {
  const known = invoice.erp;
  const isSame = known?.netTotal === document.netTotal && known.taxTotal === document.taxTotal;
  if (isSame) return null;
  try {
    return await context.erp.readLines(invoice.companyId, document.id);
  } catch (error) {
    // Lines that cannot be understood are a matter of this document alone; its own facts are recorded.
    if (!(error instanceof ContractError)) throw error;
    context.log.warn({ key: invoice.key, error: error.message }, 'the lines of an invoice cannot be read');
    return null;
  }
}

/** What was known of the document stays; that it can no longer be followed is written on it. */
async function unread(
  context: SyncContext,
  invoice: Invoice,
  found: UnreadableInvoice,
  counts: SettleResult['counts'],
): Promise<void> {
  counts.unclear += 1;
  context.log.warn({ key: invoice.key, number: invoice.draftNumber, fault: found.fault }, 'an invoice cannot be read');
  const problem = warns('erp-unreadable', 'fix-in-erp', ...faultOf(found), say('invoice-not-followed'));
  await context.store.invoices.recordUnreadable(invoice.id, problem, context.clock.now());
}

/** Deletes do not show in any list of changes: every open document is asked for by id. */
async function sweep(context: SyncContext, companyId: string, counts: SettleResult['counts']): Promise<void> {
  const startedAt = context.clock.now();
  const postedAreVisible = askOnce(() => seesPosted(context, companyId));
  let afterId: string | null = null;
  for (;;) {
    const open: Invoice[] = await context.store.invoices.listOpen(companyId, afterId, 100);
    const last = open.at(-1);
    if (last === undefined) break;
    const ids = open.flatMap((invoice) => invoice.erp?.id ?? []);
    const documents = await context.erp.readInvoices(companyId, ids);
    for (const invoice of open) {
      const document = invoice.erp === null ? undefined : documents.get(invoice.erp.id);
      if (document === undefined) await disappeared(context, invoice, postedAreVisible, counts);
      else await follow(context, invoice, document, counts);
    }
    afterId = last.id;
  }
  await context.store.cursors.save(`swept:${companyId}`, startedAt, context.clock.now());
}

/**
 * A document is believed deleted when neither its id nor its key finds anything, and it is proven that we could see it had it been posted:
 * without that right BC hides posted invoices, and they look deleted (BC reference 1).
 */
async function disappeared(
  context: SyncContext,
  invoice: Invoice,
  postedAreVisible: () => Promise<boolean>,
  counts: SettleResult['counts'],
): Promise<void> {
  const { byKey, isGone } = await lookBehind(context, invoice, postedAreVisible);
  const now = context.clock.now();
  const adopted = byKey[0];
  if (adopted !== undefined && byKey.length === 1 && !isReadable(adopted)) return unread(context, invoice, adopted, counts);
  if (adopted !== undefined && byKey.length === 1 && isReadable(adopted)) {
    await context.store.invoices.recordSettled(invoice.id, adopted, now);
    return;
  }
  if (!isGone) {
    counts.unclear += 1;
    context.log.warn(
      { key: invoice.key, number: invoice.draftNumber },
      'a draft is no longer visible; run the check for posted invoices',
    );
    return;
  }
  const problem = warns('erp-refused', 'retry', say('draft-deleted', { number: invoice.draftNumber ?? '' }));
  const items = await context.store.invoices.release(invoice.id, invoice.version, 'deleted', problem, now);
  if (items === null) return;
  counts.deleted += 1;
  await context.store.audit.append(
    items.map((item) => ({
      at: now,
      actor: 'system',
      action: 'draft-deleted-in-erp',
      itemId: item.facts.id,
      invoiceId: invoice.id,
      runId: null,
      before: JSON.stringify({ number: invoice.draftNumber }),
      after: null,
      reason: inEnglish([say('deleted-by-whom')]),
    })),
  );
}

function askOnce<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => (answer ??= ask());
}

async function audit(context: SyncContext, before: Invoice, after: ErpInvoice, newlyPosted: boolean): Promise<void> {
  await context.store.audit.append([
    {
      at: context.clock.now(),
      actor: 'system',
      action: newlyPosted ? 'posted-in-erp' : 'status-in-erp',
      itemId: null,
      invoiceId: before.id,
      runId: null,
      before: JSON.stringify({ number: before.erp?.number, status: before.erp?.status }),
      after: JSON.stringify({ number: after.number, status: after.status }),
      reason: '',
    },
  ]);
}
