import type { ErpCustomer, ErpItem, LinkOrigin } from './erp.js';
import type { ItemQuery, View } from './filter.js';
import type { ErpInvoice, ErpInvoiceLine, Invoice, InvoiceLine } from './invoice.js';
import type { BillingItem, ItemBilling, ItemDecision, ItemFacts } from './item.js';
import type { DecimalText } from './money.js';
import type { TimeWindow } from './ports.js';
import type { Problem } from './problems.js';
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
  /** Runs the work in one transaction; anything thrown rolls all of it back. Must not be nested. Inside, use only `tx`. */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
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
   * `lastUpdatedAt` is before the stored one, or, where either is null, its `readAt` is.
   */
  saveReadings(
    readings: readonly AppointmentReading[],
  ): Promise<{ inserted: number; updated: number; skipped: number; left: number }>;
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

/** What the mapping found for one item; saved only if the item is still at `version`. */
export interface MappingResult {
  itemId: string;
  version: number;
  billing: ItemBilling;
}

export interface ItemStore {
  find(ids: readonly string[]): Promise<BillingItem[]>;
  findByAppointment(businessId: string, appointmentId: string): Promise<BillingItem[]>;
  /** Items whose facts, decisions or links changed since they were last mapped, in id order. */
  listUnmapped(afterId: string | null, limit: number): Promise<BillingItem[]>;
  countUnmapped(): Promise<number>;
  /** Saves billings and recomputes stages; results for a version that has passed are ignored. Returns how many were saved. */
  saveMapping(results: readonly MappingResult[], now: Instant): Promise<number>;
  /** Marks unclaimed items for mapping: all, or those of parties or services. Returns how many. */
  markUnmapped(
    scope:
      | { all: true }
      | { companyId: string; partyKeys: readonly string[] }
      | { companyId: string; businessId: string; serviceId: string },
  ): Promise<number>;
  /** Marks exactly these unclaimed items for mapping. Returns how many. */
  markForMapping(itemIds: readonly string[]): Promise<number>;
  /** For each given item, the other items (not gone, left or excluded) of the same party, service and start, anywhere (E-26). Items without any are left out. */
  findDuplicates(itemIds: readonly string[]): Promise<Map<string, string[]>>;
  /**
   * Replaces a person's decision if the item is unclaimed (unless `evenClaimed`) and still at `version` (null: whatever version).
   * Returns the item as it is now, or null when it was not changed.
   */
  decide(
    itemId: string,
    version: number | null,
    decision: ItemDecision,
    now: Instant,
    options?: { evenClaimed: boolean },
  ): Promise<BillingItem | null>;
  /**
   * The claim (design, idea 6): sets the invoice on each item that has none, is still at its version and is at stage `ready`.
   * Returns the ids that were NOT claimed; a caller that needs all of them throws, which rolls back.
   */
  claim(invoiceId: string, items: readonly { id: string; version: number }[], now: Instant): Promise<string[]>;
  /** Clears ERP refusals so that the items are mapped and offered again. */
  clearRefusals(itemIds: readonly string[], now: Instant): Promise<number>;
}

/** A remembered answer to "who or what is this in the ERP". */
export interface PartyLink {
  companyId: string;
  /** As in ItemFacts.partyKey, or `number:{customer number}` for payers the rules name. */
  partyKey: string;
  customer: ErpCustomer;
  origin: LinkOrigin;
  /** One sentence: why this customer. */
  explanation: string;
  linkedBy: string;
  linkedAt: Instant;
  /** When the customer card was last read. */
  checkedAt: Instant;
  /** Since when the ERP no longer has the card a person chose; absent while it has. */
  missingSince?: Instant;
}
export interface ServiceLink {
  companyId: string;
  businessId: string;
  serviceId: string;
  item: ErpItem;
  origin: LinkOrigin;
  explanation: string;
  linkedBy: string;
  linkedAt: Instant;
  checkedAt: Instant;
  /** Since when the ERP no longer has the item a person chose; absent while it has. */
  missingSince?: Instant;
}
/** A search that had no single answer, so that a person can give it. */
export interface OpenQuestion {
  companyId: string;
  kind: 'customer' | 'item';
  /** partyKey, or `{businessId}|{serviceId}` */
  key: string;
  problem: Problem;
  askedAt: Instant;
}
/** The intent to create a customer or an item in the ERP: written before the call, unique per natural key (E-20). */
export interface Creation {
  companyId: string;
  kind: 'customer' | 'item';
  /** Normalised e-mail of the customer; `{businessId}|{serviceId}` of the item. */
  naturalKey: string;
  state: 'intended' | 'sending' | 'created' | 'refused';
  attempts: number;
  attemptedAt: Instant | null;
  nextAttemptAt: Instant;
  erpId: string | null;
  problem: Problem | null;
}

export interface LinkStore {
  findParties(companyId: string, partyKeys: readonly string[]): Promise<Map<string, PartyLink>>;
  /** A link a person made (`assigned`) is only replaced by another person's. Marks the party's items for mapping. Returns false when refused. */
  saveParty(link: PartyLink): Promise<boolean>;
  removeParty(companyId: string, partyKey: string): Promise<void>;
  /**
   * Refreshes the card's facts and marks items for mapping when they differ. Links to customers that are missing now are removed, so that
   * they are searched again, but those a person assigned are kept with `missingSince`.
   */
  refreshCustomers(
    companyId: string,
    customers: readonly ErpCustomer[],
    missingIds: readonly string[],
    now: Instant,
  ): Promise<void>;
  /** Party links whose card was last read before the moment. */
  listStaleParties(companyId: string, checkedBefore: Instant, limit: number): Promise<PartyLink[]>;
  findServices(companyId: string, keys: readonly { businessId: string; serviceId: string }[]): Promise<ServiceLink[]>;
  saveService(link: ServiceLink): Promise<boolean>;
  removeService(companyId: string, businessId: string, serviceId: string): Promise<void>;
  refreshItems(companyId: string, items: readonly ErpItem[], missingIds: readonly string[], now: Instant): Promise<void>;
  listServices(companyId: string): Promise<ServiceLink[]>;

  findQuestions(companyId: string, kind: OpenQuestion['kind'], keys: readonly string[]): Promise<Map<string, OpenQuestion>>;
  saveQuestion(question: OpenQuestion): Promise<void>;
  removeQuestion(companyId: string, kind: OpenQuestion['kind'], key: string): Promise<void>;

  findCreation(companyId: string, kind: Creation['kind'], naturalKey: string): Promise<Creation | null>;
  /**
   * Claims the right to create: inserts the intent, or takes over one whose `nextAttemptAt` has come, and sets it `sending` with
   * `nextAttemptAt = lookAgainAt`. Null when somebody else is at it or it is already created.
   */
  beginCreation(
    companyId: string,
    kind: Creation['kind'],
    naturalKey: string,
    now: Instant,
    lookAgainAt: Instant,
  ): Promise<Creation | null>;
  endCreation(creation: Creation, now: Instant): Promise<void>;
}

export interface InvoiceStore {
  insert(invoice: Invoice, lines: readonly InvoiceLine[]): Promise<void>;
  find(id: string): Promise<Invoice | null>;
  findMany(ids: readonly string[]): Promise<Invoice[]>;
  findByKey(key: string): Promise<Invoice | null>;
  lines(invoiceId: string): Promise<InvoiceLine[]>;
  /** Invoices whose turn it is (`intended` or `sending`, `nextAttemptAt` ≤ now), oldest first. */
  listDue(now: Instant, limit: number, scope?: { runId: string }): Promise<Invoice[]>;
  /** The earliest `nextAttemptAt` among invoices still to be pushed; null when there is none. */
  nextDueAt(): Promise<Instant | null>;
  /**
   * Takes one invoice for pushing: sets `sending`, attempts + 1, `attemptedAt = now`, `nextAttemptAt = lookAgainAt`, if it is still due at
   * this version. Null when somebody else was first.
   */
  beginPush(id: string, version: number, now: Instant, lookAgainAt: Instant): Promise<Invoice | null>;
  /** Back to `intended` (nothing was made), to be tried at `nextAttemptAt`. Only while still `sending` at this version. */
  postpone(id: string, version: number, nextAttemptAt: Instant, problem: Problem | null, now: Instant): Promise<boolean>;
  /** Outcome unknown: stays `sending` until `nextAttemptAt`, then it is looked for. */
  keepWaiting(id: string, version: number, nextAttemptAt: Instant, problem: Problem, now: Instant): Promise<boolean>;
  /**
   * Created or adopted: records the ERP's facts, the lines' ids, the variance and what a person should look at (null: nothing); recomputes the
   * items' stages.
   */
  recordCreated(
    id: string,
    version: number,
    erp: ErpInvoice,
    lines: readonly ErpInvoiceLine[],
    variance: DecimalText | null,
    now: Instant,
    problem?: Problem | null,
  ): Promise<boolean>;
  /** Refused: releases the items with the refusal on each. */
  recordRefused(id: string, version: number, problem: Problem, now: Instant): Promise<boolean>;
  /** Two documents carry our key: stop, show it. */
  recordConflict(id: string, version: number, problem: Problem, now: Instant): Promise<boolean>;
  /** Follows the document in the ERP; recomputes the items' stages. False when nothing changed. */
  recordSettled(id: string, erp: ErpInvoice, now: Instant): Promise<boolean>;
  /** `deleted` (found gone in the ERP) or `withdrawn` (taken back): releases the items to the list. */
  release(
    id: string,
    version: number,
    push: 'deleted' | 'withdrawn',
    problem: Problem | null,
    now: Instant,
  ): Promise<BillingItem[] | null>;
  /** Created invoices whose end is not reached (not paid, canceled, corrective), by company, in id order: what settle must follow. */
  listOpen(companyId: string, afterId: string | null, limit: number): Promise<Invoice[]>;
  findByErpIds(companyId: string, erpIds: readonly string[]): Promise<Map<string, Invoice>>;
  list(query: InvoiceQuery): Promise<{ rows: Invoice[]; total: number }>;
}

export interface InvoiceQuery {
  /** Empty: all. */
  push: readonly Invoice['push'][];
  customerNumber?: string;
  runId?: string;
  search: string;
  varianceOnly: boolean;
  offset: number;
  limit: number;
}

export const runStates = ['queued', 'running', 'waiting', 'done', 'partly-failed', 'failed'] as const;
export type RunState = (typeof runStates)[number];

/** One step of a run as shown to people. */
export interface RunStep {
  name: string;
  startedAt: Instant;
  finishedAt: Instant | null;
  /** `read: 120`, `changed: 3`; names are the step's own. */
  counts: Record<string, number>;
  error: string | null;
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
  /** What it waits for, in a sentence, and until when. */
  waitingFor: string | null;
  waitingUntil: Instant | null;
  error: string | null;
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

/** Sums of one currency: currencies are never added together. */
export interface ListTotal {
  currency: string | null;
  count: number;
  minutes: number;
  amount: DecimalText;
}

export interface ListStore {
  /** A page of items with the invoice of each claimed one. `now` decides upcoming, scheduled and ready. */
  page(query: ItemQuery, now: Instant, offset: number, limit: number): Promise<{ rows: ListRow[]; total: number }>;
  totals(query: ItemQuery, now: Instant): Promise<ListTotal[]>;
  totalsOf(itemIds: readonly string[]): Promise<ListTotal[]>;
  counts(now: Instant): Promise<Record<View, number>>;
  /** Ids and versions of everything that matches, in sort order, in chunks. */
  ids(query: ItemQuery, now: Instant): AsyncIterable<{ id: string; version: number }[]>;
  /** Items of one customer (by ERP number when linked, else by party key). */
  customerItems(customerNumber: string, now: Instant): Promise<ListRow[]>;
  /** Uninvoiced value per currency by week of service (Monday, business zone ignored: UTC week) and by age in days. */
  overview(now: Instant): Promise<Overview>;
}

export interface ListRow {
  item: BillingItem;
  invoice: Pick<Invoice, 'id' | 'key' | 'push' | 'erp' | 'draftNumber' | 'variance' | 'problem'> | null;
}

export interface Overview {
  byWeek: { week: string; currency: string; count: number; amount: DecimalText }[];
  byAge: { bucket: '0-7' | '8-30' | '31-90' | '91+'; currency: string; count: number; amount: DecimalText }[];
  oldestWaiting: Instant | null;
}
