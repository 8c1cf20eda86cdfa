import { z } from 'zod';
import { RequestError } from '../../domain/errors.js';
import type { BillingItem } from '../../domain/item.js';
import type { ItemQuery } from '../../domain/filter.js';
import type { Instant } from '../../domain/time.js';
import { say } from '../../domain/words/sentence.js';
import { toldHistory } from '../history.js';
import { itemRowOf, linkedInvoiceOf, withInvoices } from '../itemRow.js';
import { filterContextFor, itemQueryOf } from '../listQuery.js';
import type { ServerOptions } from '../options.js';
import { readerOfRequest, type Reader } from '../reader.js';
import { idParamsSchema, instantSchema, problemResponse } from '../schemas/common.js';
import { linkedInvoiceSchema } from '../schemas/invoice.js';
import { billingItemSchema } from '../schemas/item.js';
import {
  idsSchema,
  itemRowSchema,
  listPageQuerySchema,
  listQuerySchema,
  listAddressSchema,
  listTotalSchema,
  payerTotalSchema,
  sumsPageShape,
  versionedIdSchema,
  viewCountsSchema,
  type ListQuery,
} from '../schemas/list.js';
import { auditEntrySchema } from '../schemas/run.js';
import type { Api } from './api.js';

/** How many entries of its history an item shows, and how many other items of its payer. */
const historyEntries = 200;
const shownOfPayer = 5;

const itemDetailSchema = z
  .object({
    row: itemRowSchema,
    item: billingItemSchema,
    reasoning: z.string().describe('How the price came about and who pays, in the language asked for'),
    invoice: linkedInvoiceSchema.nullable(),
    openOfPayer: z
      .object({ rows: z.array(itemRowSchema), total: z.number().int() })
      .nullable()
      .describe('What else is to be invoiced to the same payer: the newest, and how many; null where the payer is not known'),
    history: z.array(auditEntrySchema),
    links: z.object({
      customerUrl: z.string().nullable(),
      itemUrl: z.string().nullable(),
      appointmentUrl: z.string().nullable(),
    }),
  })
  .meta({ id: 'ItemDetail' });

/** Rows by their ids, or everything that matches but for a few. */
const chosenSchema = z.union([z.strictObject({ ids: idsSchema }), z.strictObject({ query: listQuerySchema, except: idsSchema })]);

/** The list *Bookings Not Invoiced*: a page, its counts, totals and ids, and one item with all that is known of it. */
export function itemRoutes(app: Api, options: ServerOptions): void {
  const { store, clock } = options;
  const read = async (query: ListQuery, acceptLanguage: string | undefined) =>
    itemQueryOf(query, await filterContextFor(query, acceptLanguage, options));
  const totals = { 200: z.object({ totals: z.array(listTotalSchema) }), ...problemResponse };

  app.get(
    '/api/items',
    {
      schema: {
        operationId: 'listItems',
        querystring: listPageQuerySchema,
        response: {
          200: z.object({
            rows: z.array(itemRowSchema),
            total: z.number().int(),
            asOf: instantSchema.describe('The moment the rows are the truth of'),
          }),
          ...problemResponse,
        },
      },
    },
    async ({ query, headers }) => {
      const now = clock.now();
      const page = await store.list.page(await read(query, headers['accept-language']), now, query.offset, query.limit);
      const found = await withInvoices(
        store,
        page.rows.map((row) => row.item),
      );
      return { rows: found.map((one) => itemRowOf(one, now, options)), total: page.total, asOf: now };
    },
  );

  app.get(
    '/api/items/counts',
    { schema: { operationId: 'countItems', response: { 200: z.object({ counts: viewCountsSchema }), ...problemResponse } } },
    async () => ({ counts: await store.list.counts(clock.now()) }),
  );

  app.get(
    '/api/items/totals',
    { schema: { operationId: 'totalItems', querystring: listAddressSchema, response: totals } },
    async ({ query, headers }) => ({
      totals: await store.list.totals(await read(query, headers['accept-language']), clock.now()),
    }),
  );

  app.post(
    '/api/items/totals',
    { schema: { operationId: 'totalChosenItems', body: chosenSchema, response: totals } },
    async ({ body, headers }) => {
      if ('ids' in body) return { totals: await store.list.totalsOf(body.ids) };
      const query = await read(body.query, headers['accept-language']);
      return { totals: await store.list.totals(query, clock.now(), body.except) };
    },
  );

  app.post(
    '/api/items/totals/by-payer',
    {
      schema: {
        operationId: 'totalItemsByPayer',
        description:
          'Sums of chosen rows, or of everything that matches, by payer and currency; the largest of each currency first',
        body: z.strictObject({ of: chosenSchema, ...sumsPageShape }),
        response: {
          200: z.object({ payers: z.array(payerTotalSchema), total: z.number().int().describe('How many sums there are') }),
          ...problemResponse,
        },
      },
    },
    async ({ body: { of, offset, limit }, headers }) => {
      const summed = 'ids' in of ? of : { query: await read(of.query, headers['accept-language']), except: of.except };
      const { rows, total } = await store.list.payerTotals(summed, clock.now(), offset, limit);
      return { payers: rows, total };
    },
  );

  app.get(
    '/api/items/ids',
    {
      schema: {
        operationId: 'listItemIds',
        querystring: listAddressSchema,
        response: { 200: z.object({ items: z.array(versionedIdSchema) }), ...problemResponse },
      },
    },
    async ({ query, headers }) => ({
      items: await collectIds(options, await read(query, headers['accept-language']), clock.now()),
    }),
  );

  app.get(
    '/api/items/:id',
    { schema: { operationId: 'readItem', params: idParamsSchema, response: { 200: itemDetailSchema, ...problemResponse } } },
    (request) => readDetail(options, request.params.id, readerOfRequest(request)),
  );
}

/** All that a selection names. Throws RequestError when it is more than one request may hold. */
async function collectIds(
  { store, limits }: ServerOptions,
  query: ItemQuery,
  now: Instant,
): Promise<{ id: string; version: number }[]> {
  const items: { id: string; version: number }[] = [];
  for await (const chunk of store.list.ids(query, now)) {
    items.push(...chunk);
    if (items.length > limits.selectionRows) {
      throw new RequestError('invalid', say('too-many-match', { most: String(limits.selectionRows) }));
    }
  }
  return items;
}

async function readDetail(options: ServerOptions, id: string, reader: Reader): Promise<z.output<typeof itemDetailSchema>> {
  const { store, clock, cardUrl } = options;
  const item = await findItem(options, id);
  const [found] = await withInvoices(store, [item]);
  const history = await store.audit.list({ itemId: id }, 0, historyEntries);
  const invoice = found!.invoice;
  return {
    row: itemRowOf(found!, clock.now(), options),
    item,
    reasoning: reader.tell(...item.billing.reasoning),
    invoice: invoice === null ? null : linkedInvoiceOf(invoice, cardUrl),
    openOfPayer: await readOpenOfPayer(options, item),
    history: history.rows.map(toldHistory),
    links: { ...cardLinksOf(item, options), appointmentUrl: options.appointmentUrl(item.facts) },
  };
}

async function readOpenOfPayer(options: ServerOptions, { facts, billing }: BillingItem) {
  const payer = billing.billTo ?? billing.sellTo;
  if (payer === null || facts.companyId === null) return null;
  const { store, clock } = options;
  const now = clock.now();
  const key = { companyId: facts.companyId, billToNumber: payer.number };
  const { rows, total } = await store.list.openOfPayer(key, now, facts.id, shownOfPayer);
  const found = await withInvoices(
    store,
    rows.map(({ item }) => item),
  );
  return { rows: found.map((one) => itemRowOf(one, now, options)), total };
}

async function findItem({ store }: ServerOptions, id: string): Promise<BillingItem> {
  const [item] = await store.items.find([id]);
  if (item === undefined) throw new RequestError('not-found', say('booking-unknown'));
  return item;
}

function cardLinksOf({ facts, billing }: BillingItem, { cardUrl }: ServerOptions) {
  const link = (kind: 'customer' | 'item', number: string | undefined) =>
    facts.companyId === null || number === undefined ? null : cardUrl(facts.companyId, kind, number);
  return { customerUrl: link('customer', billing.sellTo?.number), itemUrl: link('item', billing.erpItem?.number) };
}
