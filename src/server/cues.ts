import { msOf, type Instant } from '../domain/time.js';

/** How much a figure on the Overview asks for somebody. */
export const attentions = ['none', 'soon', 'urgent'] as const;
export type Attention = (typeof attentions)[number];

/** From the first number on a figure is marked for attention, from the second on as urgent. */
export type Threshold = readonly [soon: number, urgent: number];

export interface CueThresholds {
  /** Rows that need a decision. */
  blocked: Threshold;
  /** Since the oldest booking on the list ended. */
  oldestWaitingMs: Threshold;
  /** Since the newest complete reading began. */
  dataAgeMs: Threshold;
}

const hourMs = 3_600_000;

export const defaultCues: CueThresholds = {
  blocked: [1, 5],
  oldestWaitingMs: [14 * 24 * hourMs, 30 * 24 * hourMs],
  dataAgeMs: [hourMs, 4 * hourMs],
};

export interface CueFacts {
  counts: { blocked: number };
  oldestWaiting: Instant | null;
  dataAsOf: Instant | null;
}

/** What of the Overview asks for somebody (D.1.17). Data that was never read is as old as can be. */
export function attentionOf({ counts, oldestWaiting, dataAsOf }: CueFacts, limits: CueThresholds, now: Instant) {
  const ageOf = (since: Instant | null, unknown: number) => (since === null ? unknown : msOf(now) - msOf(since));
  return {
    blocked: reached(counts.blocked, limits.blocked),
    oldestWaiting: reached(ageOf(oldestWaiting, -1), limits.oldestWaitingMs),
    dataAge: reached(ageOf(dataAsOf, Infinity), limits.dataAgeMs),
  };
}

function reached(value: number, [soon, urgent]: Threshold): Attention {
  if (value >= urgent) return 'urgent';
  return value >= soon ? 'soon' : 'none';
}
