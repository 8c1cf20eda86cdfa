import { attention, messageOf, needsAttention, wordsOfError } from '../../domain/errors.js';
import type { Invoice } from '../../domain/invoice.js';
import { wordsOf } from '../../domain/problems.js';
import type { Run, RunNote } from '../../domain/run-store.js';
import { inEnglish } from '../../domain/words/plain.js';
import { say, type Sentence, type Words } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import type { LeftOutItem } from '../compose.js';
import type { PushResult } from '../push.js';
import type { RunRecorder } from '../recorder.js';

/** What broke off the run does not end it while drafts of it are still to be sent: a later sync sends them, and the run's end follows. */
export async function endOrWait(context: SyncContext, recorder: RunRecorder, run: Run, error: unknown): Promise<Run> {
  const why = needsAttention(error) ? attention(error) : wordsOfError(error);
  const { created, failed, open } = await standingOf(context, run.id);
  recorder.count({ created, failed, waiting: open.length });
  if (open.length === 0) return recorder.fail(error, needsAttention(error) ? why : undefined);
  context.log.error({ run: run.id, kind: run.kind, error: messageOf(error) }, 'run broken off; its drafts wait');
  await noteOpen(context, run, open, why);
  return recorder.wait(heldUpBy(open) ?? why, earliest(open));
}

/** Rows whose appointment could not be read again are left out: it may have been cancelled since. */
export async function noteUnread(context: SyncContext, run: Run, unread: ReadonlyMap<string, Words>): Promise<void> {
  const at = context.clock.now();
  await context.store.runs.addNotes(
    [...unread].map(([itemId, why]): RunNote => {
      const sentences = [say('not-read-again'), ...why, say('row-stays')];
      return { runId: run.id, at, level: 'skipped', step: 'freshen', itemId, invoiceId: null, ...told(sentences) };
    }),
  );
}

/** The end of a create run follows its invoices: done when each is made or refused, waiting while one is not. */
export async function finish(context: SyncContext, recorder: RunRecorder, run: Run): Promise<Run> {
  const { created, failed, open } = await standingOf(context, run.id);
  recorder.count({ created, failed, waiting: open.length });
  if (open.length > 0) {
    return recorder.wait(heldUpBy(open) ?? [stillToSend(open.length)], earliest(open));
  }
  if (failed > 0) return recorder.end(created > 0 ? 'partly-failed' : 'failed');
  return recorder.end('done');
}

type Open = Pick<Invoice, 'id' | 'nextAttemptAt' | 'problem'>;

function heldUpBy(open: readonly Open[]): Words | null {
  const problem = open.find((one) => one.problem !== null)?.problem ?? null;
  return problem === null ? null : wordsOf(problem);
}

function stillToSend(count: number): Sentence {
  return count === 1 ? say('draft-to-be-sent') : say('drafts-to-be-sent', { count: String(count) });
}

/** A note's text in English and to be told in another language. */
function told(sentences: Words): Pick<RunNote, 'message' | 'sentences'> {
  return { message: inEnglish(sentences), sentences };
}

function earliest(open: readonly Open[]): string {
  return open.map((invoice) => invoice.nextAttemptAt).sort()[0]!;
}

/** What became of a run's invoices, looked at some at a time: each holds all its lines. */
async function standingOf(context: SyncContext, runId: string): Promise<{ created: number; failed: number; open: Open[] }> {
  const standing: Awaited<ReturnType<typeof standingOf>> = { created: 0, failed: 0, open: [] };
  const limit = 25;
  for (let offset = 0; ; offset += limit) {
    const { rows } = await context.store.invoices.list({ push: [], runId, search: '', varianceOnly: false, offset, limit });
    for (const { id, erp, push, nextAttemptAt, problem } of rows) {
      if (erp !== null) standing.created += 1;
      if (push === 'intended' || push === 'sending') standing.open.push({ id, nextAttemptAt, problem });
      if (push === 'refused' || push === 'conflict') standing.failed += 1;
    }
    if (rows.length < limit) return standing;
  }
}

/** Says of each row that got no line why not. */
export async function noteLeftOut(context: SyncContext, run: Run, leftOut: readonly LeftOutItem[]): Promise<void> {
  const at = context.clock.now();
  await context.store.runs.addNotes(
    await Promise.all(
      leftOut.map(async ({ item, reasons }): Promise<RunNote> => {
        const holder = item.invoiceId === null ? null : await context.store.invoices.find(item.invoiceId);
        const sentences = holder === null ? reasons.flatMap(wordsOf) : [takenBy(holder)];
        const about = { itemId: item.facts.id, invoiceId: item.invoiceId };
        return { runId: run.id, at, level: 'skipped', step: 'draft', ...about, ...told(sentences) };
      }),
    ),
  );
}

function takenBy({ draftNumber, key, createdBy, runId }: Invoice): Sentence {
  return say('already-on-invoice', { number: draftNumber ?? key, by: createdBy, run: runId ?? '-' });
}

/** Says of each draft still to be sent why it was not. */
async function noteOpen(context: SyncContext, run: Run, open: readonly Open[], why: Words): Promise<void> {
  const at = context.clock.now();
  await context.store.runs.addNotes(
    open.map(({ id, problem }): RunNote => {
      const sentences = problem === null ? why : wordsOf(problem);
      return { runId: run.id, at, level: 'error', step: 'push', itemId: null, invoiceId: id, ...told(sentences) };
    }),
  );
}

export async function notePushed(context: SyncContext, run: Run, pushed: PushResult): Promise<void> {
  const at = context.clock.now();
  await context.store.runs.addNotes(
    pushed.failures.map(({ invoiceId, sentences }) => ({
      runId: run.id,
      at,
      level: 'error',
      step: 'push',
      itemId: null,
      invoiceId,
      ...told(sentences),
    })),
  );
}
