import type { Instant } from '../domain/time.js';
import type { RunEvent, RunEvents } from './events.js';

/** An event with the id a browser names when it connects again; null on the advice to read everything. */
export interface NumberedEvent {
  id: string | null;
  event: RunEvent;
}

/** Recent events, so that a page that was away for a moment misses nothing. */
export interface EventLog {
  /** What came after an id. Advice to read everything again when the id is too old, or of an earlier process; nothing for a new page. */
  since(lastId: string | null): NumberedEvent[];
  follow(listener: (event: NumberedEvent) => void): () => void;
  stop(): void;
}

const keptEvents = 500;
const readEverything: NumberedEvent[] = [
  { id: null, event: { type: 'status' } },
  { id: null, event: { type: 'items' } },
];

/** Ids hold the start of this process, so that an id of an earlier one is not mistaken for ours. */
export function createEventLog(events: RunEvents, startedAt: Instant): EventLog {
  const kept: NumberedEvent[] = [];
  const listeners = new Set<(event: NumberedEvent) => void>();
  const prefix = `${Date.parse(startedAt).toString(36)}-`;
  let count = 0;
  const stop = events.subscribe((event) => {
    const numbered = { id: `${prefix}${(count += 1)}`, event };
    kept.push(numbered);
    if (kept.length > keptEvents) kept.shift();
    for (const listener of [...listeners]) listener(numbered);
  });
  return {
    since(lastId) {
      if (lastId === null) return [];
      const index = kept.findIndex(({ id }) => id === lastId);
      return index === -1 ? readEverything : kept.slice(index + 1);
    },
    follow(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop,
  };
}
