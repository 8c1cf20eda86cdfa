import { RequestError } from '../../domain/errors.js';
import type { ErpCustomer, ErpItem } from '../../domain/erp.js';
import type { BillingItem } from '../../domain/item.js';
import { faultOf } from '../../domain/problems.js';
import { say } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import { serviceKey } from '../knowledge.js';
import { resolve } from '../resolve.js';

/** A person says who an attendee is; it holds for this and all later bookings of that person (BC-17, E-5, E-13). */
export async function assignCustomer(
  context: SyncContext,
  itemId: string,
  customerNumber: string,
  actor: string,
): Promise<{ customer: ErpCustomer; affectedItems: number }> {
  const { item, companyId } = await findRouted(context, itemId);
  const { partyKey } = item.facts;
  if (partyKey === null) throw new RequestError('invalid', say('nobody-to-remember'));
  const found = await context.erp.findCustomersByNumber(companyId, [customerNumber]);
  const customer = [...found.values()][0];
  if (customer === undefined) throw new RequestError('not-found', say('no-such-customer', { number: customerNumber }));
  if (customer.id === '') throw new RequestError('conflict', ...faultOf(customer));
  const now = context.clock.now();
  const explanation = `${actor} assigned customer ${customer.number}.`;
  const link = {
    companyId,
    partyKey,
    customer,
    origin: 'assigned',
    explanation,
    linkedBy: actor,
    linkedAt: now,
    checkedAt: now,
  } as const;
  await context.store.links.saveParty(link);
  await context.store.links.removeQuestion(companyId, 'customer', partyKey);
  const affectedItems = await context.store.items.markUnmapped({ companyId, partyKeys: [partyKey] });
  await audit(context, item, 'assign-customer', actor, `${customer.number} ${customer.name}`);
  await resolve(context);
  return { customer, affectedItems };
}

/** A person says which item a service is; it holds for all its bookings (E-27). Only items of type Service are accepted (BC-19). */
export async function mapService(
  context: SyncContext,
  itemId: string,
  itemNumber: string,
  actor: string,
): Promise<{ item: ErpItem; affectedItems: number }> {
  const { item, companyId } = await findRouted(context, itemId);
  const found = await context.erp.findItemsByNumber(companyId, [itemNumber]);
  const erpItem = [...found.values()][0];
  if (erpItem === undefined) throw new RequestError('not-found', say('no-such-item', { number: itemNumber }));
  if (erpItem.fault !== undefined) throw new RequestError('conflict', ...faultOf(erpItem));
  if (erpItem.type !== 'service')
    throw new RequestError('invalid', say('not-a-service-item', { number: erpItem.number, type: erpItem.type }));
  const now = context.clock.now();
  const { businessId, serviceId } = item.facts;
  const explanation = `${actor} mapped the service to item ${erpItem.number}.`;
  await context.store.links.saveService({
    companyId,
    businessId,
    serviceId,
    item: erpItem,
    origin: 'assigned',
    explanation,
    linkedBy: actor,
    linkedAt: now,
    checkedAt: now,
  });
  await context.store.links.removeQuestion(companyId, 'item', serviceKey(item.facts));
  const affectedItems = await context.store.items.markUnmapped({ companyId, businessId, serviceId });
  await audit(context, item, 'map-service', actor, `${erpItem.number} ${erpItem.name}`);
  await resolve(context);
  return { item: erpItem, affectedItems };
}

async function findRouted(context: SyncContext, itemId: string): Promise<{ item: BillingItem; companyId: string }> {
  const item = (await context.store.items.find([itemId]))[0];
  if (item === undefined) throw new RequestError('not-found', say('row-gone'));
  if (item.facts.companyId === null) throw new RequestError('invalid', say('row-without-company'));
  return { item, companyId: item.facts.companyId };
}

async function audit(context: SyncContext, item: BillingItem, action: string, actor: string, after: string): Promise<void> {
  const before = action === 'assign-customer' ? (item.billing.sellTo?.number ?? null) : (item.billing.erpItem?.number ?? null);
  await context.store.audit.append([
    { at: context.clock.now(), actor, action, itemId: item.facts.id, invoiceId: null, runId: null, before, after, reason: '' },
  ]);
}
