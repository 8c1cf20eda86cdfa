import { Decimal } from 'decimal.js';
import type { Books } from './books.js';
import type { NavigationDefinition } from './data/notation.js';
import { unknownSegment } from './errors.js';
import type { Row } from './table.js';

/** The stored field that holds the id behind a relation, where it is not the relation's name with Id. */
const fieldOfRelation: Record<string, string> = {
  paymentTerm: 'paymentTermsId',
  salesInvoice: 'documentId',
  salesCreditMemo: 'documentId',
  unitOfMeasure: 'unitOfMeasureId',
  dimension: 'dimensionId',
  customerPaymentJournal: 'journalId',
  generalProductPostingGroup: 'generalProductPostingGroupId',
  inventoryPostingGroup: 'inventoryPostingGroupId',
};

type Follow = (books: Books, row: Row) => Row[];

const childrenBy =
  (entitySet: string, index: string): Follow =>
  (books, row) =>
    books.table(entitySet).find(index, row.id);

const scanBy =
  (entitySet: string, field: string): Follow =>
  (books, row) =>
    [...books.table(entitySet).all()].filter((child) => child[field] === row.id);

/** Contained parts, by `{entity set}.{navigation}` or by the target alone. */
const parts: Record<string, Follow> = {
  salesInvoiceLines: (books, row) => linesOf(books, 'salesInvoiceLines', row.id),
  salesCreditMemoLines: (books, row) => linesOf(books, 'salesCreditMemoLines', row.id),
  dimensionSetLines: childrenBy('dimensionSetLines', 'parentId'),
  defaultDimensions: childrenBy('defaultDimensions', 'parentId'),
  attachments: childrenBy('attachments', 'parentId'),
  documentAttachments: childrenBy('documentAttachments', 'parentId'),
  customerPayments: childrenBy('customerPayments', 'journalId'),
  itemVariants: scanBy('itemVariants', 'itemId'),
  dimensionValues: scanBy('dimensionValues', 'dimensionId'),
  contactsInformation: (books, row) => contactsInformationOf(books, row),
  customerFinancialDetails: (_books, row) => [financialDetailOf(row)],
  pdfDocument: (_books, row) => [{ ...row, parentId: row.id, parentType: 'Sales_x0020_Invoice' }],
  'items.unitOfMeasure': (books, row) => byId(books, 'unitsOfMeasure', row['baseUnitOfMeasureId']),
  'salesInvoiceLines.location': (books, row) => byId(books, 'locations', row['locationId']),
  'salesCreditMemoLines.location': (books, row) => byId(books, 'locations', row['locationId']),
};

/** The rows a navigation property leads to. Throws 404 for one that the sandbox keeps no data for. */
export function follow(books: Books, entitySet: string, row: Row, navigation: NavigationDefinition): Row[] {
  const walk = parts[`${entitySet}.${navigation.name}`] ?? (navigation.kind === 'part' ? parts[navigation.target] : undefined);
  if (walk) return walk(books, row);
  const field = fieldOfRelation[navigation.name] ?? `${navigation.name}Id`;
  if (!(field in row)) throw unknownSegment(navigation.name);
  return byId(books, navigation.target, row[field]);
}

function byId(books: Books, entitySet: string, id: unknown): Row[] {
  const row = books.table(entitySet).get(id as string);
  return row ? [row] : [];
}

/** Lines of a document in the order of their sequence. */
export function linesOf(books: Books, entitySet: string, documentId: string): Row[] {
  const lines = books.table(entitySet).find('documentId', documentId);
  return lines.sort((left, right) => (left['sequence'] as number) - (right['sequence'] as number));
}

/** The contacts that belong to a customer: its main contact and the persons of it (reference 3.2). */
export function contactsInformationOf(books: Books, customer: Row): Row[] {
  return books
    .table('contacts')
    .find('customerId', customer.id)
    .map((contact) => ({
      ...contact,
      contactId: contact.id,
      contactNumber: contact['number'],
      contactName: contact['displayName'],
      contactType: contact['type'],
      relatedId: customer.id,
      relatedType: 'Customer',
    }));
}

function financialDetailOf(customer: Row): Row {
  const balance = customer['openBalance'] ?? '0';
  return { ...customer, balance, totalSalesExcludingTax: new Decimal((customer['totalSales'] as string) ?? 0).toString() };
}
