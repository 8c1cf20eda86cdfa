import { emptyRecord, readBody, type BodyEntry } from './body.js';
import type { Books } from './books.js';
import { zeroDate, zeroGuid } from './data/notation.js';
import { copyCustomerDimensions, insertDimensionSetLine } from './dimensions.js';
import { applyDocumentEntries, givenText } from './document-fields.js';
import type { DocumentKind } from './document-kind.js';
import { rewriteDocument, type WorkingDocument } from './document-totals.js';
import { BusinessCentralError, badRequest, dialogError, duplicateKey, fieldError } from './errors.js';
import { newId } from './ids.js';
import { buildLine } from './lines.js';
import type { LineRecord } from './line-object.js';
import { checkManualNumbers, drawNumber, seriesOf } from './number-series.js';
import { linesOf } from './relations.js';
import { isPosted } from './status.js';
import type { Row } from './table.js';
import { dayOf } from './wire.js';

/** Fields of a document that the API does not show. */
const hiddenFields = {
  stage: 'open',
  ledgerState: 'open',
  seriesCode: '',
  openAmount: '0',
  taxSide: '',
  taxLiable: false,
  corrects: '',
};

/**
 * POST of a sales document with its nested lines: one transaction, so a bad line leaves nothing behind (reference 4).
 * @throws the errors of reference 3.4 and of the lines
 */
export function createDocument(books: Books, kind: DocumentKind, body: Record<string, unknown>): Row {
  const entries = readBody(kind.header, body, 'create');
  if (givenText(entries, 'customerId') === undefined && givenText(entries, 'customerNumber') === undefined) {
    throw dialogError('A "customerNumber" or a "customerId" must be provided.');
  }
  const header = newHeader(books, kind, entries);
  applyDocumentEntries(books, kind, header, entries);
  const inserted = books.table(kind.entitySet).insert(header as LineRecord & { id: string });
  copyCustomerDimensions(books, inserted, kind);
  // Dimensions of a deep insert come before its lines (reference 3.9).
  for (const dimension of nestedBodies(body, 'dimensionSetLines'))
    insertDimensionSetLine(books, inserted, kind.entitySet, dimension);
  const document: WorkingDocument = { kind, header: { ...inserted }, lines: [] };
  for (const line of nestedBodies(body, kind.lineSet)) document.lines.push(buildLine(books, document, line));
  return document.lines.length > 0 || header['discountAmount'] !== '0' ? rewriteDocument(books, document) : inserted;
}

function nestedBodies(body: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const nested = body[name];
  if (nested === undefined || nested === null) return [];
  if (!Array.isArray(nested) || nested.some((line) => typeof line !== 'object' || line === null))
    throw badRequest('Invalid Request Body');
  return nested as Record<string, unknown>[];
}

function newHeader(books: Books, kind: DocumentKind, entries: BodyEntry[]): LineRecord {
  const today = dayOf(books.clock.nowMs());
  const { number, seriesCode } = takeNumber(books, kind, givenText(entries, 'number'));
  const dates = {
    [kind.dateProperty]: today,
    postingDate: books.profile.sales.defaultPostingDate === 'work date' ? today : zeroDate,
    dueDate: today,
  };
  return { ...emptyRecord(kind.header), ...hiddenFields, ...dates, id: newId(), number, seriesCode };
}

/** A number of one's own needs manual numbers, must be free among unposted documents, and leaves the draft without a series (reference 3.4). */
function takeNumber(books: Books, kind: DocumentKind, wanted: string | undefined): { number: string; seriesCode: string } {
  const series = seriesOf(books, books.profile.sales[kind.draftSeries], kind.draftSeriesCaption, 'Sales & Receivables Setup');
  if (wanted === undefined) return { number: drawNumber(books, series), seriesCode: series['code'] as string };
  checkManualNumbers(series);
  if (
    books
      .table(kind.entitySet)
      .find('number', wanted)
      .some((document) => !isPosted(document))
  ) {
    throw duplicateKey('Sales Header', `Document Type='${kind.caption}',No.`, wanted);
  }
  return { number: wanted, seriesCode: '' };
}

/** PATCH of a document: everything on an open draft, four fields on a posted invoice (reference 3.4). */
export function updateDocument(books: Books, kind: DocumentKind, row: Row, body: Record<string, unknown>): Row {
  const entries = readBody(kind.header, body, 'update');
  if (isPosted(row)) return updatePosted(books, kind, row, entries);
  checkOpen(row, kind);
  const lines = linesOf(books, kind.lineSet, row.id);
  const header: LineRecord = { ...row };
  const draftEntries = entries.filter(({ name }) => !['promisedPayDate', 'disputeStatus', 'disputeStatusId'].includes(name));
  applyDocumentEntries(books, kind, header, draftEntries);
  if (lines.length > 0 && header['customerId'] !== row['customerId']) throw confirmationNeeded();
  return rewriteDocument(books, { kind, header, lines: lines.map((line) => ({ ...line })) });
}

/** The real service would ask whether to re-create the lines, and a service session cannot answer. */
function confirmationNeeded(): BusinessCentralError {
  const message =
    'Microsoft Dynamics 365 Business Central Server attempted to issue a client callback to show a confirmation dialog box.';
  return new BusinessCentralError(400, 'Application_CallbackNotAllowed', message);
}

function updatePosted(books: Books, kind: DocumentKind, row: Row, entries: BodyEntry[]): Row {
  const changed = entries.filter(({ name, value }) => row[name] !== value);
  if (changed.some(({ name }) => !kind.changeableWhenPosted.includes(name))) throw postedCannotChange(kind);
  const header: LineRecord = {};
  applyDocumentEntries(books, kind, header, changed);
  return books.table(kind.entitySet).update(row.id, header);
}

export function postedCannotChange(kind: DocumentKind): Error {
  return dialogError(`The ${kind.noun} has been posted and can no longer be modified.`);
}

/** A released document, or one waiting for approval, must be reopened before it can change. */
export function checkOpen(row: Row, kind: DocumentKind): void {
  if (row['stage'] === 'open') return;
  const current = row['stage'] === 'released' ? 'Released' : 'Pending Approval';
  const identity = `Document Type=${kind.caption}, No.=${String(row['number'])}`;
  throw fieldError(`Status must be equal to 'Open' in Sales Header: ${identity}. Current value is '${current}'.`);
}

/** DELETE: a draft goes with its lines; one whose series is the posting series leaves an empty posted document (reference 3.4). */
export function removeDocument(books: Books, kind: DocumentKind, row: Row): void {
  if (isPosted(row)) {
    throw dialogError(
      `You cannot delete the posted ${kind.noun} ${String(row['number'])} because it is in a period in which deletion of documents is not allowed.`,
    );
  }
  if (row['stage'] === 'pendingApproval') checkOpen(row, kind);
  for (const line of linesOf(books, kind.lineSet, row.id)) removeLineRow(books, kind, line);
  for (const dimension of books.table('dimensionSetLines').find('parentId', row.id))
    books.table('dimensionSetLines').remove(dimension.id);
  books.table(kind.entitySet).remove(row.id);
  if (row['seriesCode'] !== '' && row['seriesCode'] === books.profile.sales[kind.postedSeries])
    leaveEmptyPosted(books, kind, row);
}

export function removeLineRow(books: Books, kind: DocumentKind, line: Row): void {
  for (const dimension of books.table('dimensionSetLines').find('parentId', line.id))
    books.table('dimensionSetLines').remove(dimension.id);
  books.table(kind.lineSet).remove(line.id);
}

/** Keeps the posting series free of gaps. Whether the real service keeps the id is not verified; here it is a new one. */
function leaveEmptyPosted(books: Books, kind: DocumentKind, row: Row): void {
  const zero = {
    totalAmountExcludingTax: '0',
    totalTaxAmount: '0',
    totalAmountIncludingTax: '0',
    openAmount: '0',
    discountAmount: '0',
  };
  books.table(kind.entitySet).insert({ ...row, ...zero, id: newId(), stage: 'posted', ledgerState: 'closed', orderId: zeroGuid });
}
