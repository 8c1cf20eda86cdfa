import { mayBeSame, personOf } from '../domain/actor.js';
import { groupBy } from '../domain/group.js';
import type { BillingItem } from '../domain/item.js';
import { compareDecimals, type DecimalText } from '../domain/money.js';
import { blocks, type Problem } from '../domain/problems.js';
import { say } from '../domain/words/sentence.js';
import { payerNumbersOf } from '../mapping/party.js';
import type { SyncContext } from './context.js';
import { serviceKey, unique, uniqueServices } from './knowledge.js';

/**
 * Segregation of duties (D.1.18): a row worth more than the configured amount of its currency, whose billing a person decided, gets no line from
 * that person. Such rows come back with a problem that keeps them off every draft and says who decided; the others as they are. `actor` null is
 * nobody, who gets none of them.
 *
 * Read after the version of the links (see {@link MappingBasis}): a link or decision that changes later makes the plan void when it is written.
 */
export async function withSecondPerson(
  context: SyncContext,
  items: readonly BillingItem[],
  actor: string | null,
): Promise<BillingItem[]> {
  const above = items.filter((item) => isUpForDraft(item) && limitOf(context, item) !== null);
  if (above.length === 0) return [...items];
  const deciders = await decidersOf(context, above, actor);
  return items.map((item) => {
    const held = (deciders.get(item.facts.id) ?? []).filter((decider) => mayBeSame(decider, actor));
    return held.length === 0 ? item : withProblem(item, problemOf(item, unique(held), limitOf(context, item) ?? '', actor));
  });
}

function isUpForDraft({ stage, invoiceId }: BillingItem): boolean {
  return stage === 'ready' && invoiceId === null;
}

/** The amount its currency allows one person alone; null while the item is not worth more. */
function limitOf({ settings }: SyncContext, { billing: { amount, currency } }: BillingItem): DecimalText | null {
  const limit = currency === null ? undefined : settings.safeguards.secondPersonAbove[currency];
  return limit === undefined || amount === null || compareDecimals(amount, limit) <= 0 ? null : limit;
}

/** Who decided how each item is billed: on the item itself, or once for its person or service. */
async function decidersOf(
  context: SyncContext,
  items: readonly BillingItem[],
  actor: string | null,
): Promise<Map<string, string[]>> {
  const deciders = new Map<string, string[]>();
  for (const [companyId, group] of groupBy(items, ({ facts }) => facts.companyId)) {
    const assigned = companyId === null ? () => [] : await assignersOf(context, companyId, group);
    for (const item of group) deciders.set(item.facts.id, [...signersOf(context, item, actor), ...assigned(item)]);
  }
  return deciders;
}

/** Of the item's own decisions those that say what is billed, to whom and when; not that it waits. */
function signersOf({ rules }: SyncContext, { facts, decision }: BillingItem, actor: string | null): string[] {
  const { price, period, billAttendee, confirmed } = decision;
  const signers = [price, period, confirmed].flatMap((made) => made?.by ?? []);
  if (billAttendee === null) return signers;
  if (billAttendee.by !== '') return [...signers, billAttendee.by];
  // Asked for with this draft: where a rule names another payer, that is a decision of whoever makes it.
  const overruled = payerNumbersOf(facts, { ...decision, billAttendee: null }, rules).length > 0;
  return overruled ? [...signers, actor ?? ''] : signers;
}

async function assignersOf(
  { store }: SyncContext,
  companyId: string,
  items: readonly BillingItem[],
): Promise<(item: BillingItem) => string[]> {
  const parties = await store.links.findParties(companyId, unique(items.flatMap(({ facts }) => facts.partyKey ?? [])));
  const services = await store.links.findServices(companyId, uniqueServices(items));
  const serviceOf = new Map(services.map((link) => [serviceKey(link), link]));
  return ({ facts, billing }) => {
    const party = parties.get(facts.partyKey ?? '');
    const service = serviceOf.get(serviceKey(facts));
    return [
      ...(party?.origin === 'assigned' && party.customer.id === billing.sellTo?.id ? [party.linkedBy] : []),
      ...(service?.origin === 'assigned' && service.item.id === billing.erpItem?.id ? [service.linkedBy] : []),
    ];
  };
}

function problemOf({ billing }: BillingItem, deciders: readonly string[], limit: DecimalText, actor: string | null): Problem {
  const values = { by: deciders.join(', '), limit, currency: billing.currency ?? '' };
  const isUnclear = [...deciders, actor ?? ''].some((name) => personOf(name) === null);
  return blocks('second-person', 'wait', say('second-person', values), ...(isUnclear ? [say('people-not-told-apart')] : []));
}

/** The item with one problem more. */
export function withProblem(item: BillingItem, problem: Problem): BillingItem {
  return { ...item, billing: { ...item.billing, problems: [...item.billing.problems, problem] } };
}
