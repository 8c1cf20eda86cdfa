import { ContractError, RemoteError } from '../domain/errors.js';
import { varianceOf, type ErpInvoice, type ErpInvoiceLine, type Invoice } from '../domain/invoice.js';
import type { BillingItem } from '../domain/item.js';
import { compareDecimals, fromMinor } from '../domain/money.js';
import { blocks, warns, type Problem } from '../domain/problems.js';
import { addMs } from '../domain/time.js';
import { say } from '../domain/words/sentence.js';
import { priceBasisProblem } from '../mapping/price-basis.js';
import type { SyncContext } from './context.js';
import { retryDelayMs } from './settings.js';

/**
 * Reads the lines back and records what BC has made, and by how much it differs. When the read-back fails the row waits, and the next attempt finds the document by its key.
 */
export async function record(context: SyncContext, invoice: Invoice, erp: ErpInvoice): Promise<void> {
  try {
    const { lines, fault } = await readLines(context, invoice, erp);
    const variance = varianceOf(invoice, erp);
    const problem = (await readBackProblem(context, invoice, erp, variance)) ?? fault;
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
      unknownProblem(error, nextAttemptAt, await zoneOf(context, invoice)),
      now,
    );
  }
}

/** Lines that cannot be read are a matter of this draft alone: it is recorded without them. */
async function readLines(
  context: SyncContext,
  invoice: Invoice,
  erp: ErpInvoice,
): Promise<{ lines: ErpInvoiceLine[]; fault: Problem | null }> {
  try {
    return { lines: await context.erp.readLines(invoice.companyId, erp.id), fault: null };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const uncompared = say('lines-not-compared', { number: erp.number });
    return {
      lines: [],
      fault: warns('erp-unreadable', 'fix-in-erp', uncompared, ...error.sentences, say('look-before-posting')),
    };
  }
}

/** What a person should look at on a draft that exists: another price basis than the rules say, or another total than ours. */
async function readBackProblem(
  context: SyncContext,
  invoice: Invoice,
  erp: ErpInvoice,
  variance: string,
): Promise<Problem | null> {
  const item = await firstItemOf(context, invoice);
  const basis = item === undefined ? null : priceBasisProblem(item.facts.businessId, erp, context.rules);
  if (basis !== null) return basis;
  if (!isFlagged(context, variance, invoice.currency)) return null;
  return warns('variance', 'fix-in-erp', say('total-differs', { number: erp.number, variance, currency: invoice.currency }));
}

async function firstItemOf(context: SyncContext, invoice: Invoice): Promise<BillingItem | undefined> {
  const ids = invoice.draft.lines.flatMap((line) => line.billingItemId ?? []);
  return (await context.store.items.find(ids.slice(0, 1)))[0];
}

/** The zone in which times about an invoice are told: that of the business it bills for. */
export async function zoneOf(context: SyncContext, invoice: Invoice): Promise<string> {
  return (await firstItemOf(context, invoice))?.facts.timeZone ?? 'UTC';
}

/** True when a total differs by more than the tolerance. */
export function isFlagged(context: Pick<SyncContext, 'settings'>, variance: string, currency: string): boolean {
  return compareDecimals(variance.replace(/^-/, ''), fromMinor(context.settings.push.toleranceMinor, currency)) > 0;
}

/** Nobody knows whether the document exists; the sentence says when that is found out. */
export function unknownProblem(error: RemoteError, lookAt: string, zone: string): Problem {
  const lookedFor = say('looked-for-at', { at: lookAt, zone });
  return blocks('erp-unknown', 'wait', say('draft-outcome-unknown'), ...error.sentences, lookedFor);
}
