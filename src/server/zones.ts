import type { BusinessZones } from '../domain/list-store.js';
import type { StatusBusiness } from './schemas/status.js';

/** Each business's zone. What has none of its own, and what concerns no single business, follows the first that has one. */
export function zonesOf(businesses: readonly Pick<StatusBusiness, 'id' | 'timeZone'>[]): BusinessZones {
  const ofBusiness = new Map(businesses.flatMap(({ id, timeZone }) => (timeZone === null ? [] : [[id, timeZone] as const])));
  const [otherwise = 'UTC'] = ofBusiness.values();
  return { ofBusiness, otherwise };
}
