import type { SandboxClock } from '../contract.js';
import { BusinessCentralError } from './errors.js';
import type { BusinessCentralSettings } from './settings.js';

/** Keeps one app inside its limits: requests in a sliding window, requests at once, requests waiting (reference 10). */
export interface Gate {
  /** Resolves with the function that gives the slot back. Rejects with 429 or 503; a free slot is given without waiting. */
  enter(app: string): (() => void) | Promise<() => void>;
  forget(): void;
}

interface Lane {
  running: number;
  waiting: { admit(): void; refuse(error: BusinessCentralError): void; sinceMs: number }[];
  /** Moments of the requests in the window, oldest first from `oldest`. */
  times: number[];
  oldest: number;
}

export function createGate(settings: BusinessCentralSettings, clock: SandboxClock): Gate {
  let lanes = new Map<string, Lane>();

  function laneOf(app: string): Lane {
    const lane = lanes.get(app) ?? { running: 0, waiting: [], times: [], oldest: 0 };
    lanes.set(app, lane);
    return lane;
  }

  function countInWindow(lane: Lane): void {
    const nowMs = clock.nowMs();
    const startMs = nowMs - settings.windowSeconds * 1_000;
    while (lane.oldest < lane.times.length && lane.times[lane.oldest]! <= startMs) lane.oldest += 1;
    if (lane.oldest > 10_000) {
      lane.times = lane.times.slice(lane.oldest);
      lane.oldest = 0;
    }
    if (lane.times.length - lane.oldest >= settings.requestsPerWindow)
      throw tooMany(lane.times.length - lane.oldest + 1, settings.requestsPerWindow);
    lane.times.push(nowMs);
  }

  function leave(lane: Lane): void {
    lane.running -= 1;
    const next = lane.waiting.shift();
    if (!next) return;
    if (clock.nowMs() - next.sinceMs <= settings.queueTimeoutMs) return next.admit();
    next.refuse(new BusinessCentralError(503, 'Internal_TenantUnavailable', 'The request waited too long in the queue.'));
    lane.running += 1;
    leave(lane);
  }

  return {
    enter(app) {
      const lane = laneOf(app);
      countInWindow(lane);
      if (lane.running < settings.concurrentRequests) {
        lane.running += 1;
        return () => leave(lane);
      }
      if (lane.waiting.length >= settings.queuedRequests) throw tooMany(lane.waiting.length + 1, settings.queuedRequests);
      return new Promise((resolve, reject) => {
        const admit = () => {
          lane.running += 1;
          resolve(() => leave(lane));
        };
        lane.waiting.push({ admit, refuse: reject, sinceMs: clock.nowMs() });
      });
    },
    forget() {
      for (const lane of lanes.values()) lane.times = [];
      lanes = new Map();
    },
  };
}

function tooMany(actual: number, maximum: number): BusinessCentralError {
  return new BusinessCentralError(
    429,
    'Application_TooManyRequests',
    `Too many requests reached. Actual (${actual}). Maximum (${maximum}).`,
  );
}
