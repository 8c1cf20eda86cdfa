import type { ItemFacts } from '../domain/item.js';
import { fits, isService } from './condition.js';
import type { Rules } from './rules.js';
import type { ServiceRule } from './schema.js';

/** What names a service: its id, or the name it had when it was booked. */
export type ServiceName = Pick<ItemFacts, 'businessId' | 'serviceId' | 'serviceName'>;

/** The first service rule that fits, or null. */
export function serviceRuleOf(service: ServiceName, rules: Rules): ServiceRule | null {
  return rules.services.find((rule) => serviceFits(rule.when, service)) ?? null;
}

/** Number of the ERP item the rules name for a service, as written there; null when they name none. */
export function itemNumberOf(service: ServiceName, rules: Rules): string | null {
  return serviceRuleOf(service, rules)?.item ?? null;
}

/** Every item number the rules name. */
export function namedItemNumbers(rules: Rules): string[] {
  return [...new Set(rules.services.map((rule) => rule.item).filter((number) => number !== undefined))];
}

/** True when a condition on business and service holds. */
export function serviceFits(when: ServiceRule['when'], service: ServiceName): boolean {
  const { business, service: patterns } = when;
  if (business !== undefined && !business.some((pattern) => fits(service.businessId, pattern))) return false;
  return patterns === undefined || patterns.some((pattern) => isService(service, pattern));
}
