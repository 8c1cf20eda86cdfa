import type { CreditMemo } from '../../domain/invoice.js';
import type { ErpTarget } from '../../domain/ports.js';
import type { Api } from './api.js';
import { findByText } from './lookups.js';
import { wholeOf } from './records.js';
import { SalesCreditMemo } from './schema.js';
import { captionOf } from './wire-names.js';

/** Statuses only a posted credit memo has; `Open` may be a draft that was released (BC reference 3.6). */
const posted: readonly string[] = ['Corrective', 'Paid', 'Canceled'];

type Memo = typeof SalesCreditMemo._output;

/**
 * Credit memos name the posted invoice they apply to. They are looked for by its number, a field of the record; the id beside it is worked
 * out by the page, so it can prove a match but not be filtered by.
 */
export function creditMemoCalls(api: Api): Pick<ErpTarget, 'findCreditMemos'> {
  return {
    async findCreditMemos(companyId, invoices) {
      const numbers = invoices.map(({ number }) => number);
      const rows = await findByText(api, companyId, 'salesCreditMemos', 'invoiceNumber', numbers, SalesCreditMemo);
      const memos = wholeOf(rows).filter(({ status }) => posted.includes(captionOf(status)));
      const found = new Map<string, CreditMemo>();
      for (const invoice of invoices) {
        const newest = memos
          .filter((memo) => appliesTo(memo, invoice))
          .sort(byDate)
          .at(-1);
        if (newest !== undefined) found.set(invoice.id, creditMemoOf(newest));
      }
      return found;
    },
  };
}

function appliesTo({ invoiceId, invoiceNumber }: Memo, invoice: { id: string; number: string }): boolean {
  if (invoiceNumber?.toUpperCase() !== invoice.number.toUpperCase()) return false;
  const isNamed = Boolean(invoiceId) && !/^[0-]+$/.test(invoiceId ?? '');
  return !isNamed || invoiceId?.toLowerCase() === invoice.id.toLowerCase();
}

function byDate(one: Memo, other: Memo): number {
  return `${one.postingDate} ${one.number}` < `${other.postingDate} ${other.number}` ? -1 : 1;
}

function creditMemoOf({ id, number, postingDate }: Memo): CreditMemo {
  return { id: id.toLowerCase(), number, date: postingDate };
}
