import { attention, messageOf, needsAttention, wordsOfError } from '../domain/errors.js';
import type { Run, RunState } from '../domain/run-store.js';
import type { Instant } from '../domain/time.js';
import { inEnglish } from '../domain/words/plain.js';
import type { Words } from '../domain/words/sentence.js';
import type { SyncContext } from './context.js';
import { waitOf } from './wait.js';

/** Keeps a run's row in step with what is happening, and tells whoever watches. */
export interface RunRecorder {
  begin(): Promise<void>;
  /** Runs one step and records its times, counts and error. Rethrows. */
  step<T extends { counts: Record<string, number> }>(name: string, work: () => Promise<T>): Promise<T>;
  count(counts: Record<string, number>): void;
  wait(waitingFor: Words, until: Instant): Promise<Run>;
  /** Back into the queue: the program stops, and whoever starts next goes on. */
  requeue(): Promise<Run>;
  /** `nextAttemptAt`: when what failed is tried again by itself. */
  end(state: Extract<RunState, 'done' | 'partly-failed' | 'failed'>, nextAttemptAt?: Instant | null): Promise<Run>;
  /** `said`: what people are told, where it is more than the error's own words. */
  fail(error: unknown, said?: Words): Promise<Run>;
}

/** A recorder over a copy of the run; `onChange` gets every state of it. */
export function createRecorder(context: SyncContext, original: Run, onChange: (run: Run) => void): RunRecorder {
  let run: Run = original;

  async function save(changes: Partial<Run>): Promise<Run> {
    run = { ...run, ...changes };
    await context.store.runs.save(run);
    onChange(run);
    return run;
  }

  return {
    async begin() {
      await save({ state: 'running', startedAt: run.startedAt ?? context.clock.now(), waitingFor: null, waitingUntil: null });
    },
    async step(name, work) {
      const startedAt = context.clock.now();
      const place = run.steps.length;
      // Two steps may be under way at once: each changes its own place only.
      const put = (step: Run['steps'][number]) =>
        save({ steps: [...run.steps.slice(0, place), step, ...run.steps.slice(place + 1)] });
      await put({ name, startedAt, finishedAt: null, counts: {}, error: null });
      try {
        const result = await work();
        await put({ name, startedAt, finishedAt: context.clock.now(), counts: result.counts, error: null });
        return result;
      } catch (error) {
        const waitsFor = waitOf(error, context.clock.now());
        const errorSentences = needsAttention(error) ? attention(error) : wordsOfError(error);
        const failed = {
          error: inEnglish(errorSentences),
          errorSentences,
          ...(waitsFor === null ? {} : { waitsFor }),
        };
        await put({ name, startedAt, finishedAt: context.clock.now(), counts: {}, ...failed });
        throw error;
      }
    },
    count(counts) {
      run = { ...run, counts: { ...run.counts, ...counts } };
    },
    wait: (waitingSentences, waitingUntil) =>
      save({ state: 'waiting', waitingFor: inEnglish(waitingSentences), waitingSentences, waitingUntil }),
    requeue: () => save({ state: 'queued' }),
    async end(state, waitingUntil = null) {
      const failed = run.steps.flatMap(({ name, error }) => (error === null ? [] : [{ step: name, error }]));
      const level = state === 'done' ? 'info' : 'warn';
      context.log[level]({ run: run.id, kind: run.kind, state, ...(failed.length > 0 && { failed }) }, 'run finished');
      return save({ state, finishedAt: context.clock.now(), waitingFor: null, waitingUntil });
    },
    fail(error, said) {
      const message = said === undefined ? messageOf(error) : inEnglish(said);
      context.log.error(
        { run: run.id, kind: run.kind, error: message, stack: error instanceof Error ? error.stack : undefined },
        'run failed',
      );
      return save({
        state: 'failed',
        finishedAt: context.clock.now(),
        error: message,
        errorSentences: said ?? wordsOfError(error),
      });
    },
  };
}
