import type { BillingItem, ItemBilling, ItemFacts } from './item.js';
import type { TimeWindow } from './ports.js';
import type { StoreTransaction } from './store.js';
import type { Instant } from './time.js';

/** What the store knows of an appointment before it is read again. */
export interface KnownAppointment {
  id: string;
  /** Fingerprint of its list form when last read; null after a reading that had none. */
  fingerprint: string | null;
  sourceState: 'present' | 'missing' | 'gone';
  missingSince: Instant | null;
  /** How many complete windows in a row did not hold it. */
  missingCount: number;
  /** True when its last reading told the attendees. */
  complete: boolean;
  startsAt: Instant;
}

/** One appointment as read, flattened into billing items. */
export interface AppointmentReading {
  businessId: string;
  appointmentId: string;
  startsAt: Instant;
  endsAt: Instant;
  lastUpdatedAt: Instant | null;
  /** Null when the reading came from a GET and leaves the stored list fingerprint as it is. */
  fingerprint: string | null;
  complete: boolean;
  /** When the request that told it began; an older reading never overwrites a newer one. */
  readAt: Instant;
  items: ItemFacts[];
}

/**
 * Maps items that come for the first time, in the transaction that saves them; those it does not name are marked for mapping. The items are
 * not in the store yet, so what other items say of them is found by the store itself.
 */
export type FirstMapping = (
  store: Pick<StoreTransaction, 'cursors' | 'items' | 'links'>,
  items: readonly BillingItem[],
) => Promise<ReadonlyMap<string, ItemBilling>>;

export interface AppointmentStore {
  /**
   * Ids on a page that was seen before exactly like this and saved; null when the page is new or changed. A found page joins the walk
   * named by `windowKey`, as if it had been saved under it.
   */
  findPage(businessId: string, fingerprint: string, windowKey?: string): Promise<string[] | null>;
  /** Remembers a page after its records were saved. `windowKey` groups the pages of one walk. */
  savePage(businessId: string, windowKey: string, fingerprint: string, ids: readonly string[], now: Instant): Promise<void>;
  /** Forgets the business's pages that were not saved or found under this window key. */
  prunePages(businessId: string, windowKey: string): Promise<void>;

  findKnown(businessId: string, ids: readonly string[]): Promise<Map<string, KnownAppointment>>;
  /**
   * Inserts or updates appointments and their items, marks items whose attendee is no longer listed as `left` (only when the reading is
   * complete), brings back what was missing, gone or left, marks touched items for mapping. A reading is skipped as older when its
   * `lastUpdatedAt` is before the stored one, or, where either is null, its `readAt` is. `mapped` counts new items that need no more mapping.
   */
  saveReadings(
    readings: readonly AppointmentReading[],
    firstMapping?: FirstMapping,
  ): Promise<{ inserted: number; updated: number; skipped: number; left: number; mapped: number }>;
  /** Appointments not gone that overlap the window, in id order, after the given id. */
  listInWindow(businessId: string, window: TimeWindow, afterId: string | null, limit: number): Promise<KnownAppointment[]>;
  countInWindow(businessId: string, window: TimeWindow): Promise<number>;
  /** Records that a complete window (and a GET, unless `unaddressable`) did not hold it: `missing`, count + 1, `missingSince` set once. */
  markMissing(businessId: string, ids: readonly string[], now: Instant): Promise<void>;
  /** Seen again by GET although the list lacked it. */
  clearMissing(businessId: string, ids: readonly string[], now: Instant): Promise<void>;
  /** Confirmed absence: the appointment and its items are `gone`; unclaimed items become cancelled. Returns the items touched. */
  markGone(businessId: string, ids: readonly string[], now: Instant): Promise<BillingItem[]>;
  /** Appointments marked `missing` and not yet gone. */
  listMissing(businessId: string): Promise<KnownAppointment[]>;
}
