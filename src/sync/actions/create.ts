import { randomUUID } from 'node:crypto';
import { RemoteError, RequestError } from '../../domain/errors.js';
import type { Invoice } from '../../domain/invoice.js';
import { wordsOf } from '../../domain/problems.js';
import type { Run, RunNote } from '../../domain/run-store.js';
import { inEnglish } from '../../domain/words/plain.js';
import { say, type Sentence, type Words } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import type { CreateOptions, Selection } from '../desk.js';
import { draft, type DraftResult } from '../draft.js';
import { freshen } from '../freshen.js';
import { push, type PushResult } from '../push.js';
import { resolve } from '../resolve.js';
import { createRecorder, type RunRecorder } from '../recorder.js';
import { composeSelection } from './preview.js';
import { dataVersionOf, otherReadyIds, selectIds } from './selection.js';

/** What a create run was asked for, as kept on its row. */
interface CreateRequest {
  itemIds: string[];
  options: CreateOptions;
}

/**
 * Queues a create run for a selection and returns it at once (NX-7). With a data version, the rows must still be what the preview showed.
 * Throws RequestError `conflict` otherwise, `invalid` when nothing is selected.
 */
export async function queueCreate(
  context: SyncContext,
  selection: Selection,
  options: CreateOptions,
  dataVersion: string | null,
  actor: string,
): Promise<Run> {
  const itemIds =
    dataVersion === null ? await idsFor(context, selection, options) : await boundIds(context, selection, options, dataVersion);
  if (itemIds.length === 0) throw new RequestError('invalid', say('nothing-selected'));
  const run: Run = {
    id: randomUUID(),
    kind: 'create',
    state: 'queued',
    requestedBy: actor,
    request: JSON.stringify({ itemIds, options } satisfies CreateRequest),
    queuedAt: context.clock.now(),
    startedAt: null,
    finishedAt: null,
    steps: [],
    counts: { selected: itemIds.length },
    waitingFor: null,
    waitingUntil: null,
    error: null,
  };
  await context.store.runs.insert(run);
  return run;
}

async function idsFor(context: SyncContext, selection: Selection, options: CreateOptions): Promise<string[]> {
  const ids = await selectIds(context, selection);
  if (!options.takeCustomersOthers) return ids;
  const items = await context.store.items.find(ids);
  const customers = new Set(items.flatMap((item) => item.billing.sellTo?.number ?? []));
  return [...ids, ...(await otherReadyIds(context, customers, new Set(ids)))];
}

async function boundIds(
  context: SyncContext,
  selection: Selection,
  options: CreateOptions,
  dataVersion: string,
): Promise<string[]> {
  const { composed } = await composeSelection(context, selection, options);
  const placed = composed.documents.flatMap((document) => document.items);
  if (dataVersionOf(placed, context.rules.version, options) !== dataVersion) {
    throw new RequestError('conflict', say('rows-changed'));
  }
  return [...placed, ...composed.leftOut.map((row) => row.item)].map((item) => item.facts.id);
}

/** Works off a queued create run: reads what is stale again, resolves, drafts, pushes, and says what became of every row. */
export async function workCreate(context: SyncContext, run: Run, onChange: (run: Run) => void): Promise<Run> {
  const { itemIds, options } = JSON.parse(run.request) as CreateRequest;
  const recorder = createRecorder(context, run, onChange);
  await recorder.begin();
  try {
    const { unread } = await recorder.step('freshen', () => freshen(context, itemIds));
    await noteUnread(context, run, unread);
    await resolveWhatCanBe(context, recorder);
    const drafted = await recorder.step('draft', async () => {
      const known = itemIds.filter((id) => !unread.has(id));
      const result = await draft(context, { ...options, itemIds: known, actor: run.requestedBy, runId: run.id });
      return { ...result, counts: { invoices: result.invoices.length, leftOut: result.leftOut.length } };
    });
    await noteLeftOut(context, run, drafted);
    const pushed = await recorder.step('push', () => push(context, { runId: run.id }));
    await notePushed(context, run, pushed);
    return await finish(context, recorder, run);
  } catch (error) {
    if (context.stop.aborted) return recorder.requeue();
    return recorder.fail(error);
  }
}

/** While BC is away the rows that are ready go on: their drafts wait as intents (E-30). Its refusal of us stops the run. */
async function resolveWhatCanBe(context: SyncContext, recorder: RunRecorder): Promise<void> {
  try {
    await recorder.step('resolve', () => resolve(context));
  } catch (error) {
    if (!(error instanceof RemoteError) || error.needsAttention) throw error;
  }
}

/** Rows whose appointment could not be read again are left out: it may have been cancelled since. */
async function noteUnread(context: SyncContext, run: Run, unread: ReadonlyMap<string, Words>): Promise<void> {
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
    const until = open.map((invoice) => invoice.nextAttemptAt).sort()[0]!;
    const { problem } = open[0]!;
    return recorder.wait(problem === null ? [stillToSend(open.length)] : wordsOf(problem), until);
  }
  if (failed > 0) return recorder.end(created > 0 ? 'partly-failed' : 'failed');
  return recorder.end('done');
}

function stillToSend(count: number): Sentence {
  return count === 1 ? say('draft-to-be-sent') : say('drafts-to-be-sent', { count: String(count) });
}

/** A note's text in English and to be told in another language. */
function told(sentences: Words): Pick<RunNote, 'message' | 'sentences'> {
  return { message: inEnglish(sentences), sentences };
}

/** What became of a run's invoices, looked at some at a time: each holds all its lines. */
async function standingOf(
  context: SyncContext,
  runId: string,
): Promise<{ created: number; failed: number; open: Pick<Invoice, 'nextAttemptAt' | 'problem'>[] }> {
  const standing: Awaited<ReturnType<typeof standingOf>> = { created: 0, failed: 0, open: [] };
  const limit = 25;
  for (let offset = 0; ; offset += limit) {
    const { rows } = await context.store.invoices.list({ push: [], runId, search: '', varianceOnly: false, offset, limit });
    for (const { erp, push, nextAttemptAt, problem } of rows) {
      if (erp !== null) standing.created += 1;
      if (push === 'intended' || push === 'sending') standing.open.push({ nextAttemptAt, problem });
      if (push === 'refused' || push === 'conflict') standing.failed += 1;
    }
    if (rows.length < limit) return standing;
  }
}

async function noteLeftOut(context: SyncContext, run: Run, drafted: DraftResult): Promise<void> {
  const at = context.clock.now();
  await context.store.runs.addNotes(
    await Promise.all(
      drafted.leftOut.map(async ({ item, reasons }): Promise<RunNote> => {
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

async function notePushed(context: SyncContext, run: Run, pushed: PushResult): Promise<void> {
  const at = context.clock.now();
  await context.store.runs.addNotes(
    pushed.failures.map(({ invoice, sentences }) => ({
      runId: run.id,
      at,
      level: 'error',
      step: 'push',
      itemId: null,
      invoiceId: invoice.id,
      ...told(sentences),
    })),
  );
}
