import { applyEntries, type FieldChecks } from './behaviour.js';
import type { BodyEntry, StoredValue } from './body.js';
import type { Books } from './books.js';
import { exchangeRate } from './currency.js';
import { zeroDate } from './data/notation.js';
import { addFormula } from './date-formula.js';
import { checkCustomerForDocument, findNamedCustomer, takeFromCustomer, takeFromPayer } from './document-customer.js';
import type { DocumentKind } from './document-kind.js';
import { currencyChecks, emailCheck, phoneCheck, relatedCode, relatedId, relatedPair } from './field-checks.js';
import type { LineRecord } from './line-object.js';
import { postedInvoiceFields } from './posted-invoice-fields.js';

const checks: FieldChecks = {
  ...currencyChecks,
  ...relatedPair('disputeStatusId', 'disputeStatus', 'disputeStatus', 'Dispute Status'),
  sellToCountry: relatedCode('sellToCountry', 'Sales Header', 'countriesRegions', 'Country/Region'),
  shipToCountry: relatedCode('shipToCountry', 'Sales Header', 'countriesRegions', 'Country/Region'),
  billToCountry: relatedCode('billToCountry', 'Sales Header', 'countriesRegions', 'Country/Region'),
  paymentTermsId: relatedId('paymentTermsId', 'paymentTerms', 'Payment Terms'),
  shipmentMethodId: relatedId('shipmentMethodId', 'shipmentMethods', 'Shipment Method'),
  salesperson: relatedCode('salesperson', 'Sales Header', 'salespeoplePurchasers', 'Salesperson/Purchaser'),
  phoneNumber: phoneCheck('phoneNumber', 'Phone No.'),
  email: emailCheck,
  invoiceId: (books, value) => postedInvoiceFields(books, { id: value as string }),
  invoiceNumber: (books, value) => postedInvoiceFields(books, { number: value as string }),
};

/** The value a body gives for a property, when it gives one that says something. */
export function givenText(entries: BodyEntry[], name: string): string | undefined {
  const value = entries.find((entry) => entry.name === name)?.value;
  return value === undefined || value === '' ? undefined : String(value);
}

/**
 * Applies header values in body order: the customer resets what came before it, a date moves the due date. Explicit
 * dates are applied once more at the end in a fixed order, so an explicit due date wins (reference 3.4).
 */
export function applyDocumentEntries(books: Books, kind: DocumentKind, document: LineRecord, entries: BodyEntry[]): void {
  for (const entry of entries) applyOne(books, kind, document, entry, entries);
  for (const name of [kind.dateProperty, 'postingDate', 'dueDate']) {
    const given = entries.find((entry) => entry.name === name);
    if (given) setDate(books, kind, document, name, given.value);
  }
}

function applyOne(books: Books, kind: DocumentKind, document: LineRecord, entry: BodyEntry, entries: BodyEntry[]): void {
  const { name, value } = entry;
  if (name === 'number') return;
  if (name === 'customerId' || name === 'customerNumber') return changeCustomer(books, kind, document, entries);
  if (name === 'billToCustomerId' || name === 'billToCustomerNumber') return changePayer(books, kind, document, entries);
  if (document[name] === value) return;
  if (name === kind.dateProperty || name === 'postingDate') return setDate(books, kind, document, name, value);
  applyEntries(books, document, [entry], checks);
  if (name === 'paymentTermsId') setDueDate(books, kind, document);
  if (name === 'currencyCode' || name === 'currencyId')
    exchangeRate(books, document['currencyCode'] as string, document['postingDate'] as string);
}

function changeCustomer(books: Books, kind: DocumentKind, document: LineRecord, entries: BodyEntry[]): void {
  const named = { id: givenText(entries, 'customerId'), number: givenText(entries, 'customerNumber') };
  if (named.id === undefined && named.number === undefined) return;
  const customer = findNamedCustomer(books, named, 'sell-to');
  if (document['customerId'] === customer.id) return;
  checkCustomerForDocument(books, customer, kind);
  takeFromCustomer(books, document, customer);
  exchangeRate(books, document['currencyCode'] as string, document['postingDate'] as string);
  setDueDate(books, kind, document);
}

function changePayer(books: Books, kind: DocumentKind, document: LineRecord, entries: BodyEntry[]): void {
  const named = { id: givenText(entries, 'billToCustomerId'), number: givenText(entries, 'billToCustomerNumber') };
  if (named.id === undefined && named.number === undefined) return;
  const payer = findNamedCustomer(books, named, 'bill-to');
  if (document['billToCustomerId'] === payer.id) return;
  checkCustomerForDocument(books, payer, kind);
  takeFromPayer(document, payer);
  setDueDate(books, kind, document);
}

function setDate(books: Books, kind: DocumentKind, document: LineRecord, name: string, value: StoredValue): void {
  document[name] = value;
  if (name === 'postingDate' && books.profile.sales.linkDocumentDateToPostingDate) document[kind.dateProperty] = value;
  if (name !== 'dueDate') setDueDate(books, kind, document);
}

/** Due date is the document date plus the payment terms. */
export function setDueDate(books: Books, kind: DocumentKind, document: LineRecord): void {
  const terms = books.table('paymentTerms').get(document['paymentTermsId'] as string);
  const day = document[kind.dateProperty] as string;
  if (day === zeroDate) return;
  document['dueDate'] = addFormula(day, (terms?.['dueDateCalculation'] as string) ?? '');
}
