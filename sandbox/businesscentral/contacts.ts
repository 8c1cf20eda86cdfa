import { applyEntries, type FieldChecks, type SetBehaviour } from './behaviour.js';
import { emptyRecord, readBody } from './body.js';
import { findByCode, type Books } from './books.js';
import { contacts, customerContacts } from './data/masters.js';
import { BusinessCentralError, dialogError, duplicateKey, invalidRelation } from './errors.js';
import { emailCheck, phoneCheck, relatedCode } from './field-checks.js';
import { newId } from './ids.js';
import { checkManualNumbers, drawNumber, seriesOf } from './number-series.js';
import type { Row } from './table.js';

const checks: FieldChecks = {
  displayName: (_books, value) => {
    if (value === '') throw dialogError('The blank "displayName" is not allowed.');
    return { displayName: value };
  },
  country: relatedCode('country', 'Contact', 'countriesRegions', 'Country/Region'),
  phoneNumber: phoneCheck('phoneNumber', 'Phone No.'),
  mobilePhoneNumber: phoneCheck('mobilePhoneNumber', 'Mobile Phone No.'),
  email: emailCheck,
  searchName: (_books, value) => ({ searchName: String(value).toUpperCase() }),
};

function createContact(books: Books, body: Record<string, unknown>): Row {
  const entries = readBody(contacts, body, 'create');
  if (!entries.some(({ name, value }) => name === 'displayName' && value !== ''))
    throw dialogError('A "displayName" must be provided.');
  const record: Record<string, unknown> = {
    ...emptyRecord(contacts),
    country: books.profile.country,
    contactBusinessRelation: 'None',
    customerId: '',
  };
  applyEntries(books, record, entries, checks);
  record['number'] = takeNumber(books, record['number'] as string);
  if (record['searchName'] === '') record['searchName'] = String(record['displayName']).toUpperCase();
  followCompany(books, record);
  return books.table('contacts').insert({ ...record, id: newId() });
}

function takeNumber(books: Books, wanted: string): string {
  if (wanted !== '' && findByCode(books, 'contacts', wanted, 'number')) throw duplicateKey('Contact', 'No.', wanted);
  const series = seriesOf(books, books.profile.sales.contactNos, 'Contact Nos.', 'Marketing Setup');
  if (wanted === '') return drawNumber(books, series);
  checkManualNumbers(series);
  return wanted;
}

/** A company contact is its own company; a person takes name and customer of the company contact it names (reference 3.2). */
function followCompany(books: Books, record: Record<string, unknown>): void {
  if (record['type'] === 'Company') {
    record['companyNumber'] = record['number'];
    record['companyName'] = record['displayName'];
    return;
  }
  const number = record['companyNumber'] as string;
  if (number === '') {
    record['companyName'] = '';
    return;
  }
  const company = findByCode(books, 'contacts', number, 'number');
  if (!company) throw invalidRelation('Company No.', 'Contact', number, 'Contact');
  record['companyName'] = company['displayName'];
  record['customerId'] = company['customerId'];
  record['contactBusinessRelation'] = company['contactBusinessRelation'];
}

function updateContact(books: Books, row: Row, body: Record<string, unknown>): Row {
  const changed: Record<string, unknown> = { ...row };
  const entries = readBody(contacts, body, 'update');
  applyEntries(books, changed, entries, checks);
  if (entries.some(({ name }) => name === 'displayName') && !entries.some(({ name }) => name === 'searchName')) {
    changed['searchName'] = String(changed['displayName']).toUpperCase();
  }
  followCompany(books, changed);
  return books.table('contacts').update(row.id, changed);
}

/** The contact that comes with a new customer, linked to it by the business relation (reference 3.1). */
export function createMainContact(books: Books, customer: Row): Row {
  const record: Record<string, unknown> = { ...emptyRecord(contacts) };
  for (const { name } of contacts.properties) {
    if (name !== 'id' && name !== 'number' && customer[name] !== undefined) record[name] = customer[name];
  }
  record['number'] = takeNumber(books, '');
  record['searchName'] = String(customer['displayName']).toUpperCase();
  const isCompany = customer['type'] === 'Company';
  record['companyNumber'] = isCompany ? record['number'] : '';
  record['companyName'] = isCompany ? customer['displayName'] : '';
  return books.table('contacts').insert({ ...record, customerId: customer.id, contactBusinessRelation: 'Customer', id: newId() });
}

export const contactBehaviour: SetBehaviour = {
  caption: 'Contact',
  create: createContact,
  update: updateContact,
  remove: (books, row) => books.table('contacts').remove(row.id),
};

export const contactInformationBehaviour: SetBehaviour = {
  caption: 'Contact Information',
  list() {
    throw dialogError('id type not specified.');
  },
};

/** Person contacts whose only relation is a customer; a view over the contacts that can be changed and removed, not created. */
export const customerContactBehaviour: SetBehaviour = {
  caption: 'Customer Contact',
  list: (books) =>
    [...books.table('contacts').all()]
      .filter((row) => row['type'] === 'Person' && row['contactBusinessRelation'] === 'Customer')
      .map(asCustomerContact),
  update(books, row, body) {
    const entries = readBody(customerContacts, body, 'update');
    const view: Record<string, unknown> = { ...row };
    applyEntries(books, view, entries, { email: emailCheck });
    if (!books.table('customers').get(view['customerId'] as string)) {
      throw new BusinessCentralError(
        400,
        'Application_DialogException',
        `Customer with provided id - ${String(view['customerId'])} does not exist.`,
      );
    }
    const displayName = `${String(view['firstName'])} ${String(view['lastName'])}`.trim();
    const changes = {
      email: view['email'],
      customerId: view['customerId'],
      jobTitle: view['professionalTitle'],
      phoneNumber: view['primaryPhoneNumber'],
    };
    return asCustomerContact(books.table('contacts').update(row.id, { ...changes, displayName }));
  },
  remove: (books, row) => books.table('contacts').remove(row.id),
};

/** A person contact as customerContacts shows it. */
export function asCustomerContact(contact: Row): Row {
  const words = String(contact['displayName']).split(' ');
  const lastName = words.length > 1 ? words.pop()! : '';
  return {
    ...contact,
    firstName: words.join(' ').slice(0, 30),
    lastName: lastName.slice(0, 30),
    professionalTitle: contact['jobTitle'],
    primaryPhoneNumber: contact['phoneNumber'],
  };
}
