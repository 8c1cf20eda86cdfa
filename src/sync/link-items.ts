import type { BookingService } from '../domain/booking.js';
import { isRefusal, messageOf } from '../domain/errors.js';
import type { ErpItem, LinkOrigin } from '../domain/erp.js';
import type { BillingItem } from '../domain/item.js';
import { blocks, unreadable, type Problem } from '../domain/problems.js';
import { say, type Words } from '../domain/words/sentence.js';
import { itemFields } from '../mapping/item-card.js';
import { isBillable } from '../mapping/party.js';
import { serviceRuleOf } from '../mapping/services.js';
import type { SyncContext } from './context.js';
import { createOnce } from './create-once.js';
import { joinProblems, serviceKey, uniqueServices, wasAskedLately } from './knowledge.js';
import type { ResolveResult } from './resolve.js';

interface ServiceKey {
  businessId: string;
  serviceId: string;
}

/**
 * Which ERP item is this service: stored link → the item number the rules name → create from the template when allowed. An item that merely has
 * the service's name is offered to a person, never linked by itself (BC-19 to BC-23, trap 12). Many services may share one item.
 */
export async function linkItems(
  context: SyncContext,
  companyId: string,
  items: readonly BillingItem[],
  counts: ResolveResult['counts'],
): Promise<void> {
  const billable = items.filter((item) => isBillable(item.facts, item.decision, context.rules));
  const services = uniqueServices(billable).filter((service) => service.serviceId !== '');
  const linked = new Set((await context.store.links.findServices(companyId, services)).map(serviceKey));
  const questions = await context.store.links.findQuestions(companyId, 'item', services.map(serviceKey));
  const unlinked = services.filter((service) => {
    const key = serviceKey(service);
    return !linked.has(key) && !wasAskedLately(context, questions.get(key));
  });
  if (unlinked.length === 0) return;
  const named = unlinked.map((service) => ({ service, name: nameOf(items, service) }));
  const numbers = named.flatMap(
    ({ service, name }) => serviceRuleOf({ ...service, serviceName: name }, context.rules)?.item ?? [],
  );
  const configured =
    numbers.length === 0 ? new Map<string, ErpItem>() : await context.erp.findItemsByNumber(companyId, [...new Set(numbers)]);
  for (const { service, name } of named) {
    const number = serviceRuleOf({ ...service, serviceName: name }, context.rules)?.item;
    if (number !== undefined)
      await linkConfigured(context, companyId, service, number, configured.get(number.toUpperCase()) ?? configured.get(number));
    else await linkOrAsk(context, companyId, service, name, counts);
  }
}

async function linkConfigured(
  context: SyncContext,
  companyId: string,
  service: ServiceKey,
  number: string,
  item: ErpItem | undefined,
): Promise<void> {
  if (item === undefined) return ask(context, companyId, service, missingItem(number));
  if (item.id === '') return ask(context, companyId, service, unreadable(item, say('correct-item')));
  await saveLink(context, companyId, service, item, 'configured', `Item ${item.number} is named in the service rules.`);
}

/** A search that BC refuses concerns this service alone; whatever else fails concerns them all. */
async function linkOrAsk(
  context: SyncContext,
  companyId: string,
  service: ServiceKey,
  name: string,
  counts: ResolveResult['counts'],
): Promise<void> {
  try {
    await linkOrCreate(context, companyId, service, name, counts);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await ask(context, companyId, service, refusedSearch(name, error.sentences));
  }
}

async function linkOrCreate(
  context: SyncContext,
  companyId: string,
  service: ServiceKey,
  name: string,
  counts: ResolveResult['counts'],
): Promise<void> {
  const sameName = await context.erp.findItemsByName(companyId, name);
  const began = await context.store.links.findCreation(companyId, 'item', serviceKey(service));
  if (sameName.length > 0 && began === null) return ask(context, companyId, service, suggestion(name, sameName));
  if (!context.rules.items.create) return ask(context, companyId, service, unmappedService(name));
  const details = await describeService(context, service, name);
  const made = itemFields({ ...details, businessId: service.businessId }, context.rules);
  if ('problems' in made) return ask(context, companyId, service, joinProblems(made.problems));
  const result = await createOnce<ErpItem>(context, {
    companyId,
    kind: 'item',
    naturalKey: serviceKey(service),
    find: () => findCreated(context, companyId, made.fields),
    readById: async (id) => (await context.erp.readItems(companyId, [id])).get(id) ?? null,
    create: (mayStillSend) => context.erp.createItem(companyId, made.fields, mayStillSend),
  });
  if (result.kind === 'waiting') {
    counts.waiting += 1;
    return;
  }
  if (result.kind === 'refused') return ask(context, companyId, service, result.problem);
  counts.created += result.kind === 'created' ? 1 : 0;
  await saveLink(
    context,
    companyId,
    service,
    result.record,
    'created',
    `Created from the item template for the service "${name}".`,
  );
}

/** An item an earlier attempt may have made: by its own number where the template gives one, else by its exact name. */
async function findCreated(
  context: SyncContext,
  companyId: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<ErpItem[]> {
  if (typeof fields.number === 'string') return [...(await context.erp.findItemsByNumber(companyId, [fields.number])).values()];
  return context.erp.findItemsByName(companyId, String(fields.displayName));
}

/** The service's own description and price; a deleted service is described by what its appointments remember (E-27). */
async function describeService(
  context: SyncContext,
  service: ServiceKey,
  name: string,
): Promise<{ id: string; name: string; description: string; price: number; priceType: BookingService['defaultPriceType'] }> {
  const found = await context.source.listServices(service.businessId).then(
    (services) => services.find((candidate) => candidate.id === service.serviceId),
    (error: unknown) => {
      context.log.warn({ businessId: service.businessId, error: messageOf(error) }, 'services could not be read');
      return undefined;
    },
  );
  if (found === undefined) return { id: service.serviceId, name, description: '', price: 0, priceType: 'notSet' };
  return {
    id: found.id,
    name: found.displayName,
    description: found.description,
    price: found.defaultPrice,
    priceType: found.defaultPriceType,
  };
}

async function saveLink(
  context: SyncContext,
  companyId: string,
  service: ServiceKey,
  item: ErpItem,
  origin: LinkOrigin,
  explanation: string,
): Promise<void> {
  const now = context.clock.now();
  await context.store.links.saveService({
    companyId,
    ...service,
    item,
    origin,
    explanation,
    linkedBy: 'system',
    linkedAt: now,
    checkedAt: now,
  });
  await context.store.links.removeQuestion(companyId, 'item', serviceKey(service));
}

async function ask(context: SyncContext, companyId: string, service: ServiceKey, problem: Problem): Promise<void> {
  await context.store.links.saveQuestion({
    companyId,
    kind: 'item',
    key: serviceKey(service),
    problem,
    askedAt: context.clock.now(),
  });
}

function nameOf(items: readonly BillingItem[], service: ServiceKey): string {
  const named = items.filter((item) => serviceKey(item.facts) === serviceKey(service));
  return named.map((item) => item.facts.serviceName).find((name) => name !== '') ?? service.serviceId;
}

function refusedSearch(service: string, why: Words): Problem {
  return blocks('service-unmapped', 'map-service', say('item-search-refused', { service }), ...why, say('map-by-hand'));
}

function missingItem(number: string): Problem {
  return blocks('item-missing', 'map-service', say('item-missing', { number }));
}

function suggestion(service: string, items: readonly ErpItem[]): Problem {
  const numbers = items.map((item) => item.number).join(', ');
  return {
    ...blocks('item-suggested', 'map-service', say('item-suggested', { service, numbers })),
    candidates: items.map((item) => ({ id: item.id, number: item.number, name: item.name, email: '' })),
  };
}

function unmappedService(service: string): Problem {
  return blocks('service-unmapped', 'map-service', say('service-unmapped', { service }));
}
