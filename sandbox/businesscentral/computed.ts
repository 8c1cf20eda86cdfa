import { Decimal } from 'decimal.js';
import type { Books } from './books.js';
import type { EntityDefinition, PropertyDefinition } from './data/notation.js';
import { statusOf } from './status.js';
import type { Row } from './table.js';

type Computation = (row: Row, books: Books) => unknown;

const currencyCode: Computation = (row, books) =>
  row['currencyCode'] === '' ? books.profile.localCurrency : row['currencyCode'];
const taxType: Computation = (_row, books) => (books.profile.taxType === 'VAT' ? 'VAT' : 'Sales_x0020_Tax');
const document = { currencyCode, status: statusOf };

/** Properties that are worked out when read, because they follow other records or the company. */
const computations: Record<string, Record<string, Computation>> = {
  customers: {
    currencyCode,
    balanceDue: (row) => row['openBalance'] ?? '0',
    taxAreaDisplayName: (row, books) => books.table('taxAreas').get(row['taxAreaId'] as string)?.['displayName'] ?? '',
  },
  customerFinancialDetails: { overdueAmount: (row) => row['balance'] },
  customerContacts: {
    customerName: (row, books) => books.table('customers').get(row['customerId'] as string)?.['displayName'] ?? '',
  },
  salesInvoices: { ...document, remainingAmount: remainingAmountOf },
  salesCreditMemos: document,
  taxAreas: { taxType },
  taxGroups: { taxType },
  dimensionSetLines: { id: (row) => row['dimensionId'] },
};

/** Draft: the total. Posted: what the ledger still has open (reference 3.4). */
function remainingAmountOf(row: Row): unknown {
  return row['stage'] === 'posted' ? row['openAmount'] : row['totalAmountIncludingTax'];
}

/** A property as stored or computed; decimals as decimal text, instants as milliseconds. */
export function valueOf(entity: EntityDefinition, property: PropertyDefinition, row: Row, books: Books): unknown {
  const compute = computations[entity.entitySet]?.[property.name];
  if (compute) return compute(row, books);
  if (property.name === 'lastModifiedDateTime' || property.name === 'systemModifiedAt') return row.modifiedMs;
  if (property.name === 'systemCreatedAt') return row.createdMs;
  return row[property.name];
}

/** The JSON number of a decimal text. Exact for the 15 digits that money needs. */
export function jsonNumber(text: unknown): number {
  return text instanceof Decimal ? text.toNumber() : Number(text);
}
