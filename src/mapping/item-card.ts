import type { BookingService } from '../domain/booking.js';
import type { ErpFields } from '../domain/erp.js';
import { blocks, type Problem } from '../domain/problems.js';
import { say } from '../domain/words/sentence.js';
import { decimalOf, roundTo } from '../domain/money.js';
import { renderFields } from './fields.js';
import { itemLimits } from './limits.js';
import { serviceFits } from './services.js';
import type { Rules } from './rules.js';
import { businessGroup } from './scope.js';

/** A service as far as an item card needs it. */
export interface ServiceFacts {
  id: string;
  name: string;
  description: string;
  /** Graph's double. */
  price: number;
  priceType: BookingService['defaultPriceType'];
  businessId: string;
}

/**
 * The item card to create for a service: type Service (checked when the rules are loaded, F-6), from the first template that fits. Keys are
 * BC's property names in sending order.
 */
export function itemFields(service: ServiceFacts, rules: Rules): { fields: ErpFields } | { problems: Problem[] } {
  const subject = { businessId: service.businessId, serviceId: service.id, serviceName: service.name };
  const at = rules.items.templates.findIndex((template) => template.when === undefined || serviceFits(template.when, subject));
  const templates = rules.templates.items[at];
  if (!rules.items.create || templates === undefined) {
    return { problems: [blocks('item-template', 'map-service', say('no-item-template', { service: service.name }))] };
  }
  const scope = {
    service: {
      id: service.id,
      name: service.name,
      description: service.description,
      price: Number.isFinite(service.price) ? roundTo(decimalOf(service.price), 5) : '',
      priceType: service.priceType,
    },
    business: businessGroup(service.businessId, rules),
    local: { zone: '' },
  };
  return renderFields(templates, scope, itemLimits, 'item-template', rules);
}
