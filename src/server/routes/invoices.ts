import { z } from 'zod';
import { RequestError } from '../../domain/errors.js';
import { invoiceStandings, pushStates } from '../../domain/invoice.js';
import { invoiceSortColumns, type InvoiceQuery, type InvoiceSortColumn } from '../../domain/invoice-store.js';
import { say } from '../../domain/words/sentence.js';
import { actorOf } from '../actor.js';
import { toldHistory } from '../history.js';
import { linkedInvoiceOf } from '../itemRow.js';
import type { ServerOptions } from '../options.js';
import { idParamsSchema, idSchema, pagingShape, problemResponse } from '../schemas/common.js';
import { invoiceLineSchema, linkedInvoiceSchema } from '../schemas/invoice.js';
import { auditEntrySchema } from '../schemas/run.js';
import type { Api } from './api.js';

/** How many entries of its history an invoice shows. */
const historyEntries = 200;

const sortWords = invoiceSortColumns.flatMap((column) => [column, `-${column}`] as const);

const invoiceQuerySchema = z.strictObject({
  ...pagingShape,
  search: z.string().max(200).default(''),
  /** One state, or several as `push=created&push=refused`. */
  push: z.union([z.enum(pushStates).transform((state) => [state]), z.array(z.enum(pushStates))]).default([]),
  standing: z.enum(invoiceStandings).optional(),
  varianceOnly: z.stringbool().default(false),
  sort: z.enum(sortWords).default('-createdAt').describe('A column; with a leading - descending'),
  customerNumber: idSchema.optional(),
});

const invoiceListSchema = z.object({
  rows: z.array(linkedInvoiceSchema),
  total: z.number().int(),
  counts: z.record(z.enum(invoiceStandings), z.number().int()).describe('How many stand where, by the same filter and search'),
});

const invoiceDetailSchema = z
  .object({
    invoice: linkedInvoiceSchema,
    lines: z.array(invoiceLineSchema),
    links: z.object({ documentUrl: z.string().nullable(), customerUrl: z.string().nullable() }),
    history: z.array(auditEntrySchema),
  })
  .meta({ id: 'InvoiceDetail' });

/** Drafts and what became of them. */
export function invoiceRoutes(app: Api, options: ServerOptions): void {
  const { store, cardUrl, desk } = options;

  app.get(
    '/api/invoices',
    {
      schema: {
        operationId: 'listInvoices',
        querystring: invoiceQuerySchema,
        response: { 200: invoiceListSchema, ...problemResponse },
      },
    },
    async ({ query: { customerNumber, standing, sort, ...rest } }) => {
      const query = {
        ...rest,
        ...(customerNumber !== undefined && { customerNumber }),
        ...(standing !== undefined && { standing }),
        sort: sortOf(sort),
      };
      const [page, counts] = await Promise.all([store.invoices.list(query), store.invoices.countStandings(query)]);
      return {
        rows: page.rows.map((invoice) => linkedInvoiceOf(invoice, cardUrl)),
        total: page.total,
        counts,
      };
    },
  );

  app.get(
    '/api/invoices/:id',
    {
      schema: { operationId: 'readInvoice', params: idParamsSchema, response: { 200: invoiceDetailSchema, ...problemResponse } },
    },
    ({ params }) => readDetail(options, params.id),
  );

  app.post(
    '/api/invoices/:id/withdraw',
    {
      schema: {
        operationId: 'withdrawInvoice',
        params: idParamsSchema,
        response: { 200: z.object({ returnedItems: z.number().int() }), ...problemResponse },
      },
    },
    async ({ params, cookies }) => {
      const result = await desk.withdraw(params.id, actorOf(options.actor, cookies).actor);
      options.events.publish({ type: 'items' });
      return result;
    },
  );
}

async function readDetail({ store, cardUrl }: ServerOptions, id: string): Promise<z.output<typeof invoiceDetailSchema>> {
  const invoice = await store.invoices.find(id);
  if (invoice === null) throw new RequestError('not-found', say('invoice-unknown'));
  const [lines, history] = await Promise.all([store.invoices.lines(id), store.audit.list({ invoiceId: id }, 0, historyEntries)]);
  const linked = linkedInvoiceOf(invoice, cardUrl);
  const customerUrl = cardUrl(invoice.companyId, 'customer', invoice.customer.number);
  return {
    invoice: linked,
    lines,
    links: { documentUrl: linked.documentUrl, customerUrl },
    history: history.rows.map(toldHistory),
  };
}

function sortOf(word: (typeof sortWords)[number]): NonNullable<InvoiceQuery['sort']> {
  const column = word.replace(/^-/, '') as InvoiceSortColumn;
  return { column, direction: word.startsWith('-') ? 'descending' : 'ascending' };
}
