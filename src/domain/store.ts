import type { AppointmentStore } from './appointment-store.js';
import type { AuditStore } from './audit-store.js';
import type { InvoiceStore } from './invoice-store.js';
import type { ItemStore } from './item-store.js';
import type { LinkStore } from './link-store.js';
import type { ListStore } from './list-store.js';
import type { RunStore } from './run-store.js';
import type { Instant } from './time.js';

/**
 * Everything we remember. SQL stays behind this port.
 *
 * Times are handed in by callers, never read from the database's clock. Every method is atomic by itself; `transaction` makes several so.
 */
export interface Store {
  leases: LeaseStore;
  cursors: CursorStore;
  appointments: AppointmentStore;
  items: ItemStore;
  links: LinkStore;
  invoices: InvoiceStore;
  runs: RunStore;
  audit: AuditStore;
  list: ListStore;
  /**
   * Runs the work in one transaction; anything thrown rolls all of it back. Must not be nested. Inside, use only `tx`. `later`: a crash right
   * after may undo it, but never without everything that was written after it.
   */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>, durable?: 'now' | 'later'): Promise<T>;
  close(): Promise<void>;
}

export type StoreTransaction = Omit<Store, 'transaction' | 'close'>;

/** One leader per name. A lease that was not renewed in time may be taken by anyone. */
export interface LeaseStore {
  /** True when `owner` holds the lease until `now + ttlMs` (taken, or renewed). */
  acquire(name: string, owner: string, now: Instant, ttlMs: number): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
  read(name: string): Promise<{ owner: string; expiresAt: Instant } | null>;
}

/** Small named facts: cursors, watermarks, the hash of the rules last applied, "Sync now" nudges. */
export interface CursorStore {
  read(name: string): Promise<string | null>;
  save(name: string, value: string, now: Instant): Promise<void>;
}
