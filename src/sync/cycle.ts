import { randomUUID } from 'node:crypto';
import { RemoteError, needsAttention } from '../domain/errors.js';
import type { Run, RunNote } from '../domain/run-store.js';
import { addMs, msOf, type Instant } from '../domain/time.js';
import { inEnglish } from '../domain/words/plain.js';
import { say, type Sentence, type Words } from '../domain/words/sentence.js';
import { finish } from './actions/create-outcome.js';
import { raiseAlert, withdrawAlert } from './alerts.js';
import type { SyncContext } from './context.js';
import { whileHolding } from './lease.js';
import { companyIds } from './profiles.js';
import { pull } from './pull.js';
import { push } from './push.js';
import { openFeed } from './feed.js';
import { createRecorder, type RunRecorder } from './recorder.js';
import { resolve } from './resolve.js';
import { isRetentionDue, pruneAudit } from './retention.js';
import { settle, type SettleResult } from './settle.js';
import { lookWhereAhead } from './erp-ahead.js';
import { vanish } from './vanish.js';
import { longestPause } from './wait.js';

export interface CycleRequest {
  requestedBy: string;
  /** Ask BC about every open document now, whatever the schedule says. */
  settleNow: boolean;
  onChange: (run: Run) => void;
  /** When the schedule starts the next cycle that is not before a moment; absent where there is no schedule. */
  nextCycleAt?: (from: Instant) => Instant | null;
}

/**
 * One cycle: pull → vanish, and resolve beside them, → push → settle. Null when another process has the lease. A failing business or system does not keep the
 * other steps from their work; what failed is on the run.
 */
export async function runCycle(context: SyncContext, request: CycleRequest): Promise<Run | null> {
  const held = await whileHolding(context, 'cycle', () => cycle(context, request));
  return held === null ? null : held.result;
}

async function cycle(context: SyncContext, request: CycleRequest): Promise<Run> {
  const { store, clock, settings } = context;
  await closeAbandonedRuns(context, request.onChange);
  const run = newRun(context, request.requestedBy);
  const recorder = createRecorder(context, run, request.onChange);
  await store.runs.insert(run);
  await recorder.begin();
  try {
    const { unread, unresolved } = await readAndResolve(context, recorder, run);
    const rest = await workWithErp(context, recorder, {
      settleNow: request.settleNow,
      isRefused: unresolved.some(needsAttention),
    });
    const kept = (await isRetentionDue(context)) ? await attempt(recorder, 'retention', () => pruneAudit(context)) : [];
    const errors = [...unread, ...unresolved, ...rest, ...kept];
    await finishWaitingRuns(context, request.onChange);
    await store.runs.prune(addMs(clock.now(), -settings.runs.keepDays * 86_400_000));
    if (errors.length === 0) return await recorder.end('done');
    const from = longestPause(errors, clock.now()) ?? clock.now();
    return await recorder.end('partly-failed', request.nextCycleAt?.(from) ?? null);
  } catch (error) {
    if (context.stop.aborted) return recorder.end('partly-failed');
    return recorder.fail(error);
  }
}

/**
 * Reads the businesses, and resolves what was read while the next pages come. Whatever fails, both come to their end before it is thrown. Returns
 * the failures of each.
 */
async function readAndResolve(
  context: SyncContext,
  recorder: RunRecorder,
  run: Run,
): Promise<{ unread: unknown[]; unresolved: unknown[] }> {
  const arrived = openFeed();
  const reading = readBusinesses(context, recorder, run, arrived.add).finally(arrived.end);
  const resolving = attempt(recorder, 'resolve', () => resolve(context, arrived.more));
  const [read, resolved] = await Promise.allSettled([reading, resolving]);
  if (read.status === 'rejected') throw read.reason;
  if (resolved.status === 'rejected') throw resolved.reason;
  return { unread: read.value, unresolved: resolved.value };
}

async function readBusinesses(context: SyncContext, recorder: RunRecorder, run: Run, onSaved: () => void): Promise<unknown[]> {
  const errors: unknown[] = [];
  for (const businessId of context.rules.businesses.map((business) => business.id)) {
    const failures = await attempt(recorder, `pull ${businessId}`, async () => {
      const pulled = await pull(context, businessId, onSaved);
      await addNotes(
        context,
        run,
        `pull ${businessId}`,
        pulled.unreadable.map(({ appointmentId, sentences }) => [named(appointmentId), ...sentences]),
      );
      const vanished = await vanish(context, pulled);
      await addNotes(
        context,
        run,
        `vanish ${businessId}`,
        vanished.unclear.map(({ appointmentId, sentences }) => [
          say('appointment-unclear', { appointment: appointmentId }),
          ...sentences,
        ]),
      );
      if (vanished.alert !== null) await alert(context, run, businessId, vanished.alert);
      else await withdrawAlert(context, businessId);
      return { counts: { ...pulled.counts, ...vanished.counts } };
    });
    errors.push(...failures);
    // A 401 is about the application; a 403 may be about this one mailbox, when access is granted by mailbox.
    if (failures.some((error) => error instanceof RemoteError && error.status === 401)) break;
  }
  return errors;
}

/**
 * The steps that send to BC and ask it. Once it refuses us as such (401, 403) they would be refused too; only drafts whose time has come are
 * tried, so that each says what it waits for and when it is tried again.
 */
async function workWithErp(
  context: SyncContext,
  recorder: RunRecorder,
  { settleNow, isRefused }: { settleNow: boolean; isRefused: boolean },
): Promise<unknown[]> {
  const errors: unknown[] = [];
  if (!isRefused) await lookWhereAhead(context);
  if (!isRefused || (await isPushDue(context))) errors.push(...(await attempt(recorder, 'push', () => push(context))));
  if (!isRefused && !errors.some(needsAttention)) {
    errors.push(...(await attempt(recorder, 'settle', () => settleCompanies(context, settleNow))));
  }
  return errors;
}

async function isPushDue({ store, clock }: SyncContext): Promise<boolean> {
  const due = await store.invoices.nextDueAt();
  return due !== null && msOf(due) <= msOf(clock.now());
}

/** A company that fails does not keep the others from being followed; its failure is thrown at the end. */
async function settleCompanies(context: SyncContext, force: boolean): Promise<SettleResult> {
  const counts = { changed: 0, posted: 0, deleted: 0, unclear: 0 };
  const failures: RemoteError[] = [];
  for (const companyId of new Set((await companyIds(context)).values())) {
    try {
      const settled = await settle(context, companyId, force);
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += settled.counts[name];
    } catch (error) {
      if (!(error instanceof RemoteError) || error.needsAttention) throw error;
      failures.push(error);
    }
  }
  if (failures[0] !== undefined) throw failures[0];
  return { counts };
}

/** Runs a step; its failure is on the run's row and does not stop the next step. A request to stop does. */
async function attempt<T extends { counts: Record<string, number> }>(
  recorder: RunRecorder,
  name: string,
  work: () => Promise<T>,
): Promise<unknown[]> {
  try {
    await recorder.step(name, work);
    return [];
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    return [error];
  }
}

/** Sync runs that a killed process left open: whoever has the lease knows that nobody works on them. What they did is saved, this cycle goes on from there. */
async function closeAbandonedRuns(context: SyncContext, onChange: (run: Run) => void): Promise<void> {
  for (const run of await context.store.runs.listUnfinished()) {
    if (run.kind !== 'sync') continue;
    const errorSentences = [say('program-stopped')];
    await createRecorder(context, { ...run, error: inEnglish(errorSentences), errorSentences }, onChange).end('failed');
  }
}

/** Create runs that waited for BC end when their last invoice is made or refused. */
async function finishWaitingRuns(context: SyncContext, onChange: (run: Run) => void): Promise<void> {
  for (const run of await context.store.runs.listUnfinished()) {
    if (run.kind === 'create' && run.state === 'waiting') await finish(context, createRecorder(context, run, onChange), run);
  }
}

async function alert(context: SyncContext, run: Run, businessId: string, sentence: Sentence): Promise<void> {
  await raiseAlert(context, businessId, [sentence]);
  await addNotes(context, run, `vanish ${businessId}`, [[sentence]]);
}

function named(appointmentId: string | null): Sentence {
  return appointmentId === null ? say('appointment-without-id') : say('appointment-named', { appointment: appointmentId });
}

async function addNotes(context: SyncContext, run: Run, step: string, texts: readonly Words[]): Promise<void> {
  const at = context.clock.now();
  const notes = texts.map((sentences): RunNote => ({
    runId: run.id,
    at,
    level: 'error',
    step,
    itemId: null,
    invoiceId: null,
    message: inEnglish(sentences),
    sentences,
  }));
  if (notes.length > 0) await context.store.runs.addNotes(notes);
}

function newRun(context: SyncContext, requestedBy: string): Run {
  return {
    id: randomUUID(),
    kind: 'sync',
    state: 'queued',
    requestedBy,
    request: '{}',
    queuedAt: context.clock.now(),
    startedAt: null,
    finishedAt: null,
    steps: [],
    counts: {},
    waitingFor: null,
    waitingUntil: null,
    error: null,
  };
}
