import { ContractError, RemoteError } from '../domain/errors.js';
import type { CreditMemo, Invoice } from '../domain/invoice.js';
import type { SyncContext } from './context.js';

/** Most invoices one look asks for: a few filters in one batch. */
const invoicesAtOnce = 100;

/**
 * Finds the credit memos of invoices that were cancelled or closed (D.1.8). It only adds a link for people, so a look that fails is put again
 * next time and never fails the step.
 */
export async function findCreditMemos(context: SyncContext, companyId: string): Promise<void> {
  const invoices = await context.store.invoices.listWithoutCreditMemo(companyId, invoicesAtOnce);
  if (invoices.length === 0) return;
  const startedAt = context.clock.now();
  const found = await lookFor(context, companyId, invoices);
  await context.store.cursors.save(`credited:${companyId}`, startedAt, context.clock.now());
  if (found === null) return;
  for (const invoice of invoices) {
    const memo = found.get(invoice.erp?.id ?? '') ?? null;
    if ((await context.store.invoices.recordCreditMemo(invoice.id, memo)) && memo !== null) await audit(context, invoice, memo);
  }
}

/** Null when the question could not be answered. */
async function lookFor(
  context: SyncContext,
  companyId: string,
  invoices: readonly Invoice[],
): Promise<Map<string, CreditMemo> | null> {
  try {
    return await context.erp.findCreditMemos(
      companyId,
      invoices.flatMap(({ erp }) => (erp === null ? [] : [{ id: erp.id, number: erp.number }])),
    );
  } catch (error) {
    if (!(error instanceof RemoteError) && !(error instanceof ContractError)) throw error;
    context.log.warn({ companyId, error: error.message }, 'credit memos cannot be looked for');
    return null;
  }
}

async function audit(context: SyncContext, invoice: Invoice, memo: CreditMemo): Promise<void> {
  await context.store.audit.append([
    {
      at: context.clock.now(),
      actor: 'system',
      action: 'credited-in-erp',
      itemId: null,
      invoiceId: invoice.id,
      runId: null,
      before: null,
      after: JSON.stringify({ number: memo.number, date: memo.date }),
      reason: '',
    },
  ]);
}
