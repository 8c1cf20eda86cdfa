import type { RemoteSystem } from './errors.js';
import type { Instant } from './time.js';
import type { Words } from './words/sentence.js';

export const runStates = ['queued', 'running', 'waiting', 'done', 'partly-failed', 'failed'] as const;

export type RunState = (typeof runStates)[number];

/** Why work on another system waits: it asked for a `pause`, it gives no `answer`, or it refuses us `access` until a person acts. */
export const waitReasons = ['pause', 'answer', 'access'] as const;

export interface Wait {
  system: RemoteSystem;
  why: (typeof waitReasons)[number];
  /** The end of a pause that was asked for; null when nobody named one. */
  until: Instant | null;
}

/** One step of a run as shown to people. */
export interface RunStep {
  name: string;
  startedAt: Instant;
  finishedAt: Instant | null;
  /** `read: 120`, `changed: 3`; names are the step's own. */
  counts: Record<string, number>;
  error: string | null;
  /** What a failed step waits for; absent when waiting helps nothing. */
  waitsFor?: Wait;
  /** The error, to be told in another language; absent on steps of an earlier version. */
  errorSentences?: Words;
}

export interface Run {
  id: string;
  kind: 'sync' | 'create';
  state: RunState;
  requestedBy: string;
  /** What was asked, as JSON: the selection and options of a create. */
  request: string;
  queuedAt: Instant;
  startedAt: Instant | null;
  finishedAt: Instant | null;
  steps: RunStep[];
  counts: Record<string, number>;
  /** What it waits for, in a sentence, and until when. A sync that ended with failures: when the next one tries again. */
  waitingFor: string | null;
  waitingUntil: Instant | null;
  error: string | null;
  /** What it waits for and its error, to be told in another language; absent where there is neither, or from an earlier version. */
  waitingSentences?: Words;
  errorSentences?: Words;
}

/** A record a run could not handle, or left out, and why. */
export interface RunNote {
  runId: string;
  at: Instant;
  level: 'error' | 'skipped' | 'info';
  step: string;
  itemId: string | null;
  invoiceId: string | null;
  message: string;
  /** The message, to be told in another language; absent on notes of an earlier version. */
  sentences?: Words;
}

export interface RunStore {
  insert(run: Run): Promise<void>;
  save(run: Run): Promise<void>;
  find(id: string): Promise<Run | null>;
  list(offset: number, limit: number, kind?: Run['kind']): Promise<{ rows: Run[]; total: number }>;
  addNotes(notes: readonly RunNote[]): Promise<void>;
  notes(runId: string, offset: number, limit: number): Promise<{ rows: RunNote[]; total: number }>;
  /** Runs that are not at their end: `queued`, `running` or `waiting`, oldest first. */
  listUnfinished(): Promise<Run[]>;
  /** Deletes finished runs and their notes older than the moment. Returns how many. */
  prune(finishedBefore: Instant): Promise<number>;
}
