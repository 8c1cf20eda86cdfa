/**
 * How long the other side asked us to wait, in milliseconds, or null when it did not say (or said something unreadable).
 * Understands whole seconds, fractions as Graph sends them (`2.128`), and HTTP dates. A date is measured against the answer's own
 * `Date` header where there is one, so a clock that is off here does not lengthen the wait. Never negative. Source: Graph reference 9.2.
 */
export function parseRetryAfterMs(value: string | null | undefined, nowMs: number, dateHeader?: string | null): number | null {
  const text = value?.trim();
  if (!text) return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const untilMs = httpDateMs(text);
  if (untilMs === null) return null;
  return Math.max(0, untilMs - (httpDateMs(dateHeader ?? '') ?? nowMs));
}

/** An HTTP date always names its weekday; anything else (a bare `-5`, which `Date.parse` would take for a year) is not one. */
function httpDateMs(text: string): number | null {
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
