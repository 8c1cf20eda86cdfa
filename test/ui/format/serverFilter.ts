import type { FilterContext } from '../../../src/server/filter/context.js';

/** What the server reads filter texts against in these tests. */
export const filterContext: FilterContext = { locale: 'en-GB', zone: 'Europe/Copenhagen', now: '2026-06-01T10:00:00.000Z' };
