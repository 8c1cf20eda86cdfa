import type { ErpItem } from '../domain/erp.js';
import type { ItemFacts } from '../domain/item.js';
import { blocks, unreadable, type Problem } from '../domain/problems.js';
import { say } from '../domain/words/sentence.js';
import type { BillingContext } from './bill.js';

/** The ERP item of the service, and what stands in its way (E-27, BC-19). */
export function resolveService(facts: ItemFacts, context: BillingContext): { item: ErpItem | null; problems: Problem[] } {
  if (context.service !== null) return { item: context.service.item, problems: itemProblems(context.service.item) };
  if (context.serviceQuestion !== null) return { item: null, problems: [context.serviceQuestion] };
  const name = facts.serviceName.trim();
  if (facts.serviceId === '' && name === '') {
    return { item: null, problems: [blocks('no-service', 'fix-in-bookings', say('no-service'))] };
  }
  const sentence = say('service-without-item', { service: name || facts.serviceId });
  return { item: null, problems: [blocks('service-unmapped', 'map-service', sentence)] };
}

function itemProblems(item: ErpItem): Problem[] {
  const { number, name, type } = item;
  if (item.fault !== undefined) return [unreadable(item, say('correct-item-card'))];
  const problems: Problem[] = [];
  if (type !== 'service')
    problems.push(blocks('item-not-service', 'map-service', say('item-not-service', { number, name, type })));
  if (item.blocked) problems.push(blocks('item-blocked', 'fix-in-erp', say('item-blocked', { number, name })));
  return problems;
}
