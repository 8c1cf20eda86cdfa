import { attention, messageOf, needsAttention } from '../../domain/errors.js';
import type { Invoice } from '../../domain/invoice.js';
import type { Run, RunNote } from '../../domain/run-store.js';
import type { SyncContext } from '../context.js';
import type { DraftResult } from '../draft.js';
import type { PushResult } from '../push.js';
import type { RunRecorder } from '../recorder.js';

/** What broke off the run does not end it while drafts of it are still to be sent: a later sync sends them, and the run's end follows. */
export async function endOrWait(context: SyncContext, recorder: RunRecorder, run: Run, error: unknown): Promise<Run> {
  const why = needsAttention(error) ? attention(error) : messageOf(error);
  const { created, failed, open } = await standingOf(context, run.id);
  recorder.count({ created, failed, waiting: open.length });
  if (open.length === 0) return recorder.fail(why, error);
  context.log.error({ run: run.id, kind: run.kind, error: messageOf(error) }, 'run broken off; its drafts wait');
  await noteOpen(context, run, open, why);
  return recorder.wait(open.find(isHeldUp)?.problem?.message ?? why, earliest(open));
}

/** Rows whose appointment could not be read again are left out: it may have been cancelled since. */
export async function noteUnread(context: SyncContext, run: Run, unread: ReadonlyMap<string, string>): Promise<void> {
  const at = context.clock.now();
  await context.store.runs.addNotes(
    [...unread].map(([itemId, why]): RunNote => {
      const message = `The appointment could not be read again before drafting (${why}). The row stays on the list; try again later.`;
      return { runId: run.id, at, level: 'skipped', step: 'freshen', itemId, invoiceId: null, message };
    }),
  );
}

/** The end of a create run follows its invoices: done when each is made or refused, waiting while one is not. */
export async function finish(context: SyncContext, recorder: RunRecorder, run: Run): Promise<Run> {
  const { created, failed, open } = await standingOf(context, run.id);
  recorder.count({ created, failed, waiting: open.length });
  if (open.length > 0) {
    const what = open.length === 1 ? '1 draft' : `${open.length} drafts`;
    return recorder.wait(
      open.find(isHeldUp)?.problem?.message ?? `${what} still to be sent to Business Central.`,
      earliest(open),
    );
  }
  if (failed > 0) return recorder.end(created > 0 ? 'partly-failed' : 'failed');
  return recorder.end('done');
}

type Open = Pick<Invoice, 'id' | 'nextAttemptAt' | 'problem'>;

function isHeldUp({ problem }: Open): boolean {
  return problem !== null;
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

export async function noteLeftOut(context: SyncContext, run: Run, drafted: DraftResult): Promise<void> {
  const at = context.clock.now();
  await context.store.runs.addNotes(
    await Promise.all(
      drafted.leftOut.map(async ({ item, reasons }): Promise<RunNote> => {
        const holder = item.invoiceId === null ? null : await context.store.invoices.find(item.invoiceId);
        const taken =
          holder === null
            ? null
            : `Already on invoice ${holder.draftNumber ?? holder.key}, made by ${holder.createdBy} (run ${holder.runId ?? '-'}).`;
        const message = taken ?? reasons.map((reason) => reason.message).join(' ');
        return { runId: run.id, at, level: 'skipped', step: 'draft', itemId: item.facts.id, invoiceId: item.invoiceId, message };
      }),
    ),
  );
}

/** Says of each draft still to be sent why it was not. */
async function noteOpen(context: SyncContext, run: Run, open: readonly Open[], why: string): Promise<void> {
  const at = context.clock.now();
  await context.store.runs.addNotes(
    open.map(({ id, problem }): RunNote => {
      const message = problem?.message ?? why;
      return { runId: run.id, at, level: 'error', step: 'push', itemId: null, invoiceId: id, message };
    }),
  );
}

export async function notePushed(context: SyncContext, run: Run, pushed: PushResult): Promise<void> {
  const at = context.clock.now();
  await context.store.runs.addNotes(
    pushed.failures.map(({ invoice, message }) => ({
      runId: run.id,
      at,
      level: 'error',
      step: 'push',
      itemId: null,
      invoiceId: invoice.id,
      message,
    })),
  );
}
