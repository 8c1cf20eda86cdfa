import type { Instant } from './time.js';

/** Append only: who did what to which record, when, from what to what, why. */
export interface AuditEntry {
  at: Instant;
  /** The signed-in person, or `system`. */
  actor: string;
  action: string;
  itemId: string | null;
  invoiceId: string | null;
  runId: string | null;
  /** Short JSON, or null. */
  before: string | null;
  after: string | null;
  reason: string;
}

/** Which entries; all of them where nothing is said. */
export interface AuditScope {
  itemId?: string;
  invoiceId?: string;
  runId?: string;
  /** Those of this moment and later. */
  since?: Instant;
}

export interface AuditStore {
  append(entries: readonly AuditEntry[]): Promise<void>;
  /** A page, newest first. */
  list(scope: AuditScope, offset: number, limit: number): Promise<{ rows: AuditEntry[]; total: number }>;
  /** All of them, oldest first, some at a time. */
  walk(scope: AuditScope): AsyncIterable<AuditEntry[]>;
}
