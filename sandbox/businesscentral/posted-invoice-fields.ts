import type { StoredValue } from './body.js';
import type { Books } from './books.js';
import { zeroGuid } from './data/notation.js';
import { dialogError } from './errors.js';
import { isPosted } from './status.js';
import type { Row } from './table.js';

/** The posted invoice that a credit memo applies to, as the fields of the memo. Throws when there is none. */
export function postedInvoiceFields(books: Books, wanted: { id?: string; number?: string }): Record<string, StoredValue> {
  if (wanted.id === zeroGuid || wanted.number === '') return { invoiceId: zeroGuid, invoiceNumber: '' };
  const table = books.table('salesInvoices');
  const invoice = wanted.id ? table.get(wanted.id) : table.find('number', wanted.number!).find(isPosted);
  if (!invoice || !isPosted(invoice)) throw dialogError('The "invoiceId" does not match to an Invoice.');
  return { invoiceId: invoice.id, invoiceNumber: numberOf(invoice) };
}

function numberOf(invoice: Row): string {
  return invoice['number'] as string;
}
