import type { SetBehaviour } from './behaviour.js';
import type { Books } from './books.js';
import { cancelInvoice, makeCorrectiveCreditMemo } from './corrections.js';
import type { DocumentKind } from './document-kind.js';
import { createDocument, removeDocument, updateDocument } from './documents.js';
import { dialogError } from './errors.js';
import { postDocument } from './posting.js';
import { isPosted } from './status.js';
import type { Row } from './table.js';

/** Pages of a sales document with its bound actions (reference 3.4, 3.6). */
export function documentBehaviour(kind: DocumentKind): SetBehaviour {
  return {
    caption: 'Sales Header',
    create: (books, body) => createDocument(books, kind, body),
    update: (books, row, body) => updateDocument(books, kind, row, body),
    remove: (books, row) => removeDocument(books, kind, row),
    actions: {
      post: (books, row) => void postDocument(books, kind, row),
      postandsend: (books, row) => postAndSend(books, kind, row),
      send: (_books, row) => send(row),
      ...correctionsOf(kind),
    },
  };
}

function correctionsOf(kind: DocumentKind): NonNullable<SetBehaviour['actions']> {
  if (kind.noun === 'credit memo') return { cancel: cancelMemo, cancelandsend: cancelMemo };
  return {
    cancel: (books, row) => void cancelInvoice(books, row),
    cancelandsend: (books, row) => {
      cancelInvoice(books, row);
      send(row);
    },
    makecorrectivecreditmemo: (books, row) => void makeCorrectiveCreditMemo(books, row),
  };
}

/** Posting is committed before the mail goes out, so a mail error leaves a posted document (reference 3.4). */
function postAndSend(books: Books, kind: DocumentKind, row: Row): void {
  const posted = postDocument(books, kind, row);
  books.journal.commitNow();
  send(posted);
}

function send(row: Row): void {
  if (row['email'] !== '') return;
  throw dialogError('The send-to email is empty. Specify email either for the customer or for the invoice in email preview.');
}

/** Cancelling a corrective memo brings its invoice back to life. */
function cancelMemo(books: Books, row: Row): void {
  if (!isPosted(row)) throw dialogError('The action can be applied to a posted credit memo only.');
  if (row['ledgerState'] !== 'corrective') throw dialogError('The credit memo cannot be canceled because it is not corrective.');
  const invoice = books.table('salesInvoices').get(row['corrects'] as string)!;
  books.table('salesCreditMemos').update(row.id, { ledgerState: 'canceled' });
  books.table('salesInvoices').update(invoice.id, { ledgerState: 'open', openAmount: invoice['totalAmountIncludingTax'] });
}
