import { Decimal } from 'decimal.js';
import type { Books } from './books.js';
import { zeroDate } from './data/notation.js';
import { creditMemoKind } from './document-kind.js';
import { createDocument } from './documents.js';
import { rewriteDocument } from './document-totals.js';
import { dialogError } from './errors.js';
import { newId } from './ids.js';
import { postDocument } from './posting.js';
import { linesOf } from './relations.js';
import { isPosted } from './status.js';
import type { Row } from './table.js';
import { dayOf } from './wire.js';

/** Cancels a posted invoice: a corrective credit memo is made and posted, the invoice reads Canceled with nothing open. */
export function cancelInvoice(books: Books, invoice: Row): Row {
  if (!isPosted(invoice)) throw dialogError('The action can be applied to a posted invoice only.');
  if (invoice['ledgerState'] === 'canceled')
    throw dialogError('The invoice cannot be canceled because it has already been canceled.');
  if (invoice['openAmount'] !== invoice['totalAmountIncludingTax']) {
    throw dialogError('You cannot cancel this posted sales invoice because it is fully or partially paid.');
  }
  const memo = postDocument(books, creditMemoKind, copyAsCreditMemo(books, invoice));
  books.table('salesCreditMemos').update(memo.id, { ledgerState: 'corrective', openAmount: '0' });
  return books.table('salesInvoices').update(invoice.id, { ledgerState: 'canceled', openAmount: '0' });
}

/** Makes a draft credit memo with the invoice's lines; finance posts it. */
export function makeCorrectiveCreditMemo(books: Books, invoice: Row): Row {
  if (!isPosted(invoice)) throw dialogError('The action can be applied to a posted invoice only.');
  if (invoice['ledgerState'] !== 'open') {
    throw dialogError('The invoice is closed. The corrective credit memo will not be applied to the invoice.');
  }
  if (!new Decimal(invoice['openAmount'] as string).eq(invoice['totalAmountIncludingTax'] as string)) {
    throw dialogError(
      'The invoice is partially paid or credited. The corrective credit memo may not be fully closed by the invoice.',
    );
  }
  return copyAsCreditMemo(books, invoice);
}

function copyAsCreditMemo(books: Books, invoice: Row): Row {
  const memo = createDocument(books, creditMemoKind, {
    customerId: invoice['customerId'],
    billToCustomerId: invoice['billToCustomerId'],
    externalDocumentNumber: invoice['externalDocumentNumber'],
    invoiceId: invoice.id,
  });
  const { currencyId, currencyCode, pricesIncludeTax, discountAmount, taxSide, taxLiable } = invoice;
  const header = {
    ...memo,
    currencyId,
    currencyCode,
    pricesIncludeTax,
    discountAmount,
    taxSide,
    taxLiable,
    corrects: invoice.id,
    creditMemoDate: dayOf(books.clock.nowMs()),
  };
  const lines = linesOf(books, 'salesInvoiceLines', invoice.id).map((line) => ({
    ...line,
    id: newId(),
    documentId: memo.id,
    shipmentDate: memo['postingDate'] ?? zeroDate,
  }));
  return rewriteDocument(books, { kind: creditMemoKind, header, lines });
}
