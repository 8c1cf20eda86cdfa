import type { SandboxClock } from '../contract.js';
import type { CompanyProfile } from './company-profile.js';
import { entities } from './data/entities.js';
import type { Journal } from './journal.js';
import type { BusinessCentralSettings } from './settings.js';
import { Table, type Row, type Stamp } from './table.js';

/** One company: its profile and its tables. */
export interface Books {
  companyId: string;
  profile: CompanyProfile;
  settings: BusinessCentralSettings;
  clock: SandboxClock;
  journal: Journal;
  /** The table behind an entity set. Throws when there is none. */
  table(entitySet: string): Table;
  createdMs: number;
}

type KeyOf = (row: Row) => string | undefined;

const field =
  (name: string): KeyOf =>
  (row) =>
    row[name] as string;

const byNumber = { number: field('number') };
const byCode = { code: field('code') };
const lowerEmail: KeyOf = (row) => (row['email'] as string).toLowerCase();
const document = {
  ...byNumber,
  externalDocumentNumber: field('externalDocumentNumber'),
  customerId: field('customerId'),
  billToCustomerId: field('billToCustomerId'),
};

/** Exact-match look-ups that must stay fast with 100,000 documents. `email` is kept in lower case as well as typed. */
const indexesBySet: Record<string, Record<string, KeyOf>> = {
  customers: { ...byNumber, email: field('email'), 'tolower(email)': lowerEmail },
  contacts: {
    ...byNumber,
    email: field('email'),
    'tolower(email)': lowerEmail,
    customerId: field('customerId'),
    companyNumber: field('companyNumber'),
  },
  items: { ...byNumber, displayName: field('displayName') },
  salesInvoices: document,
  salesCreditMemos: { ...document, invoiceId: field('invoiceId') },
  salesInvoiceLines: { documentId: field('documentId') },
  salesCreditMemoLines: { documentId: field('documentId') },
  customerPayments: { journalId: field('journalId') },
  dimensionSetLines: { parentId: field('parentId') },
  defaultDimensions: { parentId: field('parentId') },
  attachments: { parentId: field('parentId') },
  documentAttachments: { parentId: field('parentId') },
  accounts: byNumber,
  numberSeries: byCode,
};

/** Opens a company's books with empty tables for every entity set, and the number series. */
export function openBooks(options: {
  companyId: string;
  profile: CompanyProfile;
  settings: BusinessCentralSettings;
  clock: SandboxClock;
  journal: Journal;
  stamp: Stamp;
}): Books {
  const { companyId, journal, stamp } = options;
  const tables = new Map<string, Table>();
  for (const entitySet of [...entities.keys(), 'numberSeries']) {
    const indexes = indexesBySet[entitySet] ?? (entities.get(entitySet)?.byName.has('code') ? byCode : {});
    tables.set(entitySet, new Table(entitySet, companyId, journal, stamp, indexes));
  }
  return {
    ...options,
    createdMs: options.clock.nowMs(),
    table(entitySet) {
      const table = tables.get(entitySet);
      if (!table) throw new Error(`The books keep no table ${entitySet}.`);
      return table;
    },
  };
}

/** The row with that code (or number) in a setup table, if any. */
export function findByCode(books: Books, entitySet: string, code: string, index = 'code'): Row | undefined {
  return books.table(entitySet).find(index, code)[0];
}
