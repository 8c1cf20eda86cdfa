import { RemoteError } from '../domain/errors.js';
import type { Wait } from '../domain/run-store.js';
import { addMs, type Instant } from '../domain/time.js';

/** What a failed call makes its step wait for; null when waiting helps nothing: the other side refused this very request, or it is ours. */
export function waitOf(error: unknown, now: Instant): Wait | null {
  if (!(error instanceof RemoteError)) return null;
  const { system, retryAfterMs } = error;
  if (error.needsAttention) return { system, why: 'access', until: null };
  if (error.outcome === 'refused') return null;
  const until = retryAfterMs === null ? null : addMs(now, retryAfterMs);
  return { system, why: until !== null || error.status === 429 ? 'pause' : 'answer', until };
}

/** The end of the longest pause that was asked for among failures; null when none was. */
export function longestPause(errors: readonly unknown[], now: Instant): Instant | null {
  const ends = errors.flatMap((error) => waitOf(error, now)?.until ?? []);
  return ends.sort().at(-1) ?? null;
}
