import { RequestError } from '../../domain/errors.js';
import type { BillingItem, ItemDecision, Signed } from '../../domain/item.js';
import { compareDecimals, isDecimal, roundTo } from '../../domain/money.js';
import { isLocalDate, startOfLocalDay, type Instant } from '../../domain/time.js';
import { inEnglish } from '../../domain/words/plain.js';
import { say, type Words } from '../../domain/words/sentence.js';
import { billingPeriodOf, periodOf } from '../../mapping/period.js';
import type { Rules } from '../../mapping/rules.js';
import type { SyncContext } from '../context.js';
import type { DecisionChange, DecisionOutcome, RowsToDecide } from '../desk.js';
import { rowsOf } from './answered.js';
import { undone } from './undo.js';

/** Decimals BC keeps of a quantity and of a unit price; with more its total would not be ours (BC reference 5.1). */
const erpDigits = 5;

/** Changes whose reason must be given: they waive or change money. */
const needsReason: ReadonlySet<DecisionChange['kind']> = new Set(['exclude', 'set-price', 'set-period']);

/**
 * Changes what a person decided about rows, each on its own, each with an audit entry (BC-40, SB-13, D.1.12 to D.1.14). A row that changed
 * meanwhile or is already on a document says so and is left alone.
 */
export async function decide(
  context: SyncContext,
  chosen: RowsToDecide,
  change: DecisionChange,
  reason: string,
  actor: string,
): Promise<DecisionOutcome[]> {
  validate(change, reason);
  const rows = 'query' in chosen ? await rowsOf(context, chosen) : chosen;
  const items = new Map((await context.store.items.find(rows.map((row) => row.id))).map((item) => [item.facts.id, item]));
  const outcomes: DecisionOutcome[] = [];
  for (const row of rows) outcomes.push(await decideOne(context, row, items.get(row.id), change, reason.trim(), actor));
  return outcomes;
}

async function decideOne(
  context: SyncContext,
  row: { id: string; version: number | null },
  item: BillingItem | undefined,
  change: DecisionChange,
  reason: string,
  actor: string,
): Promise<DecisionOutcome> {
  if (item === undefined) return { itemId: row.id, outcome: 'not-found', ...told([say('row-gone')]), item: null };
  if (item.invoiceId !== null) return outcome(item, 'already-claimed', say('row-on-invoice'));
  const now = context.clock.now();
  const signed = { by: actor, at: now, reason };
  const decision = change.kind === 'undo' ? await undone(context, item, change.of) : applied(item, change, signed, context.rules);
  if (decision === null) return outcome(item, 'not-possible', say('nothing-to-undo'));
  const changed = await context.store.items.decide(row.id, versionFor(row, item, change), decision, now);
  if (changed === null) return meanwhile(context, row.id);
  await audit(context, item, changed, change, reason, actor, now);
  return outcome(changed, 'done');
}

/** What is restored was worked out from the row as just read: whoever names no version undoes that, or nothing. */
function versionFor(row: { version: number | null }, item: BillingItem, change: DecisionChange): number | null {
  return change.kind === 'undo' ? (row.version ?? item.version) : row.version;
}

/** The decision after the change; null when it changes nothing that could be undone. */
function applied(
  { decision, facts }: BillingItem,
  change: Exclude<DecisionChange, { kind: 'undo' }>,
  signed: Signed,
  rules: Rules,
): ItemDecision | null {
  switch (change.kind) {
    case 'exclude':
      return { ...decision, exclusion: { ...signed, kind: change.reason, reference: change.reference } };
    case 'undo-exclusion':
      return decision.exclusion === null ? null : { ...decision, exclusion: null };
    case 'set-price':
      return { ...decision, price: { ...signed, unitPrice: change.unitPrice, quantity: change.quantity } };
    case 'clear-price':
      return decision.price === null ? null : { ...decision, price: null };
    case 'set-period': {
      const period = periodOf(change.day, rules.invoice.period);
      return { ...decision, period: { ...signed, ...period, instead: billingPeriodOf(facts, rules) } };
    }
    case 'clear-period':
      return decision.period === null ? null : { ...decision, period: null };
    case 'not-before':
      return {
        ...decision,
        notBefore: { ...signed, date: change.date, instant: startOfLocalDay(change.date, facts.timeZone ?? 'UTC') },
      };
    case 'clear-not-before':
      return decision.notBefore === null ? null : { ...decision, notBefore: null };
    case 'bill-attendee':
      return { ...decision, billAttendee: change.on ? signed : null };
    case 'confirm':
      return { ...decision, confirmed: change.on ? signed : null };
  }
}

function validate(change: DecisionChange, reason: string): void {
  if (needsReason.has(change.kind) && reason.trim() === '') throw new RequestError('invalid', say('reason-missing'));
  if (change.kind === 'exclude' && change.reason === 'marked-invoiced' && !change.reference) {
    throw new RequestError('invalid', say('reference-missing'));
  }
  if (change.kind === 'set-price') {
    if (!isDecimal(change.unitPrice) || compareDecimals(change.unitPrice, '0') < 0)
      throw new RequestError('invalid', say('price-invalid'));
    if (!isDecimal(change.quantity) || compareDecimals(change.quantity, '0') <= 0)
      throw new RequestError('invalid', say('quantity-invalid'));
    if ([change.unitPrice, change.quantity].some((number) => roundTo(number, erpDigits) !== roundTo(number, 10)))
      throw new RequestError('invalid', say('too-many-decimals'));
  }
  if (change.kind === 'not-before' && !isLocalDate(change.date)) throw new RequestError('invalid', say('day-invalid'));
  if (change.kind === 'set-period' && !isLocalDate(change.day)) throw new RequestError('invalid', say('day-invalid'));
}

async function meanwhile(context: SyncContext, itemId: string): Promise<DecisionOutcome> {
  const item = (await context.store.items.find([itemId]))[0] ?? null;
  const last = (await context.store.audit.list({ itemId }, 0, 1)).rows[0];
  const zone = item?.facts.timeZone ?? 'UTC';
  const who = last === undefined ? [] : [say('last-change', { action: last.action, by: last.actor, at: last.at, zone })];
  const sentences = [say('row-changed'), ...who, say('look-and-repeat')];
  return { itemId, outcome: item?.invoiceId != null ? 'already-claimed' : 'changed-meanwhile', ...told(sentences), item };
}

async function audit(
  context: SyncContext,
  before: BillingItem,
  after: BillingItem,
  change: DecisionChange,
  reason: string,
  actor: string,
  at: Instant,
): Promise<void> {
  await context.store.audit.append([
    {
      at,
      actor,
      action: change.kind,
      itemId: before.facts.id,
      invoiceId: null,
      runId: null,
      before: JSON.stringify(before.decision),
      after: JSON.stringify(after.decision),
      reason,
    },
  ]);
}

function outcome(item: BillingItem, kind: DecisionOutcome['outcome'], ...sentences: Words): DecisionOutcome {
  return { itemId: item.facts.id, outcome: kind, ...told(sentences), item };
}

function told(sentences: Words): Pick<DecisionOutcome, 'message' | 'sentences'> {
  return { message: inEnglish(sentences), sentences };
}
