import type { SetBehaviour } from './behaviour.js';
import { emptyRecord, readBody } from './body.js';
import type { Books } from './books.js';
import { zeroGuid } from './data/notation.js';
import type { DocumentKind } from './document-kind.js';
import { rewriteDocument, type WorkingDocument } from './document-totals.js';
import { checkOpen, postedCannotChange, removeLineRow } from './documents.js';
import { dialogError } from './errors.js';
import { newId } from './ids.js';
import { applyLineEntries } from './line-fields.js';
import type { LineRecord } from './line-object.js';
import { linesOf } from './relations.js';
import { isPosted } from './status.js';
import type { Row } from './table.js';

/** A new line of a document, from its body. It is not in the tables yet. */
export function buildLine(books: Books, document: WorkingDocument, body: Record<string, unknown>): LineRecord {
  const { kind, header, lines } = document;
  const entries = readBody(kind.line, body, 'create').filter(({ name }) => name !== 'documentId');
  const wanted = entries.find(({ name }) => name === 'sequence')?.value;
  const line: LineRecord = {
    ...emptyRecord(kind.line),
    id: newId(),
    documentId: header['id'],
    sequence: wanted ?? ((lines.at(-1)?.['sequence'] as number | undefined) ?? 0) + 10_000,
    shipmentDate: header['postingDate'],
    taxGroup: '',
    discountGivenAs: 'percent',
  };
  if (lines.some((other) => other['sequence'] === line['sequence']))
    throw dialogError('You cannot insert a line because a line already exists.');
  applyLineEntries(
    { books, line, document: header },
    entries.filter(({ name }) => name !== 'sequence'),
  );
  return line;
}

/** Pages of document lines: nested, by id, and flat with a document id (reference 3.5). */
export function lineBehaviour(kind: DocumentKind): SetBehaviour {
  return {
    caption: 'Sales Line',
    list: (books, query) => listFlat(books, kind, query),
    create: (books, body, parent) => createLine(books, kind, body, parent),
    update: (books, row, body) => updateLine(books, kind, row, body),
    remove(books, row) {
      const document = openDocument(books, kind, row['documentId'] as string);
      removeLineRow(books, kind, row);
      rewriteDocument(books, { ...document, lines: document.lines.filter((line) => line['id'] !== row.id) });
    },
  };
}

/** The flat collection answers only for a named document. */
function listFlat(books: Books, kind: DocumentKind, query: URLSearchParams): readonly Row[] | undefined {
  const filter = query.get('$filter') ?? '';
  const documentId = /\bdocumentId eq ([0-9a-f-]{36})/i.exec(filter)?.[1];
  const lineId = /(?:^|[\s(])id eq ([0-9a-f-]{36})/i.exec(filter)?.[1];
  if (documentId) return linesOf(books, kind.lineSet, documentId.toLowerCase());
  if (lineId) return undefined;
  throw dialogError('You must specify an Id or a Document Id to get the lines.');
}

function createLine(books: Books, kind: DocumentKind, body: Record<string, unknown>, parent: Row | undefined): Row {
  const named = typeof body['documentId'] === 'string' ? body['documentId'].toLowerCase() : undefined;
  if (parent && named !== undefined && named !== parent.id) throw dialogError('The value for "documentId" cannot be modified.');
  const documentId = parent?.id ?? named;
  if (documentId === undefined || documentId === zeroGuid) throw dialogError('You must specify a document id to get the lines.');
  const document = openDocument(books, kind, documentId);
  const line = buildLine(books, document, body);
  const lines = [...document.lines, line].sort((left, right) => (left['sequence'] as number) - (right['sequence'] as number));
  rewriteDocument(books, { ...document, lines });
  return books.table(kind.lineSet).get(line['id'] as string)!;
}

/** The document behind a line, if its lines may change now. */
function openDocument(books: Books, kind: DocumentKind, documentId: string): WorkingDocument {
  const header = books.table(kind.entitySet).get(documentId);
  if (!header) throw dialogError('No document with the specified ID exists.');
  if (isPosted(header)) throw postedCannotChange(kind);
  checkOpen(header, kind);
  const lines = linesOf(books, kind.lineSet, documentId).map((line) => ({ ...line }));
  return { kind, header: { ...header }, lines };
}

function updateLine(books: Books, kind: DocumentKind, row: Row, body: Record<string, unknown>): Row {
  const document = openDocument(books, kind, row['documentId'] as string);
  const line = document.lines.find((candidate) => candidate['id'] === row.id)!;
  const entries = readBody(kind.line, body, 'update');
  for (const { name, value } of entries) {
    if (name === 'documentId' && value !== line[name]) throw dialogError('The value for "documentId" cannot be modified.');
    if (name === 'sequence' && value !== line[name])
      throw dialogError('The value for "sequence" cannot be modified. Delete and insert the line again.');
    if (name === 'lineObjectNumber' && line[name] !== '' && value !== line[name])
      throw dialogError('The value for "lineObjectNumber" cannot be modified.');
  }
  applyLineEntries({ books, line, document: document.header }, entries);
  rewriteDocument(books, document);
  return books.table(kind.lineSet).get(row.id)!;
}
