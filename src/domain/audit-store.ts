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

export interface AuditStore {
  append(entries: readonly AuditEntry[]): Promise<void>;
  list(
    scope: { itemId?: string; invoiceId?: string; runId?: string },
    offset: number,
    limit: number,
  ): Promise<{ rows: AuditEntry[]; total: number }>;
}
