import { RemoteError, type RemoteSystem } from '../../domain/errors.js';
import { say } from '../../domain/words/sentence.js';
import type { Sleep } from './sleep.js';

interface GateOptions {
  system: RemoteSystem;
  maxRetryAfterMs: number;
  sleep: Sleep;
  nowMs: () => number;
  stopSignal?: AbortSignal;
}

/** The wait a host asked for, shared by every call to it. */
export interface Gate {
  isOpen(): boolean;
  /** When it opens, in milliseconds since 1970; null while it is open. */
  opensAtMs(): number | null;
  /** Stays closed for this long from now; a shorter wait never cuts a longer one. Null: the host did not say. */
  closeFor(ms: number | null): void;
  /** Sleeps until the gate opens. Throws RemoteError `not-sent` when that is too far away or the program stops. */
  wait(label: string): Promise<void>;
}

/** Makes an open gate. */
export function createGate({ system, maxRetryAfterMs, sleep, nowMs, stopSignal }: GateOptions): Gate {
  let opensMs = 0;
  const remainingMs = (): number => Math.max(0, opensMs - nowMs());

  function closedFor(label: string, ms: number): RemoteError {
    const message = [say('asked-to-wait', { label, seconds: String(Math.ceil(ms / 1000)) })];
    return new RemoteError({ system, outcome: 'not-sent', message, code: 'WAITING', retryAfterMs: ms });
  }

  return {
    isOpen: () => remainingMs() === 0,
    opensAtMs: () => (remainingMs() === 0 ? null : opensMs),
    closeFor: (ms) => {
      if (ms !== null) opensMs = Math.max(opensMs, nowMs() + ms);
    },
    wait: async (label) => {
      for (let ms = remainingMs(); ms > 0; ms = remainingMs()) {
        if (ms > maxRetryAfterMs) throw closedFor(label, ms);
        await sleep(ms, stopSignal);
        if (stopSignal?.aborted) {
          throw new RemoteError({
            system,
            outcome: 'not-sent',
            message: [say('sending-stopped', { label })],
            code: 'STOPPED',
          });
        }
      }
    },
  };
}
