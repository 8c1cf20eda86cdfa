import { isPosted, type Invoice } from './invoice.js';
import type { BillingItem, Stage } from './item.js';
import { isBlocked } from './problems.js';
import type { Instant } from './time.js';

/** The billing states a person sees (feature landscape, vocabulary). `tentative` has no counterpart in Bookings. */
export const itemStates = [
  'upcoming',
  'scheduled',
  'ready',
  'blocked',
  'drafting',
  'drafted',
  'sent',
  'posted',
  'paid',
  'credited',
  'excluded',
  'cancelled',
] as const;
export type ItemState = (typeof itemStates)[number];

type StageInput = Pick<BillingItem, 'sourceState' | 'decision' | 'billing' | 'refusal' | 'invoiceId'>;
type InvoiceInput = Pick<Invoice, 'push' | 'erp' | 'draftNumber'>;

/**
 * The part of an item's state that the facts alone decide. Order of precedence: a claim (money is on a document), a person's exclusion,
 * the source's word that it is gone, a rule's exclusion, problems.
 * Throws when the item names an invoice that is not given.
 */
export function stageOf(item: StageInput, invoice: InvoiceInput | null): Stage {
  if (item.invoiceId !== null) return stageOfClaimed(invoice);
  if (item.decision.exclusion !== null) return 'excluded';
  if (item.sourceState === 'gone' || item.sourceState === 'left') return 'cancelled';
  if (item.billing.exclusion !== null) return 'excluded';
  if (item.sourceState === 'missing' || item.refusal !== null || isBlocked(item.billing.problems)) return 'blocked';
  return 'ready';
}

/**
 * The state of an item at a moment. `ready` and `blocked` items count as `upcoming` until the appointment ended and the grace passed, then as
 * `scheduled` until a person's "not before" day (BC-25 as adapted, trap 3, BK-21, NX-13).
 */
export function stateOf(item: Pick<BillingItem, 'stage' | 'facts' | 'decision'>, now: Instant): ItemState {
  if (item.stage !== 'ready' && item.stage !== 'blocked') return item.stage;
  if (now < item.facts.maturesAt) return 'upcoming';
  const notBefore = item.decision.notBefore;
  return notBefore !== null && now < notBefore.instant ? 'scheduled' : item.stage;
}

/** The stage of every item on an invoice. Throws when none is given. */
export function stageOfClaimed(invoice: InvoiceInput | null): Stage {
  if (invoice === null) throw new Error('The item names an invoice that was not given.');
  if (invoice.push === 'conflict') return 'blocked';
  if (invoice.erp === null) return 'drafting';
  if (invoice.erp.status === 'canceled' || invoice.erp.status === 'corrective') return 'credited';
  if (invoice.erp.status === 'paid') return 'paid';
  if (isPosted(invoice.draftNumber, invoice.erp)) return 'posted';
  return invoice.erp.status === 'draft' ? 'drafted' : 'sent';
}
