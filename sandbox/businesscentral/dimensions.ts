import type { SetBehaviour } from './behaviour.js';
import { readBody, type BodyEntry } from './body.js';
import { findByCode, type Books } from './books.js';
import { defaultDimensions, dimensionSetLines } from './data/company.js';
import { zeroGuid } from './data/notation.js';
import type { DocumentKind } from './document-kind.js';
import { dialogError } from './errors.js';
import { newId } from './ids.js';
import type { Row } from './table.js';

const parentTypes: Record<string, string> = {
  salesInvoices: 'Sales_x0020_Invoice',
  salesInvoiceLines: 'Sales_x0020_Invoice_x0020_Line',
  salesCreditMemos: 'Sales_x0020_Credit_x0020_Memo',
  salesCreditMemoLines: 'Sales_x0020_Credit_x0020_Memo_x0020_Line',
};

/** A dimension and value of a document or line. Throws when either is missing, unknown, or already there (reference 3.9). */
export function insertDimensionSetLine(books: Books, parent: Row, parentSet: string, body: Record<string, unknown>): Row {
  const entries = readBody(dimensionSetLines, body, 'create');
  const dimension = namedRow(books, 'dimensions', entries, 'id', 'code');
  const value = namedValue(books, dimension, entries);
  const id = `${parent.id}:${dimension.id}`;
  if (books.table('dimensionSetLines').get(id)) {
    throw dialogError(
      'The dimension set line already exists. Check existing dimension set lines and the default dimension set lines on the parent.',
    );
  }
  return books
    .table('dimensionSetLines')
    .insert({ ...setLineFields(dimension, value), id, parentId: parent.id, parentType: parentTypes[parentSet] ?? '_x0020_' });
}

function setLineFields(dimension: Row, value: Row): Record<string, unknown> {
  return {
    dimensionId: dimension.id,
    code: dimension['code'],
    consolidationCode: dimension['consolidationCode'],
    displayName: dimension['displayName'],
    valueId: value.id,
    valueCode: value['code'],
    valueConsolidationCode: value['consolidationCode'],
    valueDisplayName: value['displayName'],
  };
}

function given(entries: BodyEntry[], name: string): string {
  const value = entries.find((entry) => entry.name === name)?.value;
  return value === undefined || value === zeroGuid ? '' : String(value);
}

function namedRow(books: Books, entitySet: string, entries: BodyEntry[], idName: string, codeName: string): Row {
  const id = given(entries, idName);
  const code = given(entries, codeName);
  if (id === '' && code === '') throw dialogError(`The "${idName}" or "${codeName}" field must be filled in.`);
  const row = id === '' ? findByCode(books, entitySet, code) : books.table(entitySet).get(id);
  if (!row) throw dialogError(`The "${id === '' ? codeName : idName}" does not match to a Dimension.`);
  return row;
}

function namedValue(books: Books, dimension: Row, entries: BodyEntry[]): Row {
  const id = given(entries, 'valueId');
  const code = given(entries, 'valueCode');
  if (id === '' && code === '') throw dialogError('The "valueId" or "valueCode" field must be filled in.');
  const values = [...books.table('dimensionValues').all()].filter((value) => value['dimensionId'] === dimension.id);
  const value = values.find((row) => (id === '' ? row['code'] === code : row.id === id));
  if (!value) throw dialogError(`The "${id === '' ? 'valueCode' : 'valueId'}" does not match to a Dimension Value.`);
  return value;
}

/** The customer's default dimensions come onto a new document. */
export function copyCustomerDimensions(books: Books, document: Row, kind: DocumentKind): void {
  for (const row of books.table('defaultDimensions').find('parentId', document['customerId'] as string)) {
    insertDimensionSetLine(books, document, kind.entitySet, { id: row['dimensionId'], valueId: row['dimensionValueId'] });
  }
}

export const dimensionSetLineBehaviour: SetBehaviour = {
  caption: 'Dimension Set Entry',
  list() {
    throw dialogError('You must get to the parent first to get to the dimension set lines.');
  },
  create(books, body, parent) {
    if (!parent) throw dialogError('You must get to the parent first to get to the dimension set lines.');
    return insertDimensionSetLine(
      books,
      parent,
      parent['documentId'] === undefined ? 'salesInvoices' : 'salesInvoiceLines',
      body,
    );
  },
  update(books, row, body) {
    const entries = readBody(dimensionSetLines, body, 'update');
    if (entries.some(({ name }) => name === 'id' || name === 'code'))
      throw dialogError('The "id" and "code" fields cannot be modified.');
    const dimension = books.table('dimensions').get(row['dimensionId'] as string)!;
    return books.table('dimensionSetLines').update(row.id, setLineFields(dimension, namedValue(books, dimension, entries)));
  },
  remove: (books, row) => books.table('dimensionSetLines').remove(row.id),
};

export const defaultDimensionBehaviour: SetBehaviour = {
  caption: 'Default Dimension',
  list() {
    throw dialogError('You must get to the parent first to get to the default dimensions.');
  },
  create(books, body, parent) {
    const entries = readBody(defaultDimensions, body, 'create');
    const parentId = parent?.id ?? given(entries, 'parentId');
    if (parentId === '') throw dialogError('You must get to the parent first to get to the default dimensions.');
    const dimension = books.table('dimensions').get(given(entries, 'dimensionId'));
    const value = books.table('dimensionValues').get(given(entries, 'dimensionValueId'));
    if (!dimension || !value || value['dimensionId'] !== dimension.id)
      throw dialogError('The "dimensionId" and "dimensionValueId" do not match to a Dimension Value.');
    const parentType = books.table('customers').get(parentId) ? 'Customer' : 'Item';
    const postingValidation = given(entries, 'postingValidation') || '_x0020_';
    const codes = { dimensionCode: dimension['code'], dimensionValueCode: value['code'] };
    return books.table('defaultDimensions').insert({
      id: newId(),
      parentId,
      parentType,
      dimensionId: dimension.id,
      dimensionValueId: value.id,
      ...codes,
      postingValidation,
    });
  },
  remove: (books, row) => books.table('defaultDimensions').remove(row.id),
};
