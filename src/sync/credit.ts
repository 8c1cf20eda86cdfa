import type { CreditStanding } from '../domain/erp.js';
import { ContractError, RemoteError } from '../domain/errors.js';
import { groupBy } from '../domain/group.js';
import { compareDecimals, sum } from '../domain/money.js';
import { warns, type Problem } from '../domain/problems.js';
import { say } from '../domain/words/sentence.js';
import type { SyncContext } from './context.js';
import type { PreviewDocument } from './desk.js';

type Document = Pick<PreviewDocument, 'companyId' | 'customer' | 'billTo' | 'currency' | 'expectedTotal' | 'expectedTax'>;

/** Longer than this a person does not wait for a warning; what is not known by then is told as not known. */
const patienceMs = 5_000;

/**
 * For each document what its payer's credit limit makes of it (E-28): a limit is in local currency, so documents in others are left out. The
 * drafts of one payer count together. Nothing here keeps a preview from being shown.
 */
export async function creditWarnings(context: SyncContext, documents: readonly Document[]): Promise<Map<Document, Problem[]>> {
  const warnings = new Map<Document, Problem[]>();
  for (const [companyId, group] of groupBy(documents, (document) => document.companyId)) {
    const known = await readCredit(context, companyId, group);
    if (known === null) {
      for (const document of group) warnings.set(document, [warns('over-credit-limit', 'retry', say('credit-not-read'))]);
      continue;
    }
    const local = group.filter(({ currency }) => currency === known.currency);
    for (const [payerId, drafts] of groupBy(local, (document) => payerOf(document).id.toLowerCase())) {
      const warning = warningOf(drafts, known.standings.get(payerId));
      if (warning !== null) for (const document of drafts) warnings.set(document, [warning]);
    }
  }
  return warnings;
}

function payerOf({ billTo, customer }: Document) {
  return billTo ?? customer;
}

function warningOf(drafts: readonly Document[], standing: CreditStanding | undefined): Problem | null {
  if (standing === undefined) return null;
  const { number, name } = payerOf(drafts[0]!);
  const { limit, balance } = standing;
  const amount = sum(drafts.map(({ expectedTax, expectedTotal }) => expectedTax?.gross ?? expectedTotal));
  const values = { number, name, limit, amount, currency: drafts[0]!.currency };
  if (balance === null) return warns('over-credit-limit', 'fix-in-erp', say('credit-balance-unknown', values));
  const total = sum([balance, amount]);
  if (compareDecimals(total, limit) <= 0) return null;
  return warns('over-credit-limit', 'fix-in-erp', say('over-credit-limit', { ...values, balance, total }));
}

/** Null when limits could not be read, or not in time. */
async function readCredit(
  context: SyncContext,
  companyId: string,
  documents: readonly Document[],
): Promise<{ currency: string; standings: Map<string, CreditStanding> } | null> {
  const payers = [...new Set(documents.map((document) => payerOf(document).id))];
  const ask = async () => ({
    currency: await context.erp.localCurrency(companyId),
    standings: await context.erp.readCredit(companyId, payers),
  });
  const answer = ask().catch((error: unknown) => {
    if (!(error instanceof RemoteError) && !(error instanceof ContractError)) throw error;
    context.log.warn({ companyId, error: error.message }, 'credit limits cannot be read');
    return null;
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), patienceMs)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
