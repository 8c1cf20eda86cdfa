import type { Instant } from './time.js';

/** Who did what. Append only, until the retention ends: who did what to which record, when, from what to what, why. */
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
  /**
   * Removes entries older than a moment (D.1.14), among the next `limit` after the id `after` (0: from the first on); those about a row or document that is
   * not dealt with stay. Returns how many it removed and the last id it looked at, or null when there are no older ones any more.
   */
  prune(before: Instant, after: number, limit: number): Promise<{ removed: number; last: number } | null>;
}
