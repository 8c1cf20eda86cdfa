import { setTimeout as delay } from 'node:timers/promises';

/** Sleeps, or returns early (never throws) when the signal says stop. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** The machine's sleep. */
export const sleepFor: Sleep = async (ms, signal) => {
  await delay(ms, undefined, signal && { signal }).catch(() => undefined);
};
