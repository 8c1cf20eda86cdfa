import type { ErpCompany, ErpCustomer, ErpItem } from '../../domain/erp.js';
import { ContractError } from '../../domain/errors.js';
import { erpInvoiceStatuses, type ErpInvoice, type ErpInvoiceLine } from '../../domain/invoice.js';
import { decimalOf } from '../../domain/money.js';
import type { LineAmounts } from '../../domain/tax.js';
import { instantFromMs, type Instant } from '../../domain/time.js';
import type { Company, Customer, Item, SalesInvoice, SalesInvoiceLine } from './schema.js';
import { captionOf, wordOf } from './wire-names.js';

const customerTypes = ['company', 'person'] as const;
const customerBlocks = ['ship', 'invoice', 'all'] as const;
const itemTypes = ['service', 'inventory', 'non-inventory'] as const;

export function companyOf(row: Company): ErpCompany {
  return { id: row.id.toLowerCase(), name: row.name, displayName: row.displayName || row.name };
}

/** Throws ContractError when the card has a type or a block we do not know: guessing could bill a blocked customer. */
export function customerOf(row: Customer, localCurrency: string): ErpCustomer {
  const what = `customer ${row.number}`;
  return {
    id: row.id.toLowerCase(),
    number: row.number,
    name: row.displayName ?? '',
    email: row.email ?? '',
    type: known(customerTypes, row.type, what, 'type'),
    blocked: captionOf(row.blocked ?? '') === '' ? 'none' : known(customerBlocks, row.blocked!, what, 'blocked'),
    currencyCode: row.currencyCode || localCurrency,
    lastModifiedAt: instantOf(row.lastModifiedDateTime, what),
  };
}

/** Throws ContractError for an item type we do not know. */
export function itemOf(row: Item): ErpItem {
  const what = `item ${row.number}`;
  return {
    id: row.id.toLowerCase(),
    number: row.number,
    name: row.displayName ?? '',
    type: known(itemTypes, row.type, what, 'type'),
    blocked: row.blocked,
    unitOfMeasureCode: row.baseUnitOfMeasureCode ?? '',
    lastModifiedAt: instantOf(row.lastModifiedDateTime, what),
  };
}

/** Throws ContractError for a status we do not know. */
export function invoiceOf(row: SalesInvoice, localCurrency: string): ErpInvoice {
  const what = `sales invoice ${row.number}`;
  return {
    id: row.id.toLowerCase(),
    number: row.number,
    key: row.externalDocumentNumber ?? '',
    status: known(erpInvoiceStatuses, row.status, what, 'status'),
    customerId: (row.customerId ?? '').toLowerCase(),
    customerNumber: row.customerNumber ?? '',
    customerName: row.customerName ?? '',
    currencyCode: row.currencyCode || localCurrency,
    pricesIncludeTax: row.pricesIncludeTax,
    netTotal: decimalOf(row.totalAmountExcludingTax),
    taxTotal: decimalOf(row.totalTaxAmount),
    grossTotal: decimalOf(row.totalAmountIncludingTax),
    remainingAmount: decimalOf(row.remainingAmount),
    invoiceDate: row.invoiceDate,
    postingDate: row.postingDate,
    dueDate: row.dueDate,
    lastModifiedAt: instantOf(row.lastModifiedDateTime, what),
    etag: row['@odata.etag'],
  };
}

export function lineOf(row: SalesInvoiceLine): ErpInvoiceLine {
  return {
    id: row.id.toLowerCase(),
    sequence: row.sequence,
    lineType: captionOf(row.lineType),
    erpItemId: (row.itemId ?? '').toLowerCase(),
    description: row.description ?? '',
    quantity: decimalOf(row.quantity),
    unitPrice: decimalOf(row.unitPrice),
    amounts: amountsOf(row),
  };
}

function amountsOf({ netAmount, netTaxAmount, netAmountIncludingTax, taxPercent }: SalesInvoiceLine): LineAmounts | null {
  if (netAmount == null || netTaxAmount == null || netAmountIncludingTax == null) return null;
  const percent = taxPercent == null ? null : decimalOf(taxPercent);
  return {
    net: decimalOf(netAmount),
    tax: decimalOf(netTaxAmount),
    gross: decimalOf(netAmountIncludingTax),
    taxPercent: percent,
  };
}

function known<Word extends string>(words: readonly Word[], wireName: string, what: string, property: string): Word {
  const word = wordOf(words, wireName);
  if (word !== null) return word;
  throw new ContractError(
    'business-central',
    `Business Central tells the ${property} of ${what} as "${wireName}", which is not known here.`,
  );
}

/** BC cuts trailing zeros of the milliseconds; our instants always have three digits. */
function instantOf(text: string, what: string): Instant {
  const ms = Date.parse(text);
  if (!Number.isNaN(ms)) return instantFromMs(ms);
  throw new ContractError(
    'business-central',
    `Business Central tells the last change of ${what} as "${text}", which is not a moment in time.`,
  );
}
