import { Decimal } from 'decimal.js';
import { applyEntries, type FieldChecks, type SetBehaviour } from './behaviour.js';
import { emptyRecord, readBody, type StoredValue } from './body.js';
import { findByCode, type Books } from './books.js';
import { customerPaymentJournals, customerPayments } from './data/finance.js';
import { zeroGuid } from './data/notation.js';
import { dialogError, duplicateKey } from './errors.js';
import { newId } from './ids.js';
import { drawNumber, seriesOf } from './number-series.js';
import { payInvoice } from './posting.js';
import { isPosted } from './status.js';
import type { Row } from './table.js';
import { dayOf } from './wire.js';

const journalChecks: FieldChecks = {
  balancingAccountId(books, value) {
    const account = books.table('accounts').get(value as string);
    if (value !== zeroGuid && !account) throw dialogError('The "balancingAccountId" does not match to a G/L Account.');
    return { balancingAccountId: value, balancingAccountNumber: (account?.['number'] as string) ?? '' };
  },
};

export const paymentJournalBehaviour: SetBehaviour = {
  caption: 'Gen. Journal Batch',
  create(books, body) {
    const record: Record<string, unknown> = emptyRecord(customerPaymentJournals);
    applyEntries(books, record, readBody(customerPaymentJournals, body, 'create'), journalChecks);
    const code = record['code'] as string;
    if (code === '') throw dialogError('A "code" must be provided.');
    if (findByCode(books, 'customerPaymentJournals', code)) throw duplicateKey('Gen. Journal Batch', 'Name', code);
    return books.table('customerPaymentJournals').insert({ ...record, id: newId() });
  },
  update(books, row, body) {
    const changes: Record<string, unknown> = {};
    applyEntries(books, changes, readBody(customerPaymentJournals, body, 'update'), journalChecks);
    return books.table('customerPaymentJournals').update(row.id, changes);
  },
  remove(books, row) {
    for (const payment of books.table('customerPayments').find('journalId', row.id))
      books.table('customerPayments').remove(payment.id);
    books.table('customerPaymentJournals').remove(row.id);
  },
};

function customerFields(row: Row | undefined, name: string): Record<string, StoredValue> {
  if (!row) throw dialogError(`The "${name}" does not match to a Customer.`);
  return { customerId: row.id, customerNumber: row['number'] as string };
}

function invoiceFields(row: Row | undefined): Record<string, StoredValue> {
  if (!row || !isPosted(row))
    throw dialogError('The "appliesToInvoiceId" should be the ID of an Open, Paid, Corrective, or Canceled Invoice.');
  return { appliesToInvoiceId: row.id, appliesToInvoiceNumber: row['number'] as string };
}

const checks: FieldChecks = {
  customerId: (books, value) => customerFields(books.table('customers').get(value as string), 'customerId'),
  customerNumber: (books, value) => customerFields(findByCode(books, 'customers', value as string, 'number'), 'customerNumber'),
  appliesToInvoiceId: (books, value) => invoiceFields(books.table('salesInvoices').get(value as string)),
  appliesToInvoiceNumber: (books, value) =>
    invoiceFields(
      books
        .table('salesInvoices')
        .find('number', value as string)
        .find(isPosted),
    ),
};

/** Unposted journal lines; posting the journal applies them to their invoices (reference 3.7). */
export const customerPaymentBehaviour: SetBehaviour = {
  caption: 'Gen. Journal Line',
  list(books, query) {
    const journalId = /\bjournalId eq ([0-9a-f-]{36})/i.exec(query.get('$filter') ?? '')?.[1];
    if (!journalId) throw dialogError('You must specify a journal batch ID or a journal ID to get a journal line.');
    return books.table('customerPayments').find('journalId', journalId.toLowerCase());
  },
  create(books, body, parent) {
    const entries = readBody(customerPayments, body, 'create');
    const journalId = parent?.id ?? String(entries.find(({ name }) => name === 'journalId')?.value ?? '');
    const journal = books.table('customerPaymentJournals').get(journalId);
    if (!journal) throw dialogError('You must specify a journal batch ID or a journal ID to get a journal line.');
    const record: Record<string, unknown> = { ...emptyRecord(customerPayments), postingDate: dayOf(books.clock.nowMs()) };
    applyEntries(books, record, entries, checks);
    if (record['documentNumber'] === '')
      record['documentNumber'] = drawNumber(
        books,
        seriesOf(books, books.profile.sales.paymentNos, 'No. Series', 'Gen. Journal Batch'),
      );
    const lines = books.table('customerPayments').find('journalId', journal.id);
    const lineNumber = Math.max(0, ...lines.map((line) => line['lineNumber'] as number)) + 10_000;
    return books
      .table('customerPayments')
      .insert({ ...record, id: newId(), journalId: journal.id, journalDisplayName: journal['code'], lineNumber });
  },
  update(books, row, body) {
    const changes: Record<string, unknown> = {};
    const entries = readBody(customerPayments, body, 'update');
    if (entries.some(({ name, value }) => name === 'journalId' && value !== row['journalId']))
      throw dialogError('The Journal Id cannot be changed.');
    applyEntries(books, changes, entries, checks);
    return books.table('customerPayments').update(row.id, changes);
  },
  remove: (books, row) => books.table('customerPayments').remove(row.id),
};

/** Posts a payment journal: each line that names an invoice pays it (receipts are negative amounts). The lines go. */
export function postPaymentJournal(books: Books, journal: Row): void {
  const lines = books.table('customerPayments').find('journalId', journal.id);
  if (lines.length === 0)
    throw dialogError('There is nothing to post because the journal does not contain a quantity or amount.');
  for (const line of lines) {
    const invoice = books.table('salesInvoices').get(line['appliesToInvoiceId'] as string);
    if (invoice) payInvoice(books, invoice, new Decimal(line['amount'] as string).abs().toString());
    books.table('customerPayments').remove(line.id);
  }
}
