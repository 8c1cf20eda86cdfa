import { RequestError } from '../../domain/errors.js';
import type { ErpCustomer, ErpItem } from '../../domain/erp.js';
import { faultOf } from '../../domain/problems.js';
import { say } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import type { AssignedCustomer, ChosenRows, FormerAnswer, MappedService } from '../desk.js';
import { serviceKey } from '../knowledge.js';
import { resolve } from '../resolve.js';
import { namedBy, type Named } from './answered.js';

/**
 * A person says who the attendees of these rows are; it holds for these and all later bookings of those people (BC-17, E-5, E-13). Null takes
 * such an answer back: the customer is searched for again.
 */
export async function assignCustomer(
  context: SyncContext,
  rows: ChosenRows,
  customerNumber: string | null,
  actor: string,
  instead?: string,
): Promise<AssignedCustomer> {
  const { named, companyId } = await namedBy(context, rows, ({ facts: { partyKey }, billing: { sellTo } }) =>
    partyKey === null ? null : { key: partyKey, number: sellTo?.number ?? null },
  );
  if (named.length === 0) throw new RequestError('invalid', say('nobody-to-remember'));
  const customer = customerNumber === null ? null : await findCustomer(context, companyId, customerNumber);
  const { links } = context.store;
  const known = await links.findParties(companyId, keysOf(named));
  const answerTo = ({ key }: Named) => numberIfAnswered(known.get(key), ({ customer: { number } }) => number);
  const meant = named.filter((party) => instead === undefined || answerTo(party) === instead);
  for (const party of meant) {
    await (customer === null
      ? links.removeParty(companyId, party.key)
      : links.saveParty({
          companyId,
          partyKey: party.key,
          customer,
          ...signedBy(context, actor, `assigned customer ${customer.number}`),
        }));
    await links.removeQuestion(companyId, 'customer', party.key);
    await audit(context, party, customer === null ? 'unassign-customer' : 'assign-customer', actor, customer);
  }
  const affectedItems = await context.store.items.markUnmapped({ companyId, partyKeys: keysOf(meant) });
  await resolve(context);
  return { customer, affectedItems, before: meant.map(formerly(answerTo)), skipped: named.length - meant.length };
}

/**
 * A person says which item the services of these rows are; it holds for all their bookings (E-27). Only items of type Service are accepted
 * (BC-19). Null takes such an answer back.
 */
export async function mapService(
  context: SyncContext,
  rows: ChosenRows,
  itemNumber: string | null,
  actor: string,
  instead?: string,
): Promise<MappedService> {
  const { named, companyId } = await namedBy(context, rows, ({ facts, billing: { erpItem } }) => ({
    key: serviceKey(facts),
    number: erpItem?.number ?? null,
  }));
  const erpItem = itemNumber === null ? null : await findServiceItem(context, companyId, itemNumber);
  const { links } = context.store;
  const known = await links.findServices(companyId, named);
  const linkOf = ({ businessId, serviceId }: Named) =>
    known.find((each) => each.businessId === businessId && each.serviceId === serviceId);
  const answerTo = (service: Named) => numberIfAnswered(linkOf(service), ({ item: { number } }) => number);
  const meant = named.filter((service) => instead === undefined || answerTo(service) === instead);
  let affectedItems = 0;
  for (const each of meant) {
    const { key, businessId, serviceId } = each;
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
    await audit(context, each, erpItem === null ? 'unmap-service' : 'map-service', actor, erpItem);
  }
  await resolve(context);
  return { item: erpItem, affectedItems, before: meant.map(formerly(answerTo)), skipped: named.length - meant.length };
}

function keysOf(named: readonly Named[]): string[] {
  return named.map(({ key }) => key);
}

/** What a person had answered; null where the program had found out by itself, or nobody knew. */
function numberIfAnswered<L extends { origin: string }>(link: L | undefined, numberOf: (link: L) => string): string | null {
  return link?.origin === 'assigned' ? numberOf(link) : null;
}

function formerly(answerTo: (named: Named) => string | null): (named: Named) => FormerAnswer {
  return (named) => ({ itemId: named.itemId, number: answerTo(named) });
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

async function audit(
  context: SyncContext,
  { itemId, number }: Named,
  action: string,
  actor: string,
  card: { number: string; name: string } | null,
): Promise<void> {
  const after = card && `${card.number} ${card.name}`;
  const entry = { itemId, invoiceId: null, runId: null, before: number, after, reason: '' };
  await context.store.audit.append([{ at: context.clock.now(), actor, action, ...entry }]);
}
