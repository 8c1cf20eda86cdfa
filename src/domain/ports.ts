import type { Appointment, BookingBusiness, BookingService, StaffMember } from './booking.js';
import type { CheckFinding } from './check.js';
import type { CreditStanding, CustomerMatch, ErpCompany, ErpCustomer, ErpFields, ErpItem } from './erp.js';
import type { CreditMemo, DraftInvoice, ErpInvoice, ErpInvoiceLine, FoundInvoice, KeyedInvoice } from './invoice.js';
import type { Problem } from './problems.js';
import type { Instant } from './time.js';

/** A half-open span of time: `from` included, `to` not. */
export interface TimeWindow {
  from: Instant;
  to: Instant;
}

/** One record of a list page: an appointment, or what was wrong with it. A broken record is a problem on that record, never a silent drop. */
export type AppointmentRecord = { appointment: Appointment; fingerprint: string } | { id: string | null; problem: Problem };

/** One page of a window, not yet parsed: an unchanged page costs a hash, nothing more. */
export interface AppointmentPage {
  /** Changes whenever any byte of the page's records changes. */
  fingerprint: string;
  /** Parses the page. Throws ContractError when its envelope is not a list. */
  read(): AppointmentRecord[];
}

/** What a GET of one appointment says. `unaddressable`: the id cannot be put into a path (Graph reference, fact 6). */
export type AppointmentAnswer =
  | { kind: 'found'; appointment: Appointment }
  | { kind: 'absent' }
  | { kind: 'unaddressable' }
  | { kind: 'broken'; problem: Problem };

/** Microsoft Bookings, read only. Every method may throw RemoteError or ContractError. */
export interface BookingSource {
  /** The business with its currency and zone, or null when there is no such mailbox. */
  findBusiness(businessId: string): Promise<BookingBusiness | null>;
  /** All pages of the calendar between two moments, in the order the source gives them; ends only when the last page was read. */
  listPages(businessId: string, window: TimeWindow): AsyncIterable<AppointmentPage>;
  /** One appointment with its attendees. */
  findAppointment(businessId: string, appointmentId: string): Promise<AppointmentAnswer>;
  listServices(businessId: string): Promise<BookingService[]>;
  listStaff(businessId: string): Promise<StaffMember[]>;
  /** Probes every permission and precondition without changing anything. */
  check(businessIds: readonly string[]): Promise<CheckFinding[]>;
}

/**
 * Business Central. Creates customers, items and draft invoices; never posts, never sends. Every method may throw RemoteError, or ContractError
 * when an answer as a whole has an unknown shape. One record that cannot be read comes with its `fault` and counts as existing; where its own key
 * cannot be read, it stands for every key that found nothing.
 */
export interface ErpTarget {
  listCompanies(): Promise<ErpCompany[]>;
  /** The local currency (LCY) of a company, ISO code. */
  localCurrency(companyId: string): Promise<string>;
  /** Currency codes documents may have besides the local one. */
  listCurrencies(companyId: string): Promise<string[]>;

  /**
   * Everyone who has exactly one of these normalised addresses, on the card first and, where no card has it, on a person contact that
   * belongs to a customer. Keys of the answer are the given addresses; every given address has an entry.
   */
  findCustomersByEmail(companyId: string, emails: readonly string[]): Promise<Map<string, CustomerMatch[]>>;
  /** By number; a number nobody has is missing from the answer. */
  findCustomersByNumber(companyId: string, numbers: readonly string[]): Promise<Map<string, ErpCustomer>>;
  /** By id, as they are now; an id nobody has is missing from the answer. */
  readCustomers(companyId: string, ids: readonly string[]): Promise<Map<string, ErpCustomer>>;
  /** Credit limits and balances by id, as they are now; customers without a limit are missing from the answer. */
  readCredit(companyId: string, customerIds: readonly string[]): Promise<Map<string, CreditStanding>>;
  /** For a person looking for someone: name, number or address contains the text; at most `limit`. */
  searchCustomers(companyId: string, text: string, limit: number): Promise<ErpCustomer[]>;
  /** Not idempotent. Find before and after any unclear outcome. */
  createCustomer(companyId: string, fields: ErpFields, mayStillSend?: MayStillSend): Promise<ErpCustomer>;

  findItemsByNumber(companyId: string, numbers: readonly string[]): Promise<Map<string, ErpItem>>;
  /** Items whose display name is exactly this. */
  findItemsByName(companyId: string, name: string): Promise<ErpItem[]>;
  readItems(companyId: string, ids: readonly string[]): Promise<Map<string, ErpItem>>;
  searchItems(companyId: string, text: string, limit: number): Promise<ErpItem[]>;
  /** Not idempotent. Find before and after any unclear outcome. */
  createItem(companyId: string, fields: ErpFields, mayStillSend?: MayStillSend): Promise<ErpItem>;

  /** Every invoice, draft or posted, that carries one of these keys. Every given key has an entry. */
  findInvoices(companyId: string, keys: readonly string[]): Promise<Map<string, FoundInvoice[]>>;
  /** Creates header and lines in one transaction. Not idempotent. */
  createDraft(draft: DraftInvoice, mayStillSend?: MayStillSend): Promise<ErpInvoice>;
  /** Null when there is no such document (deleted, never there, or hidden by permission). */
  readInvoice(companyId: string, invoiceId: string): Promise<FoundInvoice | null>;
  readInvoices(companyId: string, invoiceIds: readonly string[]): Promise<Map<string, FoundInvoice>>;
  readLines(companyId: string, invoiceId: string): Promise<ErpInvoiceLine[]>;
  /** Invoices changed since a moment, oldest change first. */
  listChangedInvoices(companyId: string, since: Instant): AsyncIterable<FoundInvoice[]>;
  /** Invoices whose key begins like this, of those changed since a moment; null: of all. */
  listKeyedInvoices(companyId: string, keyPrefix: string, since: Instant | null): AsyncIterable<KeyedInvoice[]>;
  /** True when at least one posted invoice is visible: without that right BC hides them, and a posted invoice looks deleted. */
  seesPostedInvoices(companyId: string): Promise<boolean>;
  /** The posted credit memos that apply to posted invoices, by the invoice's id; an invoice without one is missing from the answer. */
  findCreditMemos(companyId: string, invoices: readonly { id: string; number: string }[]): Promise<Map<string, CreditMemo>>;
  /** Deletes a draft that is still as `etag` says. RemoteError `refused` 409 when somebody changed it. */
  deleteDraft(companyId: string, invoiceId: string, etag: string): Promise<void>;

  /** Address of the record's page in BC's web client; null when not configured. */
  cardUrl(
    companyId: string,
    kind: 'customer' | 'item' | 'invoice' | 'posted-invoice' | 'posted-credit-memo',
    number: string,
  ): string | null;
  check(needs: CheckNeeds): Promise<CheckFinding[]>;
}

/**
 * Asked right before every attempt of a write leaves, also after waiting for a free slot or a Retry-After. False: the claim behind the write would
 * end before the answer must have come; nothing is sent and the call fails with the outcome `not-sent`.
 */
export type MayStillSend = () => boolean;

/** What the configuration will ask of the ERP, so that the check can prove it. */
export interface CheckNeeds {
  companyIds: readonly string[];
  createCustomers: boolean;
  createItems: boolean;
  /** Item numbers the service rules name, by company. */
  itemNumbers: ReadonlyMap<string, readonly string[]>;
  /** Currencies the businesses use, by company. */
  currencies: ReadonlyMap<string, readonly string[]>;
}
