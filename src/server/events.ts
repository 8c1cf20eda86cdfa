import type { Run } from '../domain/run-store.js';

/** What open pages are told: a run moved, the status changed, or something in the list did. */
export type RunEvent = { type: 'run'; run: Run } | { type: 'status' } | { type: 'items' };

/** Carries news from whoever changes something to the open pages of this process. */
export interface RunEvents {
  publish(event: RunEvent): void;
  /** Calls the listener for every later event until the returned function is called. */
  subscribe(listener: (event: RunEvent) => void): () => void;
}

/** Events within one process. A listener that throws does not keep the others from hearing. */
export function createRunEvents(onListenerError: (error: unknown) => void): RunEvents {
  const listeners = new Set<(event: RunEvent) => void>();
  return {
    publish(event) {
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
