import { RequestError } from '../../domain/errors.js';
import { isReadable, type Invoice } from '../../domain/invoice.js';
import type { BillingItem } from '../../domain/item.js';
import { normaliseEmail } from '../../domain/email.js';
import { say } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import { refreshCardsOf } from '../cards.js';
import { allowNow } from '../create-once.js';
import { serviceKey, unique } from '../knowledge.js';
import { record } from '../record.js';
import { resolve } from '../resolve.js';
import { lookBehind } from '../surely-gone.js';

/**
 * Asks again now: refusals and open questions of these rows are forgotten, their cards are read again, refused creations are tried at once, and
 * documents that shared a key are looked at again. Returns how many rows that is.
 */
export async function retry(context: SyncContext, itemIds: readonly string[], actor: string): Promise<number> {
  const items = await context.store.items.find(itemIds);
  for (const item of items) await forgetAnswers(context, item);
  await refreshCardsOf(context, items);
  await context.store.items.clearRefusals(itemIds, context.clock.now());
  const settled = await settleConflicts(context, items);
  const marked = await context.store.items.markForMapping(itemIds);
  await audit(context, items, actor);
  await resolve(context);
  const [unseen] = settled.unseen;
  if (unseen !== undefined) throw new RequestError('conflict', say('draft-not-visible', { number: unseen.key }));
  return marked + settled.rows;
}

async function forgetAnswers(context: SyncContext, { facts }: BillingItem): Promise<void> {
  const { companyId, partyKey } = facts;
  if (companyId === null) return;
  const { links } = context.store;
  const email = normaliseEmail(facts.attendee?.email ?? '');
  if (partyKey !== null) await links.removeQuestion(companyId, 'customer', partyKey);
  if (email !== null) await allowNow(context, companyId, 'customer', email);
  await links.removeQuestion(companyId, 'item', serviceKey(facts));
  await allowNow(context, companyId, 'item', serviceKey(facts));
}

/**
 * Once a person has left one document or none with our key, the rows follow it, or return. Returns how many rows that concerned, and the
 * invoices that may be posted where we cannot see them: their rows stay.
 */
async function settleConflicts(
  context: SyncContext,
  items: readonly BillingItem[],
): Promise<{ rows: number; unseen: readonly Invoice[] }> {
  const invoices = await context.store.invoices.findMany(unique(items.flatMap((item) => item.invoiceId ?? [])));
  let rows = 0;
  const unseen: Invoice[] = [];
  for (const invoice of invoices.filter(({ push }) => push === 'conflict')) {
    const outcome = await settleConflict(context, invoice);
    if (outcome === 'settled') rows += items.filter((item) => item.invoiceId === invoice.id).length;
    if (outcome === 'unseen') unseen.push(invoice);
  }
  return { rows, unseen };
}

async function settleConflict(context: SyncContext, invoice: Invoice): Promise<'settled' | 'open' | 'unseen'> {
  const { byKey, isGone } = await lookBehind(context, invoice);
  const [only] = byKey;
  if (byKey.length > 1 || (only !== undefined && !isReadable(only))) return 'open';
  if (only === undefined && !isGone) return 'unseen';
  if (only !== undefined) await record(context, invoice, only);
  else await context.store.invoices.release(invoice.id, invoice.version, 'withdrawn', null, context.clock.now());
  return 'settled';
}

async function audit(context: SyncContext, items: readonly BillingItem[], actor: string): Promise<void> {
  const at = context.clock.now();
  await context.store.audit.append(
    items.map(({ facts, invoiceId }) => ({
      at,
      actor,
      action: 'retry',
      itemId: facts.id,
      invoiceId,
      runId: null,
      before: null,
      after: null,
      reason: '',
    })),
  );
}
