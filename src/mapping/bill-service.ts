import type { ErpItem } from '../domain/erp.js';
import type { ItemFacts } from '../domain/item.js';
import { blocks, unreadable, type Problem } from '../domain/problems.js';
import type { BillingContext } from './bill.js';

/** The ERP item of the service, and what stands in its way (E-27, BC-19). */
export function resolveService(facts: ItemFacts, context: BillingContext): { item: ErpItem | null; problems: Problem[] } {
  if (context.service !== null) return { item: context.service.item, problems: itemProblems(context.service.item) };
  if (context.serviceQuestion !== null) return { item: null, problems: [context.serviceQuestion] };
  const name = facts.serviceName.trim();
  if (facts.serviceId === '' && name === '') {
    const message = 'The appointment names no service. Choose one in Bookings, or exclude the appointment.';
    return { item: null, problems: [blocks('no-service', 'fix-in-bookings', message)] };
  }
  const message = `The service "${name || facts.serviceId}" has no item in Business Central. Map it to an item here; that settles all its bookings.`;
  return { item: null, problems: [blocks('service-unmapped', 'map-service', message, { service: name || facts.serviceId })] };
}

function itemProblems(item: ErpItem): Problem[] {
  const values = { number: item.number, name: item.name, type: item.type };
  if (item.fault !== undefined)
    return [unreadable(item.fault, 'Correct the item there and retry, or map the service to another item.')];
  const problems: Problem[] = [];
  if (item.type !== 'service') {
    const message = `Item ${item.number} ${item.name} is of type ${item.type}; only items of type service can bill bookings. Map the service to another item.`;
    problems.push(blocks('item-not-service', 'map-service', message, values));
  }
  if (item.blocked) {
    const message = `Item ${item.number} ${item.name} is blocked in Business Central. Unblock it there, or map the service to another item.`;
    problems.push(blocks('item-blocked', 'fix-in-erp', message, values));
  }
  return problems;
}
