import { Decimal } from 'decimal.js';
import type { Books } from './books.js';
import { amountDecimals } from './currency.js';
import { zeroDate, zeroGuid } from './data/notation.js';
import { checkCustomerForDocument } from './document-customer.js';
import type { DocumentKind } from './document-kind.js';
import { rewriteDocument } from './document-totals.js';
import { buildLine } from './lines.js';
import { dialogError, fieldError, missingValue } from './errors.js';
import { drawNumber, seriesOf } from './number-series.js';
import { linesOf } from './relations.js';
import { isPosted } from './status.js';
import type { Row } from './table.js';

/**
 * Posts a draft: the id stays, the number comes from the posting series (or stays when both series are one), the
 * customer owes the total. A credit memo that names an invoice closes that much of it.
 */
export function postDocument(books: Books, kind: DocumentKind, row: Row): Row {
  checkPostable(books, kind, row);
  const draft = addRoundingLine(books, kind, row);
  const number = postedNumber(books, kind, draft);
  const total = draft['totalAmountIncludingTax'] as string;
  const open = new Decimal(total).isZero() ? 'closed' : 'open';
  const posted = books
    .table(kind.entitySet)
    .update(row.id, { stage: 'posted', ledgerState: open, number, draftNumber: row['number'], openAmount: total });
  const sign = kind.noun === 'invoice' ? 1 : -1;
  addToCustomer(
    books,
    posted,
    new Decimal(total).times(sign),
    new Decimal(draft['totalAmountExcludingTax'] as string).times(sign),
  );
  if (kind.noun === 'credit memo' && posted['invoiceId'] !== zeroGuid) applyMemo(books, posted);
  return books.table(kind.entitySet).get(row.id)!;
}

function checkPostable(books: Books, kind: DocumentKind, row: Row): void {
  if (isPosted(row)) throw dialogError(`The action can be applied to a draft ${kind.noun} only.`);
  if (row['stage'] === 'pendingApproval') {
    throw dialogError(`There are pending approvals for document ${String(row['number'])}, so it cannot be posted.`);
  }
  if (linesOf(books, kind.lineSet, row.id).every((line) => line['quantity'] === '0'))
    throw dialogError(`Please add at least one line item to the ${kind.noun}.`);
  const customer = books.table('customers').get(row['customerId'] as string);
  if (customer) checkCustomerForDocument(books, customer, kind);
  checkPostingDate(books, row);
  if (books.profile.sales.externalDocumentNumberMandatory && row['externalDocumentNumber'] === '') {
    throw missingValue('External Document No.', 'Sales Header', `Document Type=${kind.caption}, No.=${String(row['number'])}`);
  }
}

function checkPostingDate(books: Books, row: Row): void {
  const day = row['postingDate'] as string;
  if (day === zeroDate) throw missingValue('Posting Date', 'Sales Header', `No.=${String(row['number'])}`);
  const setup = [...books.table('generalLedgerSetup').all()][0]!;
  const [from, to] = [setup['allowPostingFrom'] as string, setup['allowPostingTo'] as string];
  if ((from !== zeroDate && day < from) || (to !== zeroDate && day > to)) {
    throw fieldError(
      `Posting Date is not within your range of allowed posting dates in Sales Header: No.=${String(row['number'])}.`,
    );
  }
}

/** Same series for drafts and posted documents: the draft's number stays (reference 3.4). */
function postedNumber(books: Books, kind: DocumentKind, row: Row): string {
  const series = seriesOf(books, books.profile.sales[kind.postedSeries], kind.postedSeriesCaption, 'Sales & Receivables Setup');
  return row['seriesCode'] === series['code'] ? (row['number'] as string) : drawNumber(books, series);
}

/** Invoice rounding adds a line at posting, so posted and draft totals may differ (reference 5.3). */
function addRoundingLine(books: Books, kind: DocumentKind, row: Row): Row {
  const precision = books.profile.sales.invoiceRoundingPrecision;
  if (precision === '') return row;
  const total = new Decimal(row['totalAmountIncludingTax'] as string);
  const rounded = total.toNearest(precision).toDecimalPlaces(amountDecimals(books, row['currencyCode'] as string));
  const account = [...books.table('accounts').all()].find((candidate) => candidate['isRoundingAccount'] === true);
  if (rounded.eq(total) || !account) return row;
  const lines = linesOf(books, kind.lineSet, row.id).map((line) => ({ ...line }));
  const document = { kind, header: { ...row }, lines: [...lines] as Record<string, unknown>[] };
  const difference = rounded.minus(total).toNumber();
  document.lines.push(
    buildLine(books, document, { accountId: account.id, quantity: 1, unitPrice: difference, description: 'Invoice rounding' }),
  );
  return rewriteDocument(books, document);
}

/** Moves what a customer owes (local currency figures are out of scope: document amounts are added as they are). */
export function addToCustomer(books: Books, document: Row, balance: Decimal, sales: Decimal): void {
  const payer = books.table('customers').get(document['billToCustomerId'] as string);
  if (!payer) return;
  books.table('customers').recalculate(payer.id, {
    openBalance: balance.plus(payer['openBalance'] as string).toString(),
    totalSales: sales.plus(payer['totalSales'] as string).toString(),
  });
}

function applyMemo(books: Books, memo: Row): void {
  const invoice = books.table('salesInvoices').get(memo['invoiceId'] as string);
  if (!invoice || invoice['ledgerState'] !== 'open') return;
  const used = Decimal.min(invoice['openAmount'] as string, memo['openAmount'] as string);
  reduceOpenAmount(books, 'salesInvoices', invoice, used);
  reduceOpenAmount(books, 'salesCreditMemos', memo, used);
}

/** Takes an amount off a posted document; nothing left closes it. */
export function reduceOpenAmount(books: Books, entitySet: string, row: Row, amount: Decimal): Row {
  const openAmount = new Decimal(row['openAmount'] as string).minus(amount);
  return books
    .table(entitySet)
    .update(row.id, { openAmount: openAmount.toString(), ledgerState: openAmount.isZero() ? 'closed' : row['ledgerState'] });
}

/** Receives money for a posted invoice; without an amount, all that is open. Decimal text in document currency. */
export function payInvoice(books: Books, row: Row, amount?: string): Row {
  if (!isPosted(row)) throw dialogError('The action can be applied to a posted invoice only.');
  const open = new Decimal(row['openAmount'] as string);
  const paid = amount === undefined ? open : new Decimal(amount);
  if (row['ledgerState'] !== 'open' || paid.lte(0) || paid.gt(open))
    throw dialogError(
      `The amount ${paid.toString()} cannot be applied to invoice ${String(row['number'])}, which has ${open.toString()} open.`,
    );
  addToCustomer(books, row, paid.negated(), new Decimal(0));
  return reduceOpenAmount(books, 'salesInvoices', row, paid);
}
