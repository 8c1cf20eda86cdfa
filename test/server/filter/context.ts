import type { FilterContext } from '../../../src/server/filter/context.js';

/** A Sunday evening in Oslo, in summer time. */
export function filterContext(overrides: Partial<FilterContext> = {}): FilterContext {
  return { locale: 'nb-NO', zone: 'Europe/Oslo', now: '2026-06-14T20:00:00.000Z', ...overrides };
}
