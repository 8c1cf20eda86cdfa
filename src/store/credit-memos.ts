import type { CreditMemo, ErpInvoice, Invoice } from '../domain/invoice.js';
import type { InvoiceStore } from '../domain/invoice-store.js';
import { findInvoice, invoiceOf, type InvoiceRow } from './invoice-rows.js';
import { changeInvoice } from './invoice-writes.js';
import type { Session } from './session.js';
import { sql } from './sql.js';

type CreditMemoMethods = Pick<InvoiceStore, 'listWithoutCreditMemo' | 'recordCreditMemo'>;

/** How often the credit memo of an invoice is looked for: a cancelled one has one, a paid one may have been closed by one. */
const looks: Partial<Record<ErpInvoice['status'], number>> = { canceled: 3, corrective: 3, paid: 1 };

export function creditMemoStore(session: Session): CreditMemoMethods {
  return {
    listWithoutCreditMemo: async (companyId, limit) => {
      const rows = await session.all<InvoiceRow>(
        sql`SELECT * FROM invoices WHERE memo_looks > 0 AND company_id = ${companyId} ORDER BY id ${session.dialect.page(0, limit)}`,
      );
      return rows.map(invoiceOf);
    },
    recordCreditMemo: (id, creditMemo) => session.atomic((tx) => recordCreditMemo(tx, id, creditMemo), 'later'),
  };
}

/** A document that was closed has to be looked at anew; one that came back to life has no credit memo any more. */
export async function askForCreditMemo(session: Session, before: Invoice, erp: ErpInvoice): Promise<void> {
  if (before.erp?.status === erp.status) return;
  await session.run(sql`UPDATE invoices SET memo_looks = ${looks[erp.status] ?? 0}, credit_memo = NULL WHERE id = ${before.id}`);
}

async function recordCreditMemo(session: Session, id: string, creditMemo: CreditMemo | null): Promise<boolean> {
  if (creditMemo === null) {
    await session.run(sql`UPDATE invoices SET memo_looks = memo_looks - 1 WHERE id = ${id} AND memo_looks > 0`);
    return false;
  }
  const before = await findInvoice(session, sql`id = ${id} AND memo_looks > 0`);
  if (before === null) return false;
  const invoice = await changeInvoice(session, { id, version: before.version, from: ['created'] }, () => ({ creditMemo }));
  await session.run(sql`UPDATE invoices SET memo_looks = 0 WHERE id = ${id}`);
  return invoice !== null;
}
