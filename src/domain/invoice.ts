import type { ErpReference } from './item.js';
import { subtract, type DecimalText } from './money.js';
import type { Problem } from './problems.js';
import type { LineAmounts } from './tax.js';
import type { Instant, LocalDate } from './time.js';
import type { Words } from './words/sentence.js';

/**
 * How far the push of an invoice got.
 * `intended`: in our database only. `sending`: a POST may be under way or its answer may be lost; find by key before anything else.
 * `created`: the ERP's id is recorded. `refused`: the ERP said no, the items are released. `conflict`: more than one document carries
 * our key; a person must look. `deleted`: the draft disappeared from the ERP, the items are released. `withdrawn`: taken back by a
 * person before or after it was created, the items are released.
 */
export const pushStates = ['intended', 'sending', 'created', 'refused', 'conflict', 'deleted', 'withdrawn'] as const;
export type PushState = (typeof pushStates)[number];

/** Status words of BC's salesInvoices, ours in lower case (BC reference 3.4). */
export const erpInvoiceStatuses = ['draft', 'in-review', 'open', 'paid', 'canceled', 'corrective'] as const;
export type ErpInvoiceStatus = (typeof erpInvoiceStatuses)[number];

/** How a line on a document relates to its booking: an independent one stays as it is when the booking changes (ET-1). */
export const linkModes = ['independent'] as const;

/** One line as we send it. Property order on the wire is the connector's business. */
export interface DraftLine {
  /** The billing item the line bills; null for a comment line. */
  billingItemId: string | null;
  /** ERP item id; null makes it a comment line. */
  erpItemId: string | null;
  description: string;
  description2: string;
  quantity: DecimalText;
  unitPrice: DecimalText;
  unitOfMeasureCode: string | null;
  taxCode: string | null;
  shipmentDate: LocalDate | null;
}

/** One draft sales invoice as we send it: header and lines in one request. */
export interface DraftInvoice {
  /** Our key, in `externalDocumentNumber`: A-Z, 0-9 and hyphen, at most 35 characters. */
  key: string;
  companyId: string;
  sellToCustomerId: string;
  billToCustomerId: string | null;
  /** ISO code; sent always, the ERP stores blank for its local currency. */
  currencyCode: string;
  invoiceDate: LocalDate;
  postingDate: LocalDate | null;
  dueDate: LocalDate | null;
  purchaseOrderReference: string;
  salesperson: string | null;
  shortcutDimension1Code: string | null;
  shortcutDimension2Code: string | null;
  paymentTermsId: string | null;
  lines: DraftLine[];
}

/** The header of an invoice as the ERP tells it. */
export interface ErpInvoice {
  id: string;
  number: string;
  /** `externalDocumentNumber` */
  key: string;
  status: ErpInvoiceStatus;
  customerId: string;
  customerNumber: string;
  customerName: string;
  currencyCode: string;
  pricesIncludeTax: boolean;
  netTotal: DecimalText;
  taxTotal: DecimalText;
  grossTotal: DecimalText;
  remainingAmount: DecimalText;
  invoiceDate: LocalDate;
  postingDate: LocalDate;
  dueDate: LocalDate;
  lastModifiedAt: Instant;
  etag: string;
}

/** A document that is there, but tells something that is not understood here: it is not made again, and nothing is decided from it. */
export interface UnreadableInvoice {
  /** Empty when not even that could be read. */
  id: string;
  number: string;
  /** What was not understood, in English and to be told in another language. */
  fault: string;
  faultSentences?: Words;
}

/** A document as far as the ERP tells it. */
export type FoundInvoice = ErpInvoice | UnreadableInvoice;

/** A document with the key it carries, which can be read where the rest of it cannot. */
export interface KeyedInvoice {
  key: string;
  found: FoundInvoice;
}

export function isReadable(found: FoundInvoice): found is ErpInvoice {
  return !('fault' in found);
}

/** A line of an invoice as the ERP tells it. */
export interface ErpInvoiceLine {
  id: string;
  sequence: number;
  lineType: string;
  erpItemId: string;
  description: string;
  quantity: DecimalText;
  unitPrice: DecimalText;
  /** Net, tax and gross after discounts; null when the ERP does not tell all three. */
  amounts: LineAmounts | null;
}

/** The posted credit memo that cancelled or closed an invoice. */
export interface CreditMemo {
  id: string;
  number: string;
  date: LocalDate;
}

/** Everything we know of one invoice of ours. */
export interface Invoice {
  id: string;
  key: string;
  companyId: string;
  runId: string | null;
  customer: ErpReference;
  billTo: ErpReference | null;
  currency: string;
  /** What was, or will be, sent. Evidence: never changed after the claim. */
  draft: DraftInvoice;
  /** Sum of quantity × unit price of the lines, in the currency's precision. */
  expectedTotal: DecimalText;
  push: PushState;
  attempts: number;
  /** When the last attempt to send began; null before the first. */
  attemptedAt: Instant | null;
  /** Not before this moment may anyone push, or look for, this invoice again. */
  nextAttemptAt: Instant;
  problem: Problem | null;
  /** As last read; null until created. */
  erp: ErpInvoice | null;
  /** The number the draft had; the number changes at posting. */
  draftNumber: string | null;
  /** Hours, days later: when the ERP was last asked about this document. */
  settledAt: Instant | null;
  /** ERP total (net or gross, as the prices are) minus ours; `0` when they agree, null until read back. */
  variance: DecimalText | null;
  /** Absent where none was found. */
  creditMemo?: CreditMemo;
  createdAt: Instant;
  createdBy: string;
  version: number;
}

/** One line we put on an invoice, with the evidence it was made from; kept for ever, even when released. */
export interface InvoiceLine {
  invoiceId: string;
  lineNo: number;
  billingItemId: string | null;
  line: DraftLine;
  /** The facts, decisions and billing of the item at the moment of the claim, as JSON. */
  evidence: string;
  erpLineId: string | null;
  /** What the ERP last reported of the line; null until it was read back, or when the line is gone there. */
  amounts: LineAmounts | null;
  /** Set when the item was given back (refused, deleted, withdrawn). At most one line per item is not released. */
  releasedAt: Instant | null;
}

/**
 * True when the ERP has posted the document (BC reference 3.4: the entity has no posted flag; `Open` with the draft's number means released).
 * When draft and posting series are the same, `Open` stays ambiguous and counts as not posted until it is paid or cancelled.
 */
export function isPosted(draftNumber: string | null, erp: Pick<ErpInvoice, 'status' | 'number'>): boolean {
  if (erp.status === 'paid' || erp.status === 'canceled' || erp.status === 'corrective') return true;
  return draftNumber !== null && erp.number !== draftNumber;
}

/**
 * Where an invoice stands for finance. `unsent`: not in the ERP yet. `draft`: there and not posted. `cancelled`: cancelled or corrected there,
 * or its draft deleted or withdrawn. `stopped`: refused, or a person must look at documents with the same key.
 */
export const invoiceStandings = ['unsent', 'draft', 'posted', 'paid', 'cancelled', 'stopped'] as const;
export type InvoiceStanding = (typeof invoiceStandings)[number];

/** The standing of an invoice as the ERP last told of it. */
export function standingOf({ push, erp, draftNumber }: Pick<Invoice, 'push' | 'erp' | 'draftNumber'>): InvoiceStanding {
  if (push === 'refused' || push === 'conflict') return 'stopped';
  if (push === 'deleted' || push === 'withdrawn') return 'cancelled';
  if (erp === null) return 'unsent';
  if (erp.status === 'canceled' || erp.status === 'corrective') return 'cancelled';
  if (erp.status === 'paid') return 'paid';
  return isPosted(draftNumber, erp) ? 'posted' : 'draft';
}

/** What the ERP bills minus what we expected: net, unless the document's prices include tax (E-2, SB-20); tax itself is the ERP's. */
export function varianceOf(invoice: Pick<Invoice, 'expectedTotal'>, erp: ErpInvoice): DecimalText {
  return subtract(erp.pricesIncludeTax ? erp.grossTotal : erp.netTotal, invoice.expectedTotal);
}
