/** Seed data: the same businesses, people and bookings for the same seed number, set around the clock's now. */
import { seedBulk, type BulkSeed } from './seed-bulk.js';
import { describeBusinesses } from './seed-businesses.js';
import { seedWorkingWeek } from './seed-week.js';
import type { Business } from './model.js';

export interface GraphSeedOptions {
  /** Another number gives other names, times and ids. Default 1. */
  number?: number;
  /** Whether one booking of the salon has an id with a slash. Default true. */
  slashId?: boolean;
  /** Fills one business with many finished bookings instead of its working week. */
  bulk?: BulkSeed;
  /** Leaves every business without customers and bookings. Default false. */
  empty?: boolean;
}

/** Builds the businesses, by lower-case id. */
export function seedWorld(nowMs: number, options: GraphSeedOptions = {}): Map<string, Business> {
  const { number = 1, slashId = true, bulk, empty = false } = options;
  const businesses = describeBusinesses(number);
  for (const business of businesses) {
    if (empty) continue;
    if (bulk && business.id.toLowerCase() === (bulk.business ?? 'salon@fjord.test').toLowerCase())
      seedBulk(business, bulk, nowMs, number);
    else seedWorkingWeek(business, nowMs, number, slashId);
  }
  return new Map(businesses.map((business) => [business.id.toLowerCase(), business]));
}
