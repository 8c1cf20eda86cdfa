import type { SandboxClock } from './contract.js';

/** The sandbox's clock as the control API drives it: it runs on from wherever it was set, or stands still. */
export interface AdjustableClock extends SandboxClock {
  freeze(): void;
  /** Lets a frozen clock run on from where it stood. */
  resume(): void;
  readonly frozen: boolean;
}

/**
 * Creates a clock that starts at `startMs` and moves on with real time.
 * @param startMs milliseconds since 1970-01-01 UTC; the machine's now when left out
 * @param elapsedMs monotonic milliseconds, replaceable in tests
 */
export function createClock(startMs: number = Date.now(), elapsedMs: () => number = () => performance.now()): AdjustableClock {
  let baseMs = startMs;
  let startedAt = elapsedMs();
  let frozen = false;
  const nowMs = (): number => Math.floor(frozen ? baseMs : baseMs + (elapsedMs() - startedAt));
  const restartFrom = (ms: number): void => {
    baseMs = ms;
    startedAt = elapsedMs();
  };
  return {
    nowMs,
    set: restartFrom,
    advance: (ms) => restartFrom(nowMs() + ms),
    freeze: () => {
      restartFrom(nowMs());
      frozen = true;
    },
    resume: () => {
      restartFrom(baseMs);
      frozen = false;
    },
    get frozen() {
      return frozen;
    },
  };
}
