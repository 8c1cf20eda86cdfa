import type { ErpCustomer, ErpItem } from '../domain/erp.js';
import type { ItemQuery } from '../domain/filter.js';
import type { BillingItem, ErpReference, ExclusionReason, ItemDecision } from '../domain/item.js';
import type { DecimalText } from '../domain/money.js';
import type { Problem } from '../domain/problems.js';
import type { ItemState } from '../domain/state.js';
import type { Run } from '../domain/run-store.js';
import type { LocalDate } from '../domain/time.js';
import type { Words } from '../domain/words/sentence.js';

/**
 * Which items a person means: everything that matches, chosen rows, or all of one customer (BC-31, BC-32). Companies number their customers
 * each by itself, so a number without a company counts only while one company alone has it.
 */
export type Selection =
  | { kind: 'all'; query: ItemQuery }
  | { kind: 'items'; ids: string[] }
  | { kind: 'customer'; customerNumber: string; companyId?: string | undefined };

/** Everything a list shows but for a few. `count` is how many that was when the person looked; when it is another number now, nothing is done. */
export interface RowsOfList {
  query: ItemQuery;
  except: readonly string[];
  count: number;
}

/** Rows an answer is about: by their ids, or everything a list shows but for a few. */
export type ChosenRows = readonly string[] | RowsOfList;

/** Rows a decision is about: each bound to the version that was seen, or what a list shows. */
export type RowsToDecide = readonly { id: string; version: number | null }[] | RowsOfList;

/** How drafts are to be made this once. */
export interface CreateOptions {
  /** Also take the other ready items of the same customers (NX-8). Off unless asked. */
  takeCustomersOthers: boolean;
  /** Bill the attendee instead of the payer a rule names (NX-5). */
  billAttendee: boolean;
  /** Document date instead of the rule's; null: the rule's. */
  invoiceDate: LocalDate | null;
}

/** One line of a document that would be made. */
export interface PreviewLine {
  itemId: string | null;
  description: string;
  quantity: DecimalText;
  unitPrice: DecimalText;
  amount: DecimalText;
  warnings: Problem[];
}

/** One document that would be made. */
export interface PreviewDocument {
  companyId: string;
  customer: ErpReference;
  billTo: ErpReference | null;
  currency: string;
  invoiceDate: LocalDate;
  postingDate: LocalDate | null;
  lines: PreviewLine[];
  /** Before tax or including it, as the ERP's customer card decides. */
  expectedTotal: DecimalText;
  /** What the rates last seen let one expect, added up by line; null when one of the lines was never taxed. */
  expectedTax: { tax: DecimalText; gross: DecimalText } | null;
  /** What to look at of the document as a whole, such as its payer's credit limit. */
  warnings: Problem[];
}

/** A row that would not be on any document, and why. */
export interface LeftOut {
  itemId: string;
  customerName: string;
  serviceName: string;
  state: ItemState;
  reasons: Problem[];
  /** Set when somebody was first: the run that has it (F-3). */
  runId: string | null;
}

export interface Preview {
  documents: PreviewDocument[];
  leftOut: LeftOut[];
  /** Other ready items of the same customers that were not taken (NX-8). */
  offeredOthers: number;
  /** Names exactly the rows, their versions, the rules and the options this preview was made from. */
  dataVersion: string;
}

/** A change of what a person decided about items. */
export type DecisionChange =
  | { kind: 'exclude'; reason: ExclusionReason; reference: string | null }
  | { kind: 'undo-exclusion' }
  | { kind: 'set-price'; unitPrice: DecimalText; quantity: DecimalText }
  | { kind: 'clear-price' }
  /** Into the billing period, month or week by the rules, that holds a day. */
  | { kind: 'set-period'; day: LocalDate }
  | { kind: 'clear-period' }
  | { kind: 'not-before'; date: LocalDate }
  | { kind: 'clear-not-before' }
  | { kind: 'bill-attendee'; on: boolean }
  | { kind: 'confirm'; on: boolean }
  /** One part back to what it was before somebody last changed it. */
  | { kind: 'undo'; of: keyof ItemDecision };

/** What became of a decision on one row; `message` is the sentence for the person when it was not done. */
export interface DecisionOutcome {
  itemId: string;
  outcome: 'done' | 'changed-meanwhile' | 'already-claimed' | 'not-found' | 'not-possible';
  message: string;
  /** The message, to be told in another language. */
  sentences?: Words;
  item: BillingItem | null;
}

/** What a person had answered before, by one row for each person or service; null where the program had found out by itself, or nobody knew. */
export interface FormerAnswer {
  itemId: string;
  number: string | null;
}

export interface AssignedCustomer {
  /** Null when an answer was taken back. */
  customer: ErpCustomer | null;
  affectedItems: number;
  before: FormerAnswer[];
  /** People left alone because somebody has answered again. */
  skipped: number;
}

export interface MappedService {
  item: ErpItem | null;
  affectedItems: number;
  before: FormerAnswer[];
  /** Services left alone because somebody has answered again. */
  skipped: number;
}

/**
 * Everything a person can do, from the pages or the command line. Every act is an audit entry with the actor, and takes effect
 * only on what concerns us, except `create`, `withdraw` and card creation, which reach the ERP.
 */
export interface Desk {
  /** Same mapping code as the drafts; writes nothing. `actor`: who would make them; absent: nobody in person. */
  preview(selection: Selection, options: CreateOptions, actor?: string): Promise<Preview>;
  /**
   * Queues a run and returns at once. With a `dataVersion`, throws RequestError `conflict` when the rows changed since the preview.
   * The run is worked off by {@link Desk.work}, in this process or another.
   */
  create(selection: Selection, options: CreateOptions, dataVersion: string | null, actor: string): Promise<Run>;
  /** Works off one queued run to its end and returns it. */
  work(runId: string): Promise<Run>;
  /** `version` null means whatever version the row has. Throws RequestError `conflict` when the rows a list shows are others by now. */
  decide(rows: RowsToDecide, change: DecisionChange, reason: string, actor: string): Promise<DecisionOutcome[]>;
  /**
   * Remembers which ERP customer the attendees of these rows are, for this and all later bookings of theirs (BC-17); null takes the answer
   * back. All rows must be billed by one company. With `instead`, only answers that still are this number change: to undo leaves alone what
   * others have answered since. Throws RequestError `not-found`, and `conflict` when the chosen rows are others by now.
   */
  assignCustomer(rows: ChosenRows, customerNumber: string | null, actor: string, instead?: string): Promise<AssignedCustomer>;
  /** The same for services and items. Throws RequestError when the item is not of type Service. */
  mapService(rows: ChosenRows, itemNumber: string | null, actor: string, instead?: string): Promise<MappedService>;
  /** Forgets refusals and asks again: the items are mapped anew. */
  retry(itemIds: readonly string[], actor: string): Promise<number>;
  searchCustomers(companyId: string, text: string): Promise<ErpCustomer[]>;
  searchItems(companyId: string, text: string): Promise<ErpItem[]>;
  /** Deletes an untouched draft in the ERP and returns its items to the list. Throws RequestError `conflict` when it was touched or posted. */
  withdraw(invoiceId: string, actor: string): Promise<{ returnedItems: number }>;
  /** Asks the daemon to sync now; only a nudge (returns at once). */
  syncNow(actor: string): Promise<void>;
}
