import { RequestError } from '../../domain/errors.js';
import type { ErpCustomer, ErpItem } from '../../domain/erp.js';
import { groupBy } from '../../domain/group.js';
import type { BillingItem } from '../../domain/item.js';
import { faultOf } from '../../domain/problems.js';
import { say } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import type { AssignedCustomer, FormerAnswer, MappedService } from '../desk.js';
import { serviceKey } from '../knowledge.js';
import { resolve } from '../resolve.js';

/**
 * A person says who the attendees of these rows are; it holds for these and all later bookings of those people (BC-17, E-5, E-13). Null takes
 * such an answer back: the customer is searched for again.
 */
export async function assignCustomer(
  context: SyncContext,
  itemIds: readonly string[],
  customerNumber: string | null,
  actor: string,
): Promise<AssignedCustomer> {
  const { items, companyId } = await findRouted(context, itemIds);
  const parties = [
    ...groupBy(
      items.filter((item) => item.facts.partyKey !== null),
      (item) => item.facts.partyKey!,
    ),
  ];
  if (parties.length === 0) throw new RequestError('invalid', say('nobody-to-remember'));
  const customer = customerNumber === null ? null : await findCustomer(context, companyId, customerNumber);
  const { links } = context.store;
  const known = await links.findParties(
    companyId,
    parties.map(([key]) => key),
  );
  for (const [partyKey, [item]] of parties) {
    await (customer === null
      ? links.removeParty(companyId, partyKey)
      : links.saveParty({ companyId, partyKey, customer, ...signedBy(context, actor, `assigned customer ${customer.number}`) }));
    await links.removeQuestion(companyId, 'customer', partyKey);
    await audit(context, item!, customer === null ? 'unassign-customer' : 'assign-customer', actor, customer);
  }
  const affectedItems = await context.store.items.markUnmapped({ companyId, partyKeys: parties.map(([key]) => key) });
  await resolve(context);
  const before = parties.map(([key, [item]]): FormerAnswer => {
    const link = known.get(key);
    return { itemId: item!.facts.id, number: link?.origin === 'assigned' ? link.customer.number : null };
  });
  return { customer, affectedItems, before };
}

/**
 * A person says which item the services of these rows are; it holds for all their bookings (E-27). Only items of type Service are accepted
 * (BC-19). Null takes such an answer back.
 */
export async function mapService(
  context: SyncContext,
  itemIds: readonly string[],
  itemNumber: string | null,
  actor: string,
): Promise<MappedService> {
  const { items, companyId } = await findRouted(context, itemIds);
  const services = [...groupBy(items, (item) => serviceKey(item.facts))].map(([key, [item]]) => ({ key, item: item! }));
  const erpItem = itemNumber === null ? null : await findServiceItem(context, companyId, itemNumber);
  const { links } = context.store;
  const known = await links.findServices(
    companyId,
    services.map(({ item }) => item.facts),
  );
  let affectedItems = 0;
  for (const { key, item } of services) {
    const { businessId, serviceId } = item.facts;
    const service = { companyId, businessId, serviceId };
    await (erpItem === null
      ? links.removeService(companyId, businessId, serviceId)
      : links.saveService({
          ...service,
          item: erpItem,
          ...signedBy(context, actor, `mapped the service to item ${erpItem.number}`),
        }));
    await links.removeQuestion(companyId, 'item', key);
    affectedItems += await context.store.items.markUnmapped(service);
    await audit(context, item, erpItem === null ? 'unmap-service' : 'map-service', actor, erpItem);
  }
  await resolve(context);
  const before = services.map(({ item: { facts } }): FormerAnswer => {
    const link = known.find((each) => each.businessId === facts.businessId && each.serviceId === facts.serviceId);
    return { itemId: facts.id, number: link?.origin === 'assigned' ? link.item.number : null };
  });
  return { item: erpItem, affectedItems, before };
}

async function findCustomer({ erp }: SyncContext, companyId: string, number: string): Promise<ErpCustomer> {
  const [customer] = (await erp.findCustomersByNumber(companyId, [number])).values();
  if (customer === undefined) throw new RequestError('not-found', say('no-such-customer', { number }));
  if (customer.id === '') throw new RequestError('conflict', ...faultOf(customer));
  return customer;
}

async function findServiceItem({ erp }: SyncContext, companyId: string, number: string): Promise<ErpItem> {
  const [item] = (await erp.findItemsByNumber(companyId, [number])).values();
  if (item === undefined) throw new RequestError('not-found', say('no-such-item', { number }));
  if (item.fault !== undefined) throw new RequestError('conflict', ...faultOf(item));
  if (item.type !== 'service')
    throw new RequestError('invalid', say('not-a-service-item', { number: item.number, type: item.type }));
  return item;
}

function signedBy({ clock }: SyncContext, actor: string, deed: string) {
  const now = clock.now();
  return { origin: 'assigned', explanation: `${actor} ${deed}.`, linkedBy: actor, linkedAt: now, checkedAt: now } as const;
}

/** The rows and the one company they are billed by: a number means something else in another company. */
async function findRouted(
  context: SyncContext,
  itemIds: readonly string[],
): Promise<{ items: BillingItem[]; companyId: string }> {
  const items = await context.store.items.find(itemIds);
  if (items.length === 0) throw new RequestError('not-found', say('row-gone'));
  const companies = new Set(items.map((item) => item.facts.companyId));
  if (companies.has(null)) throw new RequestError('invalid', say('row-without-company'));
  if (companies.size > 1) throw new RequestError('invalid', say('rows-of-several-companies'));
  return { items, companyId: items[0]!.facts.companyId! };
}

async function audit(
  context: SyncContext,
  { facts, billing }: BillingItem,
  action: string,
  actor: string,
  card: { number: string; name: string } | null,
): Promise<void> {
  const old = action.endsWith('customer') ? billing.sellTo : billing.erpItem;
  const after = card && `${card.number} ${card.name}`;
  const entry = { itemId: facts.id, invoiceId: null, runId: null, before: old?.number ?? null, after, reason: '' };
  await context.store.audit.append([{ at: context.clock.now(), actor, action, ...entry }]);
}
