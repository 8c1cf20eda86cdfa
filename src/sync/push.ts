import pLimit from 'p-limit';
import { RemoteError, RequestError, attention, needsAttention, wordsOfError } from '../domain/errors.js';
import { groupBy } from '../domain/group.js';
import { isReadable, type ErpInvoice, type FoundInvoice, type Invoice, type UnreadableInvoice } from '../domain/invoice.js';
import { blocks, unreadable, wordsOf, type Problem } from '../domain/problems.js';
import type { DueInvoice } from '../domain/invoice-store.js';
import { addMs } from '../domain/time.js';
import { say, type Words } from '../domain/words/sentence.js';
import type { SyncContext } from './context.js';
import { refuseWhileAhead } from './erp-ahead.js';
import type { Feed } from './feed.js';
import { mayStillSend } from './claim-time.js';
import { record, unknownProblem, zoneOf } from './record.js';
import { retryDelayMs } from './settings.js';

export interface PushResult {
  counts: { created: number; adopted: number; postponed: number; waiting: number; refused: number; conflicts: number };
  /** What happened to each invoice that was not created, for the run's list. */
  failures: { invoiceId: string; sentences: Words }[];
}

/** Invoices claimed, and looked for with one question to BC, at a time. */
const chunkSize = 25;
/** Such chunks that are on their way at the same time. Only what is being sent has its lines in memory. */
const mostUnderWay = 3;

/**
 * Sends every invoice whose turn it is: find by key; none → create, one → adopt, two → stop and alert; then read back, compare totals, record.
 *
 * The invariant behind "exactly once": a POST leaves only while this process's claim on the row lasts longer than the request can take, and nobody
 * else may touch the row before the claim ends. So whoever comes next finds either nothing, or the finished document.
 *
 * `more`: invoices are still being written; asked when none is due.
 */
export async function push(context: SyncContext, only?: { runId: string; more?: Feed['more'] }): Promise<PushResult> {
  const counts = { created: 0, adopted: 0, postponed: 0, waiting: 0, refused: 0, conflicts: 0 };
  const result: PushResult = { counts, failures: [] };
  const limit = pLimit(context.settings.push.concurrency);
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const handled = new Set<string>();
  const send = (invoices: readonly DueInvoice[]): void => {
    const work = pushChunk(context, invoices, result, limit).catch((error: unknown) => void failures.push(error));
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  try {
    while (!context.stop.aborted && failures.length === 0) {
      const due = await context.store.invoices.listDue(context.clock.now(), handled.size + chunkSize, only);
      const next = due.filter(({ id }) => !handled.has(id)).slice(0, chunkSize);
      // While others are on their way a handful waits for more: each claim is a commit of its own, each look a request.
      const mayFill = next.length < chunkSize && (next.length === 0 || underWay.size > 0);
      if (mayFill && (await only?.more?.())) continue;
      if (next.length === 0) break;
      next.forEach(({ id }) => handled.add(id));
      for (const group of groupBy(next, ({ companyId }) => companyId).values()) send(await claim(context, group));
      // What is claimed has to be sent before its claim ends.
      while (underWay.size >= mostUnderWay) await Promise.race(underWay);
    }
  } finally {
    // Nothing goes on behind the back of a step that ended.
    await Promise.all(underWay);
  }
  if (failures.length > 0) throw failures[0];
  return result;
}

async function pushChunk(
  context: SyncContext,
  mine: readonly DueInvoice[],
  result: PushResult,
  limit: ReturnType<typeof pLimit>,
): Promise<void> {
  if (mine.length === 0) return;
  const found = await lookFor(context, mine, result, limit);
  if (found === null) return;
  await allEnded(
    mine.map((one) =>
      limit(() => withLines(context, one, (invoice) => pushOne(context, invoice, found.get(invoice.key) ?? [], result))),
    ),
  );
}

/** The documents that carry the invoices' keys; null when BC could not be asked: then all of them wait. */
async function lookFor(
  context: SyncContext,
  mine: readonly DueInvoice[],
  result: PushResult,
  limit: ReturnType<typeof pLimit>,
): Promise<Map<string, FoundInvoice[]> | null> {
  try {
    const keys = mine.map((invoice) => invoice.key);
    const found = await limit(() => context.erp.findInvoices(mine[0]!.companyId, keys));
    if (keys.some((key) => (found.get(key) ?? []).length === 0)) await limit(() => refuseWhileAhead(context, mine[0]!.companyId));
    return found;
  } catch (error) {
    // Nothing was sent: a look-up makes nothing. An earlier attempt's outcome stays unknown, and the next try looks first again.
    await allEnded(
      mine.map((one) => limit(() => withLines(context, one, (invoice) => postpone(context, invoice, error, result)))),
    );
    if (needsAttention(error) || !(error instanceof RemoteError || error instanceof RequestError)) throw error;
    return null;
  }
}

/** Waits for every one before the first failure is thrown: nothing goes on behind the back of a step that ended. */
async function allEnded(work: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(work);
  for (const outcome of ended) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Takes the rows; those that somebody else took first are left to them. */
async function claim(context: SyncContext, invoices: readonly DueInvoice[]): Promise<DueInvoice[]> {
  const now = context.clock.now();
  const lookAgainAt = addMs(now, context.settings.push.unknownWaitMs);
  const { beginPush } = context.store.invoices;
  const taken = await Promise.all(invoices.map((invoice) => beginPush(invoice.id, invoice.version, now, lookAgainAt)));
  return taken.filter((invoice) => invoice !== null);
}

/** Reads a claimed invoice whole; nothing is done when it is no longer as it was claimed. */
async function withLines(context: SyncContext, claimed: DueInvoice, work: (invoice: Invoice) => Promise<void>): Promise<void> {
  const invoice = await context.store.invoices.find(claimed.id);
  if (invoice?.push === 'sending' && invoice.version === claimed.version) await work(invoice);
}

async function pushOne(
  context: SyncContext,
  invoice: Invoice,
  found: readonly FoundInvoice[],
  result: PushResult,
): Promise<void> {
  if (found.length > 1) return conflict(context, invoice, found, result);
  const adopted = found[0];
  if (adopted !== undefined && !isReadable(adopted)) return leaveUnread(context, invoice, adopted, result);
  if (adopted !== undefined) {
    result.counts.adopted += 1;
    return record(context, invoice, adopted);
  }
  if (context.stop.aborted || !mayStillSend(context, invoice.nextAttemptAt)) return release(context, invoice, result);
  let created: ErpInvoice;
  try {
    created = await context.erp.createDraft(invoice.draft, () => mayStillSend(context, invoice.nextAttemptAt));
  } catch (error) {
    return failed(context, invoice, error, result);
  }
  result.counts.created += 1;
  await record(context, invoice, created);
}

/** Gives an unsent invoice back at once. */
async function release(context: SyncContext, invoice: Invoice, result: PushResult): Promise<void> {
  const now = context.clock.now();
  await context.store.invoices.postpone(invoice.id, invoice.version, now, null, now);
  result.counts.postponed += 1;
}

async function failed(context: SyncContext, invoice: Invoice, error: unknown, result: PushResult): Promise<void> {
  if (!(error instanceof RemoteError)) throw error;
  const now = context.clock.now();
  result.failures.push({ invoiceId: invoice.id, sentences: error.sentences });
  if (error.outcome === 'unknown') {
    result.counts.waiting += 1;
    const lookAt = addMs(now, context.settings.push.unknownWaitMs);
    await context.store.invoices.keepWaiting(
      invoice.id,
      invoice.version,
      lookAt,
      unknownProblem(error, lookAt, await zoneOf(context, invoice)),
      now,
    );
    return;
  }
  if (error.outcome === 'not-sent' || error.needsAttention) {
    result.failures.pop();
    await postpone(context, invoice, error, result);
    if (error.needsAttention) throw error;
    return;
  }
  result.counts.refused += 1;
  await context.store.invoices.recordRefused(invoice.id, invoice.version, refusal(error), now);
}

async function postpone(context: SyncContext, invoice: Invoice, error: unknown, result: PushResult): Promise<void> {
  const now = context.clock.now();
  const askedMs = error instanceof RemoteError ? (error.retryAfterMs ?? 0) : 0;
  const nextAttemptAt = addMs(now, Math.max(askedMs, retryDelayMs(context.settings.push.retryDelaysMs, invoice.attempts)));
  const again = say('tried-again-at', { at: nextAttemptAt, zone: await zoneOf(context, invoice) });
  const problem = needsAttention(error)
    ? blocks('erp-unknown', 'fix-in-erp', ...attention(error), again)
    : blocks(
        'erp-unknown',
        'wait',
        ...(error instanceof RequestError ? [] : [say('draft-unreachable')]),
        ...wordsOfError(error),
        again,
      );
  result.counts.postponed += 1;
  result.failures.push({ invoiceId: invoice.id, sentences: wordsOf(problem) });
  await context.store.invoices.postpone(invoice.id, invoice.version, nextAttemptAt, problem, now);
}

/** Our document seems to be there, so nothing is sent; it is recorded when it can be read. */
async function leaveUnread(context: SyncContext, invoice: Invoice, found: UnreadableInvoice, result: PushResult): Promise<void> {
  const now = context.clock.now();
  const lookAt = addMs(now, retryDelayMs(context.settings.push.retryDelaysMs, invoice.attempts));
  const again = say('looked-again-at', { at: lookAt, zone: await zoneOf(context, invoice) });
  const problem = unreadable(found, say('maybe-our-draft'), again);
  result.counts.waiting += 1;
  result.failures.push({ invoiceId: invoice.id, sentences: wordsOf(problem) });
  await context.store.invoices.keepWaiting(invoice.id, invoice.version, lookAt, problem, now);
}

async function conflict(
  context: SyncContext,
  invoice: Invoice,
  found: readonly FoundInvoice[],
  result: PushResult,
): Promise<void> {
  const numbers = found.map((document) => document.number).join(', ');
  const several = say('several-documents', { count: String(found.length), key: invoice.key, numbers });
  result.counts.conflicts += 1;
  result.failures.push({ invoiceId: invoice.id, sentences: [several] });
  context.log.error({ key: invoice.key, numbers }, 'more than one document carries our key');
  await context.store.invoices.recordConflict(
    invoice.id,
    invoice.version,
    blocks('erp-conflict', 'fix-in-erp', several),
    context.clock.now(),
  );
}

function refusal(error: RemoteError): Problem {
  return blocks('erp-refused', 'retry', say('draft-refused'), ...error.sentences, say('correct-and-retry'));
}
