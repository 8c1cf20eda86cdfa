import { RemoteError } from '../domain/errors.js';
import type { ErpCustomer, ErpItem } from '../domain/erp.js';
import { groupBy } from '../domain/group.js';
import type { BillingItem } from '../domain/item.js';
import type { PartyLink, ServiceLink } from '../domain/link-store.js';
import type { Faulty } from '../domain/problems.js';
import { addMs } from '../domain/time.js';
import type { SyncContext } from './context.js';
import { unique, uniqueServices } from './knowledge.js';

/**
 * Reads the cards of a company that were last read too long ago. While BC cannot be reached they stay as last read: drafts wait as intents
 * anyway, and BC itself refuses a blocked customer. Returns how many were read.
 */
export async function refreshStaleCards(context: SyncContext, companyId: string): Promise<number> {
  return (await whileReachable(context, companyId, () => refreshStale(context, companyId))) ?? 0;
}

/** Reads the cards that these items are linked to, now: somebody may have corrected one of them. */
export async function refreshCardsOf(context: SyncContext, items: readonly BillingItem[]): Promise<void> {
  const { links } = context.store;
  for (const [companyId, group] of groupBy(items, (item) => item.facts.companyId)) {
    if (companyId === null) continue;
    const partyKeys = unique(group.flatMap((item) => item.facts.partyKey ?? []));
    const parties = [...(await links.findParties(companyId, partyKeys)).values()];
    const services = await links.findServices(companyId, uniqueServices(group));
    await whileReachable(context, companyId, async () => {
      await refreshCustomers(context, companyId, parties);
      await refreshItems(context, companyId, services);
    });
  }
}

async function whileReachable<T>(context: SyncContext, companyId: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RemoteError) || error.outcome === 'refused') throw error;
    context.log.warn({ companyId, error: error.message }, 'cards could not be read again');
    return null;
  }
}

/** In batches; what differs marks the items concerned for mapping. */
async function refreshStale(context: SyncContext, companyId: string): Promise<number> {
  const { links } = context.store;
  const checkedBefore = addMs(context.clock.now(), -context.settings.cards.staleMs);
  let read = 0;
  for (;;) {
    const parties = await links.listStaleParties(companyId, checkedBefore, 100);
    read += await refreshCustomers(context, companyId, parties);
    if (parties.length < 100) break;
  }
  const services = (await links.listServices(companyId)).filter((link) => link.checkedAt < checkedBefore);
  return read + (await refreshItems(context, companyId, services));
}

async function refreshCustomers(context: SyncContext, companyId: string, parties: readonly PartyLink[]): Promise<number> {
  const known = new Map(parties.map(({ customer }) => [customer.id, customer]));
  if (known.size === 0) return 0;
  const found = await context.erp.readCustomers(companyId, [...known.keys()]);
  const cards = [...found].map(([id, card]): ErpCustomer => {
    return card.fault === undefined ? card : { ...known.get(id)!, blocked: card.blocked, ...faultIn(card) };
  });
  const missing = [...known.keys()].filter((id) => !found.has(id));
  await context.store.links.refreshCustomers(companyId, cards, missing, context.clock.now());
  return found.size;
}

/** Of a card that cannot be read the last known facts stay, with what is wrong with it. */
async function refreshItems(context: SyncContext, companyId: string, services: readonly ServiceLink[]): Promise<number> {
  const known = new Map(services.map(({ item }) => [item.id, item]));
  if (known.size === 0) return 0;
  const found = await context.erp.readItems(companyId, [...known.keys()]);
  const cards = [...found].map(([id, card]): ErpItem => {
    return card.fault === undefined ? card : { ...known.get(id)!, ...faultIn(card) };
  });
  const missing = [...known.keys()].filter((id) => !found.has(id));
  await context.store.links.refreshItems(companyId, cards, missing, context.clock.now());
  return found.size;
}

function faultIn({ fault, faultSentences }: Faulty): Faulty {
  return { fault, faultSentences };
}
