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

/** True when a condition on business and service holds. */
export function serviceFits(when: ServiceRule['when'], service: ServiceName): boolean {
  const { business, service: patterns } = when;
  if (business !== undefined && !business.some((pattern) => fits(service.businessId, pattern))) return false;
  return patterns === undefined || patterns.some((pattern) => isService(service, pattern));
}
