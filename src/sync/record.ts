import { RemoteError } from '../domain/errors.js';
import { varianceOf, type ErpInvoice, type Invoice } from '../domain/invoice.js';
import { compareDecimals, fromMinor } from '../domain/money.js';
import { blocks, warns, type Problem } from '../domain/problems.js';
import { addMs } from '../domain/time.js';
import { priceBasisProblem } from '../mapping/price-basis.js';
import type { SyncContext } from './context.js';
import { retryDelayMs } from './settings.js';

/**
 * Reads the lines back and records what BC has made, and by how much it differs. When the read-back fails the row waits, and the next attempt finds the document by its key.
 */
export async function record(context: SyncContext, invoice: Invoice, erp: ErpInvoice): Promise<void> {
  try {
    const lines = await context.erp.readLines(invoice.companyId, erp.id);
    const variance = varianceOf(invoice, erp);
    const problem = await readBackProblem(context, invoice, erp, variance);
    await context.store.invoices.recordCreated(invoice.id, invoice.version, erp, lines, variance, context.clock.now(), problem);
    if (problem !== null)
      context.log.warn({ key: invoice.key, variance, problem: problem.message }, 'a draft is not what it should be');
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const now = context.clock.now();
    const nextAttemptAt = addMs(
      now,
      Math.max(error.retryAfterMs ?? 0, retryDelayMs(context.settings.push.retryDelaysMs, invoice.attempts)),
    );
    await context.store.invoices.keepWaiting(
      invoice.id,
      invoice.version,
      nextAttemptAt,
      unknownProblem(error, nextAttemptAt),
      now,
    );
  }
}

/** What a person should look at on a draft that exists: another price basis than the rules say, or another total than ours. */
async function readBackProblem(
  context: SyncContext,
  invoice: Invoice,
  erp: ErpInvoice,
  variance: string,
): Promise<Problem | null> {
  const ids = invoice.draft.lines.flatMap((line) => line.billingItemId ?? []);
  const [item] = await context.store.items.find(ids.slice(0, 1));
  const basis = item === undefined ? null : priceBasisProblem(item.facts.businessId, erp, context.rules);
  if (basis !== null) return basis;
  if (!isFlagged(context, variance, invoice.currency)) return null;
  const message = `Draft ${erp.number} differs from our total by ${variance} ${invoice.currency}. Compare its lines before posting it.`;
  return warns('variance', 'fix-in-erp', message, { number: erp.number, variance, currency: invoice.currency });
}

/** True when a total differs by more than the tolerance. */
export function isFlagged(context: Pick<SyncContext, 'settings'>, variance: string, currency: string): boolean {
  return compareDecimals(variance.replace(/^-/, ''), fromMinor(context.settings.push.toleranceMinor, currency)) > 0;
}

/** Nobody knows whether the document exists; the sentence says when that is found out. */
export function unknownProblem(error: RemoteError, lookAt: string): Problem {
  return blocks(
    'erp-unknown',
    'wait',
    `It is not known whether Business Central made the draft (${error.message}). It is looked for at ${lookAt}; nothing is sent twice.`,
    { message: error.message, lookAt },
  );
}
