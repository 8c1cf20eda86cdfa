import { emptyRecord } from './body.js';
import { findByCode, type Books } from './books.js';
import { customerBehaviour } from './customers.js';
import { contactBehaviour } from './contacts.js';
import { entityOf } from './data/entities.js';
import { seedProfiles, seedSeries } from './data/seed-companies.js';
import { seedRecords, type SeedRecord } from './data/seed-records.js';
import { commonSetup, dimensionValues, setupByTaxType } from './data/seed-setup.js';
import { invoiceKind } from './document-kind.js';
import { createDocument } from './documents.js';
import type { Environment } from './environment.js';
import { seededId } from './ids.js';
import { itemBehaviour } from './items.js';
import { payInvoice, postDocument } from './posting.js';
import type { Row } from './table.js';
import { dayOf } from './wire.js';

/** Opens the two demo companies with setup, customers, items and a few old invoices. Ids are the same at every start. */
export function seedEnvironment(environment: Environment): void {
  for (const profile of seedProfiles) {
    const books = environment.addCompany(structuredClone(profile));
    seedSetup(books);
    seedCompany(books);
  }
}

function insert(books: Books, entitySet: string, name: string, fields: Record<string, unknown>): Row {
  return books.table(entitySet).insert({ ...fields, id: seededId(`${books.profile.name} ${entitySet} ${name}`) });
}

function seedSetup(books: Books): void {
  const { profile } = books;
  for (const series of seedSeries) insert(books, 'numberSeries', series.code, { endingNumber: '', ...series });
  for (const [entitySet, rows] of Object.entries({ ...commonSetup, ...setupByTaxType[profile.taxType] })) {
    const entity = entityOf(entitySet);
    for (const row of rows)
      insert(books, entitySet, String((row as Record<string, unknown>)['code'] ?? (row as Record<string, unknown>)['number']), {
        ...emptyRecord(entity),
        ...row,
      });
  }
  seedDimensionValues(books);
  seedCompanyRows(books);
  for (const account of books.table('accounts').all()) {
    const taxGroupCode = profile.taxType === 'VAT' ? (account['isRoundingAccount'] ? 'VAT0' : 'VAT25') : 'SERVICES';
    books.table('accounts').update(account.id, { taxGroupCode });
  }
}

function seedDimensionValues(books: Books): void {
  for (const [code, values] of Object.entries(dimensionValues)) {
    const dimension = findByCode(books, 'dimensions', code)!;
    for (const value of values)
      insert(books, 'dimensionValues', `${code} ${value.code}`, { ...value, consolidationCode: '', dimensionId: dimension.id });
  }
}

function seedCompanyRows(books: Books): void {
  const { profile } = books;
  insert(books, 'generalLedgerSetup', '', {
    ...emptyRecord(entityOf('generalLedgerSetup')),
    localCurrencyCode: profile.localCurrency,
    localCurrencySymbol: profile.localCurrencySymbol,
    shortcutDimension1Code: 'DEPARTMENT',
    shortcutDimension2Code: 'CHANNEL',
  });
  insert(books, 'companyInformation', '', {
    ...emptyRecord(entityOf('companyInformation')),
    displayName: profile.displayName,
    country: profile.country,
    currencyCode: profile.localCurrency,
    email: profile.country === 'DK' ? 'books@fjord.test' : 'books@hudson.test',
    currentFiscalYearStartDate: `${dayOf(books.clock.nowMs()).slice(0, 4)}-01-01`,
    experience: 'Essential',
  });
}

function seedCompany(books: Books): void {
  const seed = seedRecords[books.profile.name];
  if (!seed) return;
  for (const record of seed.customers) seedCustomer(books, record);
  for (const record of seed.items) {
    const item = keepIdStable(books, 'items', itemBehaviour.create!(books, record.body, undefined));
    if (record.hidden) books.table('items').update(item.id, record.hidden);
  }
  for (const invoice of seed.invoices) seedInvoice(books, invoice);
}

function seedCustomer(books: Books, record: SeedRecord): void {
  const made = customerBehaviour.create!(books, record.body, undefined);
  const customer = keepIdStable(books, 'customers', made);
  if (record.hidden) books.table('customers').update(customer.id, record.hidden);
  for (const contact of books.table('contacts').find('customerId', made.id)) {
    const main = keepIdStable(books, 'contacts', contact);
    books.table('contacts').update(main.id, { customerId: customer.id });
    for (const person of record.persons ?? []) {
      const made = contactBehaviour.create!(books, { ...person, type: 'Person', companyNumber: main['number'] }, undefined);
      keepIdStable(books, 'contacts', made);
    }
  }
}

/** Puts a seeded record under an id made from its number. */
function keepIdStable(books: Books, entitySet: string, row: Row): Row {
  books.table(entitySet).remove(row.id);
  return insert(books, entitySet, String(row['number']), row);
}

function seedInvoice(
  books: Books,
  invoice: { customer: string; item: string; quantity: number; daysAgo: number; paid: boolean },
): void {
  const day = dayOf(books.clock.nowMs() - invoice.daysAgo * 86_400_000);
  const draft = createDocument(books, invoiceKind, {
    customerNumber: invoice.customer,
    invoiceDate: day,
    postingDate: day,
    salesInvoiceLines: [{ lineType: 'Item', lineObjectNumber: invoice.item, quantity: invoice.quantity }],
  });
  const posted = postDocument(books, invoiceKind, draft);
  if (invoice.paid) payInvoice(books, posted);
}
