import type { Books } from './books.js';
import { jsonNumber } from './computed.js';
import type { Environment } from './environment.js';
import { linesOf } from './relations.js';
import { isPosted, statusOf } from './status.js';
import type { Row } from './table.js';
import { captionOf } from './wire.js';

export interface LineState {
  lineId: string;
  lineNo: number;
  type: string;
  itemNumber: string;
  description: string;
  quantity: number;
  unitPrice: number;
  amount: number;
}

export interface InvoiceState {
  invoiceId: string;
  number: string;
  /** The number it had as a draft, for posted ones. */
  draftNumber: string;
  status: string;
  posted: boolean;
  customerName: string;
  customerNumber: string;
  externalDocumentNumber: string;
  invoiceDate: string;
  dueDate: string;
  currency: string;
  total: number;
  remaining: number;
  lines: LineState[];
}

/** A company as the ledger page and the demo show it: plain values, in the order of creation. */
export interface CompanyState {
  companyId: string;
  name: string;
  currency: string;
  customers: { customerId: string; number: string; name: string; email: string; blocked: string; balance: number }[];
  items: { itemId: string; number: string; name: string; type: string; unitPrice: number; blocked: boolean }[];
  drafts: InvoiceState[];
  posted: InvoiceState[];
  creditMemos: { creditMemoId: string; number: string; status: string; customerName: string; total: number; currency: string }[];
}

/** The state of every company. Costs a walk over all documents. */
export function companyStates(environment: Environment): CompanyState[] {
  return [...environment.companies.values()].map(stateOf);
}

function stateOf(books: Books): CompanyState {
  const invoices = [...books.table('salesInvoices').all()];
  return {
    companyId: books.companyId,
    name: books.profile.name,
    currency: books.profile.localCurrency,
    customers: [...books.table('customers').all()].map(customerState),
    items: [...books.table('items').all()].map(itemState),
    drafts: invoices.filter((row) => !isPosted(row)).map((row) => invoiceState(books, row)),
    posted: invoices.filter(isPosted).map((row) => invoiceState(books, row)),
    creditMemos: [...books.table('salesCreditMemos').all()].map((row) => ({
      creditMemoId: row.id,
      number: text(row, 'number'),
      status: statusOf(row),
      customerName: text(row, 'customerName'),
      total: jsonNumber(row['totalAmountIncludingTax']),
      currency: text(row, 'currencyCode') || books.profile.localCurrency,
    })),
  };
}

function text(row: Row, field: string): string {
  return String(row[field] ?? '');
}

function customerState(row: Row): CompanyState['customers'][number] {
  const blocked = captionOf('customerBlocked', text(row, 'blocked'));
  return {
    customerId: row.id,
    number: text(row, 'number'),
    name: text(row, 'displayName'),
    email: text(row, 'email'),
    blocked,
    balance: jsonNumber(row['openBalance']),
  };
}

function itemState(row: Row): CompanyState['items'][number] {
  const type = captionOf('itemType', text(row, 'type'));
  return {
    itemId: row.id,
    number: text(row, 'number'),
    name: text(row, 'displayName'),
    type,
    unitPrice: jsonNumber(row['unitPrice']),
    blocked: row['blocked'] === true,
  };
}

function invoiceState(books: Books, row: Row): InvoiceState {
  const posted = isPosted(row);
  return {
    invoiceId: row.id,
    number: text(row, 'number'),
    draftNumber: text(row, 'draftNumber'),
    status: captionOf('invoiceStatus', statusOf(row)),
    posted,
    customerName: text(row, 'customerName'),
    customerNumber: text(row, 'customerNumber'),
    externalDocumentNumber: text(row, 'externalDocumentNumber'),
    invoiceDate: text(row, 'invoiceDate'),
    dueDate: text(row, 'dueDate'),
    currency: text(row, 'currencyCode') || books.profile.localCurrency,
    total: jsonNumber(row['totalAmountIncludingTax']),
    remaining: jsonNumber(posted ? row['openAmount'] : row['totalAmountIncludingTax']),
    lines: linesOf(books, 'salesInvoiceLines', row.id).map(lineState),
  };
}

function lineState(row: Row, at: number): LineState {
  return {
    lineId: row.id,
    lineNo: at + 1,
    type: captionOf('lineType', text(row, 'lineType')),
    itemNumber: text(row, 'lineObjectNumber'),
    description: text(row, 'description'),
    quantity: jsonNumber(row['quantity']),
    unitPrice: jsonNumber(row['unitPrice']),
    amount: jsonNumber(row['netAmount']),
  };
}
