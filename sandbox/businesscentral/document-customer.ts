import { findByCode, type Books } from './books.js';
import { zeroGuid } from './data/notation.js';
import { dialogError, missingValue } from './errors.js';
import type { DocumentKind } from './document-kind.js';
import type { LineRecord } from './line-object.js';
import type { Row } from './table.js';
import { captionOf } from './wire.js';

interface Named {
  id: string | undefined;
  number: string | undefined;
}

/** The customer named by id, number or both. Throws the texts of reference 3.4 when there is none or they disagree. */
export function findNamedCustomer(books: Books, { id, number }: Named, role: 'sell-to' | 'bill-to'): Row {
  const byId = id === undefined ? undefined : books.table('customers').get(id);
  const byNumber = number === undefined ? undefined : findByCode(books, 'customers', number, 'number');
  if ((id !== undefined && !byId) || (number !== undefined && !byNumber))
    throw dialogError(`The ${role} customer cannot be found.`);
  if (byId && byNumber && byId.id !== byNumber.id)
    throw dialogError(`The ${role} customer values do not match to a specific Customer.`);
  return (byId ?? byNumber)!;
}

/** Blocked, privacy blocked, or without posting groups: no document for this customer (reference 3.4). */
export function checkCustomerForDocument(books: Books, customer: Row, kind: DocumentKind): void {
  const number = String(customer['number']);
  const blocked = captionOf('customerBlocked', customer['blocked'] as string);
  // A credit memo is still possible for a customer blocked for invoices.
  if (blocked === 'All' || (blocked === 'Invoice' && kind.noun === 'invoice')) {
    throw dialogError(`You cannot create this type of document when Customer ${number} is blocked with type ${blocked}`);
  }
  if (customer['privacyBlocked'] === true)
    throw dialogError(`You cannot create this type of document when Customer ${number} is blocked for privacy.`);
  if (books.profile.taxType === 'VAT' && customer['genBusPostingGroup'] === '')
    throw missingValue('Gen. Bus. Posting Group', 'Customer', `No.=${number}`);
  if (customer['customerPostingGroup'] === '') throw missingValue('Customer Posting Group', 'Customer', `No.=${number}`);
}

/** Copies what a document takes from its sell-to customer; earlier values are overwritten. */
export function takeFromCustomer(books: Books, document: LineRecord, customer: Row): void {
  const payer = findByCode(books, 'customers', customer['billToCustomerNumber'] as string, 'number') ?? customer;
  Object.assign(document, {
    customerId: customer.id,
    customerNumber: customer['number'],
    customerName: customer['displayName'],
    ...addressOf(customer, 'sellTo'),
    ...shipToOf(customer),
    salesperson: customer['salespersonCode'],
    shipmentMethodId: customer['shipmentMethodId'],
    phoneNumber: customer['phoneNumber'],
    email: customer['email'],
    taxLiable: customer['taxLiable'],
    taxSide: books.profile.taxType === 'VAT' ? customer['vatBusPostingGroup'] : taxAreaCode(books, customer),
    ...dimensionShortcuts(books, customer),
  });
  takeFromPayer(document, payer);
}

/** Copies what a document takes from its bill-to customer. */
export function takeFromPayer(document: LineRecord, payer: Row): void {
  Object.assign(document, {
    billToCustomerId: payer.id,
    billToCustomerNumber: payer['number'],
    billToName: payer['displayName'],
    ...addressOf(payer, 'billTo'),
    currencyId: payer['currencyId'] ?? zeroGuid,
    currencyCode: payer['currencyCode'],
    paymentTermsId: payer['paymentTermsId'],
    pricesIncludeTax: payer['pricesIncludingVat'] === true,
  });
}

function addressOf(customer: Row, prefix: 'sellTo' | 'billTo'): LineRecord {
  return {
    [`${prefix}AddressLine1`]: customer['addressLine1'],
    [`${prefix}AddressLine2`]: customer['addressLine2'],
    [`${prefix}City`]: customer['city'],
    [`${prefix}Country`]: customer['country'],
    [`${prefix}State`]: customer['state'],
    [`${prefix}PostCode`]: customer['postalCode'],
  };
}

function shipToOf(customer: Row): LineRecord {
  return {
    shipToName: customer['displayName'],
    shipToAddressLine1: customer['addressLine1'],
    shipToAddressLine2: customer['addressLine2'],
    shipToCity: customer['city'],
    shipToCountry: customer['country'],
    shipToState: customer['state'],
    shipToPostCode: customer['postalCode'],
  };
}

function taxAreaCode(books: Books, customer: Row): unknown {
  return books.table('taxAreas').get(customer['taxAreaId'] as string)?.['code'] ?? '';
}

/** Global dimension codes from the customer's default dimensions. */
function dimensionShortcuts(books: Books, customer: Row): LineRecord {
  const shortcuts: LineRecord = { shortcutDimension1Code: '', shortcutDimension2Code: '' };
  const setup = [...books.table('generalLedgerSetup').all()][0];
  for (const row of books.table('defaultDimensions').find('parentId', customer.id)) {
    if (row['dimensionCode'] === setup?.['shortcutDimension1Code'])
      shortcuts['shortcutDimension1Code'] = row['dimensionValueCode'];
    if (row['dimensionCode'] === setup?.['shortcutDimension2Code'])
      shortcuts['shortcutDimension2Code'] = row['dimensionValueCode'];
  }
  return shortcuts;
}
