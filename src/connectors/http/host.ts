import pLimit from 'p-limit';
import pRetry from 'p-retry';
import { RemoteError, type RemoteSystem } from '../../domain/errors.js';
import { instantFromMs, type Instant } from '../../domain/time.js';
import { errorOfFailure, isLasting } from './classify.js';
import { createGate } from './gate.js';
import { sleepFor, type Sleep } from './sleep.js';

/** One attempt, for metrics. */
export interface RequestReport {
  system: RemoteSystem;
  label: string;
  /** HTTP status; null when there was no answer. */
  status: number | null;
  durationMs: number;
  /** 1 for the first try of a call. */
  attempt: number;
}

/** As much of a logger as we need; pino fits. */
export interface HostLog {
  warn(data: Record<string, unknown>, message: string): void;
}

export interface RemoteHostOptions {
  system: RemoteSystem;
  /** Attempts in flight at once, over the whole process: give every caller of a system the same host. */
  concurrency: number;
  /** Longest time for one attempt. */
  requestTimeoutMs: number;
  /** Repetitions after the first attempt. */
  retries: number;
  /** First back-off; doubles with every further attempt. */
  minDelayMs: number;
  maxDelayMs: number;
  /** A longer Retry-After is not slept: the caller gets the error and comes back later. */
  maxRetryAfterMs: number;
  log?: HostLog;
  onRequest?: (report: RequestReport) => void;
  /** Ends all sleeping when the program stops; attempts under way finish. */
  stopSignal?: AbortSignal;
  sleep?: Sleep;
  nowMs?: () => number;
  /** 0 to 1, for the jitter. */
  random?: () => number;
}

/** `read` may be repeated after any unclear outcome; `write` only when nothing was sent. */
export type CallKind = 'read' | 'write';

/** One try of a call. Honour the signal; say the status when it is known, for the metrics (200 is assumed otherwise). */
export type Attempt<T> = (signal: AbortSignal, answered: (status: number) => void) => Promise<T>;

/** The one place that decides when a system is called, how many calls run at once, and what is tried again. */
export interface RemoteHost {
  readonly system: RemoteSystem;
  /**
   * Runs a call by the design's error table (section 5). Throws RemoteError (network errors and timeouts of the attempt become one);
   * whatever else the attempt throws passes through untouched and is never repeated.
   * `label`: method and route without ids, for errors, logs and metrics.
   */
  run<T>(kind: CallKind, label: string, attempt: Attempt<T>): Promise<T>;
  /** Until when the system asked to be left alone; null when it did not, or the time is over. */
  pausedUntil(): Instant | null;
}

/** Makes the host of one system. Its waits are shared: while it says "later", every call to it waits. */
export function createRemoteHost(options: RemoteHostOptions): RemoteHost {
  const { system, stopSignal, maxRetryAfterMs, sleep = sleepFor, nowMs = Date.now, random = Math.random } = options;
  const limit = pLimit(options.concurrency);
  const gate = createGate({ system, maxRetryAfterMs, sleep, nowMs, ...(stopSignal && { stopSignal }) });

  async function tryOnce<T>(label: string, number: number, attempt: Attempt<T>): Promise<T> {
    const startedMs = nowMs();
    const limited = new AbortController();
    const timer = setTimeout(() => limited.abort(new DOMException('Out of time', 'TimeoutError')), options.requestTimeoutMs);
    let status: number | null = 200;
    try {
      return await attempt(limited.signal, (answered) => (status = answered));
    } catch (error) {
      const failure = error instanceof RemoteError ? error : (errorOfFailure(system, label, error) ?? error);
      if (failure instanceof RemoteError) status = failure.status;
      if (failure instanceof RemoteError && failure.system === system) gate.closeFor(failure.retryAfterMs);
      throw failure;
    } finally {
      // Not AbortSignal.timeout: its timers outlive the answer, tens of thousands of them in a first import.
      clearTimeout(timer);
      options.onRequest?.({ system, label, status, durationMs: nowMs() - startedMs, attempt: number });
    }
  }

  /** Waits at the gate without a slot, then takes a slot; a gate that closed meanwhile sends us back to wait without it. */
  async function takeTurn<T>(label: string, number: number, attempt: Attempt<T>): Promise<T> {
    for (;;) {
      if (!gate.isOpen()) await gate.wait(label);
      const turn = await limit(async () => (gate.isOpen() ? { value: await tryOnce(label, number, attempt) } : null));
      if (turn) return turn.value;
    }
  }

  function mayRepeat(kind: CallKind, error: unknown): error is RemoteError {
    if (!(error instanceof RemoteError) || error.system !== system || isLasting(error) || stopSignal?.aborted) return false;
    if ((error.retryAfterMs ?? 0) > maxRetryAfterMs) return false;
    return error.outcome === 'not-sent' || kind === 'read';
  }

  async function backOff(label: string, error: Error, attemptNumber: number): Promise<void> {
    const growing = Math.min(options.maxDelayMs, options.minDelayMs * 2 ** (attemptNumber - 1));
    const delayMs = Math.round(growing * (0.5 + random() / 2));
    const data = {
      system,
      label,
      attempt: attemptNumber,
      delayMs,
      ...(error instanceof RemoteError && { status: error.status, code: error.code, requestId: error.requestId }),
    };
    options.log?.warn(data, 'Call failed, trying again');
    await sleep(delayMs, stopSignal);
    if (stopSignal?.aborted) throw error;
  }

  /** The other side's own id of the request is what its support asks for. A 404 is an answer like any other. */
  function logFailure(label: string, error: unknown): void {
    if (!(error instanceof RemoteError) || error.requestId === null || error.status === 404) return;
    const { status, code, outcome, requestId } = error;
    options.log?.warn({ system, label, status, code, outcome, requestId }, 'Call failed');
  }

  return {
    system,
    pausedUntil: () => {
      const ms = gate.opensAtMs();
      return ms === null ? null : instantFromMs(ms);
    },
    run: (kind, label, attempt) =>
      pRetry((number) => takeTurn(label, number, attempt), {
        retries: options.retries,
        // The growing delay is ours, so that it can be faked in tests and ends with the stop signal.
        minTimeout: 0,
        shouldRetry: async ({ error, attemptNumber, retriesLeft }) => {
          if (retriesLeft <= 0 || !mayRepeat(kind, error)) return false;
          await backOff(label, error, attemptNumber);
          return true;
        },
      }).catch((error: unknown) => {
        logFailure(label, error);
        throw error;
      }),
  };
}
