import { applyEntries, type FieldChecks, type SetBehaviour } from './behaviour.js';
import { emptyRecord, readBody } from './body.js';
import { findByCode, type Books } from './books.js';
import { createMainContact } from './contacts.js';
import { customers } from './data/masters.js';
import { dialogError, duplicateKey } from './errors.js';
import { currencyChecks, emailCheck, phoneCheck, relatedCode, relatedId } from './field-checks.js';
import { newId } from './ids.js';
import { checkManualNumbers, drawNumber, seriesOf } from './number-series.js';
import type { Row } from './table.js';
import { applyTemplate } from './templates.js';

/** Fields of a customer that the API does not show; they come from templates or from finance's client. */
export const hiddenCustomerFields = {
  genBusPostingGroup: '',
  customerPostingGroup: '',
  vatBusPostingGroup: '',
  pricesIncludingVat: false,
  privacyBlocked: false,
  billToCustomerNumber: '',
  openBalance: '0',
  totalSales: '0',
};

const checks: FieldChecks = {
  displayName: (_books, value) => {
    if (value === '') throw dialogError('The blank "displayName" is not allowed.');
    return { displayName: value };
  },
  country: relatedCode('country', 'Customer', 'countriesRegions', 'Country/Region'),
  phoneNumber: phoneCheck('phoneNumber', 'Phone No.'),
  email: emailCheck,
  salespersonCode: relatedCode('salespersonCode', 'Customer', 'salespeoplePurchasers', 'Salesperson/Purchaser'),
  ...currencyChecks,
  taxAreaId: relatedId('taxAreaId', 'taxAreas', 'Tax Area'),
  paymentTermsId: relatedId('paymentTermsId', 'paymentTerms', 'Payment Terms'),
  shipmentMethodId: relatedId('shipmentMethodId', 'shipmentMethods', 'Shipment Method'),
  paymentMethodId: relatedId('paymentMethodId', 'paymentMethods', 'Payment Method'),
};

/** POST in the order of reference 3.1: name, duplicate number, insert with number, template, contact. */
function createCustomer(books: Books, body: Record<string, unknown>): Row {
  const entries = readBody(customers, body, 'create');
  const record: Record<string, unknown> = { ...emptyRecord(customers), ...hiddenCustomerFields };
  if (!entries.some(({ name, value }) => name === 'displayName' && value !== ''))
    throw dialogError('A "displayName" must be provided.');
  applyEntries(books, record, entries, checks);
  record['number'] = takeNumber(books, record['number'] as string);
  applyTemplate(books, record, books.profile.customerTemplates, new Set(entries.map(({ name }) => name)));
  const customer = books.table('customers').insert({ ...record, id: newId() });
  if (books.profile.customerBusinessRelation !== '') createMainContact(books, customer);
  return customer;
}

function takeNumber(books: Books, wanted: string): string {
  if (wanted !== '' && findByCode(books, 'customers', wanted, 'number')) throw duplicateKey('Customer', 'No.', wanted);
  const series = seriesOf(books, books.profile.sales.customerNos, 'Customer Nos.', 'Sales & Receivables Setup');
  if (wanted === '') return drawNumber(books, series);
  checkManualNumbers(series);
  return wanted;
}

function updateCustomer(books: Books, row: Row, body: Record<string, unknown>): Row {
  const entries = readBody(customers, body, 'update');
  const changes: Record<string, unknown> = {};
  applyEntries(books, changes, entries, checks);
  if (changes['number'] !== undefined && changes['number'] !== row['number']) {
    if (findByCode(books, 'customers', changes['number'] as string, 'number'))
      throw duplicateKey('Customer', 'No.', String(changes['number']));
    renameOnDocuments(books, row, changes['number'] as string);
  }
  return books.table('customers').update(row.id, changes);
}

/** A rename reaches the documents of the customer. */
function renameOnDocuments(books: Books, row: Row, number: string): void {
  for (const entitySet of ['salesInvoices', 'salesCreditMemos']) {
    for (const document of books.table(entitySet).find('customerId', row.id))
      books.table(entitySet).update(document.id, { customerNumber: number });
    for (const document of books.table(entitySet).find('billToCustomerId', row.id)) {
      books.table(entitySet).update(document.id, { billToCustomerNumber: number });
    }
  }
}

function removeCustomer(books: Books, row: Row): void {
  for (const [entitySet, kind] of [
    ['salesInvoices', 'Invoice'],
    ['salesCreditMemos', 'Credit Memo'],
  ] as const) {
    if (books.table(entitySet).find('customerId', row.id).length === 0) continue;
    const name = String(row['number']);
    throw dialogError(
      `You cannot delete Customer ${name} because there is at least one outstanding Sales ${kind} for this customer.`,
    );
  }
  for (const contact of books.table('contacts').find('customerId', row.id)) {
    books.table('contacts').update(contact.id, { customerId: '', contactBusinessRelation: 'None' });
  }
  books.table('customers').remove(row.id);
}

export const customerBehaviour: SetBehaviour = {
  caption: 'Customer',
  create: createCustomer,
  update: updateCustomer,
  remove: removeCustomer,
};
