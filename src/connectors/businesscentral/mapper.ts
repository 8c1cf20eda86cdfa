import type { ErpCompany, ErpCustomer, ErpItem } from '../../domain/erp.js';
import {
  erpInvoiceStatuses,
  type ErpInvoice,
  type ErpInvoiceLine,
  type ErpInvoiceStatus,
  type FoundInvoice,
} from '../../domain/invoice.js';
import { decimalOf } from '../../domain/money.js';
import type { LineAmounts } from '../../domain/tax.js';
import { instantFromMs, type Instant } from '../../domain/time.js';
import { inEnglish } from '../../domain/words/plain.js';
import { say, type Words } from '../../domain/words/sentence.js';
import type { Reading } from './records.js';
import type { Company, Customer, Item, SalesInvoice, SalesInvoiceLine } from './schema.js';
import { captionOf, wordOf } from './wire-names.js';

const customerTypes = ['company', 'person'] as const;
const customerBlocks = ['ship', 'invoice', 'all'] as const;
const itemTypes = ['service', 'inventory', 'non-inventory'] as const;

/** BC's own word for a moment it does not know. */
const noMoment = '0001-01-01T00:00:00.000Z';

/** Null when the company cannot be told apart. */
export function companyOf({ record }: Reading<Company>): ErpCompany | null {
  if (record.id === undefined) return null;
  const name = record.name ?? '';
  return { id: record.id.toLowerCase(), name, displayName: record.displayName || name };
}

/** A card with the properties that decide something: who it is, and what may be billed to it. The rest may be unknown. */
export function customerOf({ record, broken }: Reading<Customer>, localCurrency: string): ErpCustomer {
  const said = captionOf(record.blocked ?? '');
  const blocked = broken.includes('blocked') ? 'unknown' : said === '' ? 'none' : (wordOf(customerBlocks, said) ?? 'unknown');
  const unknown = blocked === 'unknown' && !broken.includes('blocked') ? { blocked: said } : {};
  return {
    id: (record.id ?? '').toLowerCase(),
    number: record.number ?? '',
    name: record.displayName ?? '',
    email: record.email ?? '',
    type: wordOf(customerTypes, record.type ?? '') ?? 'unknown',
    blocked,
    currencyCode: record.currencyCode || localCurrency,
    lastModifiedAt: instantOf(record.lastModifiedDateTime) ?? noMoment,
    ...withFault('customer', record.number, deciding(broken, ['id', 'number', 'email', 'blocked']), unknown),
  };
}

export function itemOf({ record, broken }: Reading<Item>): ErpItem {
  const type = wordOf(itemTypes, record.type ?? '') ?? 'unknown';
  const unknown = type === 'unknown' && record.type !== undefined ? { type: captionOf(record.type) } : {};
  const deciders = ['id', 'number', 'displayName', 'type', 'blocked', 'baseUnitOfMeasureCode'] as const;
  return {
    id: (record.id ?? '').toLowerCase(),
    number: record.number ?? '',
    name: record.displayName ?? '',
    type,
    blocked: record.blocked ?? false,
    unitOfMeasureCode: record.baseUnitOfMeasureCode ?? '',
    lastModifiedAt: instantOf(record.lastModifiedDateTime) ?? noMoment,
    ...withFault('item', record.number, deciding(broken, deciders), unknown),
  };
}

/** Every property of a document decides something, so one that is not understood makes it unreadable as a whole. */
export function invoiceOf({ record, broken }: Reading<SalesInvoice>, localCurrency: string): FoundInvoice {
  const status = wordOf(erpInvoiceStatuses, record.status ?? '');
  const changedAt = instantOf(record.lastModifiedDateTime);
  const unknown = {
    ...(status === null && record.status !== undefined ? { status: captionOf(record.status) } : {}),
    ...(changedAt === null && record.lastModifiedDateTime !== undefined
      ? { lastModifiedDateTime: record.lastModifiedDateTime }
      : {}),
  };
  const fault = withFault('invoice', record.number, broken, unknown);
  if (fault.fault !== undefined || status === null || changedAt === null)
    return { id: (record.id ?? '').toLowerCase(), number: record.number ?? '', fault: '', ...fault };
  return readInvoice(record as SalesInvoice, status, changedAt, localCurrency);
}

function readInvoice(row: SalesInvoice, status: ErpInvoiceStatus, lastModifiedAt: Instant, localCurrency: string): ErpInvoice {
  return {
    id: row.id.toLowerCase(),
    number: row.number,
    key: row.externalDocumentNumber ?? '',
    status,
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
    lastModifiedAt,
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

function deciding<Name extends string>(broken: readonly string[], deciders: readonly Name[]): string[] {
  return broken.filter((name) => (deciders as readonly string[]).includes(name));
}

/** What of a record is not understood: properties without a readable value, and those whose word is not known here. */
function withFault(
  record: 'customer' | 'item' | 'invoice',
  number: string | undefined,
  broken: readonly string[],
  unknown: Readonly<Record<string, string>>,
): { fault?: string; faultSentences?: Words } {
  const named = { record, number: number || '?' };
  const strange = Object.entries(unknown).map(([property, said]) =>
    say('property-unknown', { ...named, property, said: said.slice(0, 60) }),
  );
  const missing = broken.length === 0 ? [] : [say('property-unreadable', { ...named, properties: broken.join(', ') })];
  const faultSentences = [...strange, ...missing];
  return faultSentences.length === 0 ? {} : { fault: inEnglish(faultSentences), faultSentences };
}

/** BC cuts trailing zeros of the milliseconds; our instants always have three digits. Null when it is no moment. */
function instantOf(text: string | undefined): Instant | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : instantFromMs(ms);
}
