import { z } from 'zod';
import { RequestError } from '../../domain/errors.js';
import type { ItemQuery } from '../../domain/filter.js';
import type { BillingItem } from '../../domain/item.js';
import { instantFromMs, msOf } from '../../domain/time.js';
import { say } from '../../domain/words/sentence.js';
import { itemRowOf, withInvoices } from '../itemRow.js';
import type { ServerOptions } from '../options.js';
import { idSchema, problemResponse } from '../schemas/common.js';
import { itemRowSchema } from '../schemas/list.js';
import type { Api } from './api.js';

const pageRows = 500;
/** A moment with any offset, as calendars say it. */
const momentSchema = z.iso.datetime({ offset: true }).transform((text) => instantFromMs(Date.parse(text)));
const calendarQuerySchema = z.strictObject({ businessId: idSchema, from: momentSchema, to: momentSchema });
type CalendarQuery = z.output<typeof calendarQuerySchema>;

/** The appointments of one business that touch a span of time, each with its billing state. */
export function calendarRoutes(app: Api, options: ServerOptions): void {
  app.get(
    '/api/calendar',
    {
      schema: {
        operationId: 'readCalendar',
        querystring: calendarQuerySchema,
        response: { 200: z.object({ rows: z.array(itemRowSchema) }), ...problemResponse },
      },
    },
    async ({ query }) => {
      const now = options.clock.now();
      const found = await withInvoices(options.store, await readItems(options, query));
      return { rows: found.map((one) => itemRowOf(one, now, options)) };
    },
  );
}

async function readItems({ store, clock, limits }: ServerOptions, query: CalendarQuery): Promise<BillingItem[]> {
  const days = (msOf(query.to) - msOf(query.from)) / 86_400_000;
  if (days <= 0) throw new RequestError('invalid', say('span-turned-round'));
  if (days > limits.calendarDays) throw new RequestError('invalid', say('span-too-long', { most: String(limits.calendarDays) }));
  const items: BillingItem[] = [];
  for (;;) {
    const page = await store.list.page(overlapOf(query), clock.now(), items.length, pageRows);
    items.push(...page.rows.map((row) => row.item));
    if (page.total > limits.calendarRows) {
      throw new RequestError('invalid', say('span-too-full', { count: String(page.total) }));
    }
    if (page.rows.length === 0 || items.length >= page.total) return items;
  }
}

/** Starts before the end and ends after the start. */
function overlapOf({ businessId, from, to }: CalendarQuery): ItemQuery {
  return {
    view: 'all',
    filters: [
      { column: 'businessId', term: { kind: 'equals', value: businessId, ignoreCase: true } },
      { column: 'startsAt', term: { kind: 'range', from: null, to } },
      { column: 'endsAt', term: { kind: 'range', from, to: null } },
    ],
    search: '',
    sort: { column: 'startsAt', direction: 'ascending' },
  };
}
