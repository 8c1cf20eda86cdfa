import { z } from 'zod';
import { RequestError } from '../../domain/errors.js';
import type { Invoice } from '../../domain/invoice.js';
import type { ErpReference } from '../../domain/item.js';
import { say } from '../../domain/words/sentence.js';
import { itemRowOf, linkedInvoiceOf, withInvoices } from '../itemRow.js';
import type { ServerOptions } from '../options.js';
import { idSchema, problemResponse } from '../schemas/common.js';
import { linkedInvoiceSchema } from '../schemas/invoice.js';
import { erpReferenceSchema } from '../schemas/item.js';
import { itemRowSchema, listTotalSchema, type ItemRow } from '../schemas/list.js';
import type { Api } from './api.js';

/** The newest invoices the page shows; the list of invoices has the rest. */
const shownInvoices = 200;

const customerPageSchema = z
  .object({
    customer: erpReferenceSchema.extend({ url: z.string().nullable() }),
    rows: z.array(itemRowSchema),
    invoices: z.array(linkedInvoiceSchema),
    totals: z.array(listTotalSchema).describe('Of the rows that are ready, blocked, upcoming or scheduled'),
  })
  .meta({ id: 'CustomerPage' });

/** One customer: what is to be invoiced and what was. */
export function customerRoutes(app: Api, options: ServerOptions): void {
  app.get(
    '/api/customers/:companyId/:number',
    {
      schema: {
        operationId: 'readCustomer',
        params: z.strictObject({ companyId: idSchema, number: idSchema }),
        response: { 200: customerPageSchema, ...problemResponse },
      },
    },
    ({ params }) => readCustomer(options, params.companyId, params.number),
  );
}

async function readCustomer(
  options: ServerOptions,
  companyId: string,
  number: string,
): Promise<z.output<typeof customerPageSchema>> {
  const { store, clock, cardUrl } = options;
  const now = clock.now();
  const listed = await store.list.customerItems(number, now);
  const items = listed.map(({ item }) => item).filter((item) => item.facts.companyId === companyId);
  const rows = (await withInvoices(store, items)).map((one) => itemRowOf(one, now, options));
  const invoices = await customerInvoices(options, companyId, number);
  const known = items.find((item) => item.billing.sellTo?.number === number)?.billing.sellTo ?? invoices[0]?.customer;
  const customer = known ?? (await findInErp(options, companyId, number));
  return {
    customer: { ...customer, url: cardUrl(companyId, 'customer', customer.number) },
    rows,
    invoices: invoices.map((invoice) => linkedInvoiceOf(invoice, cardUrl)),
    totals: await store.list.totalsOf(rows.filter(isToBeInvoiced).map((row) => row.id)),
  };
}

async function customerInvoices({ store }: ServerOptions, companyId: string, customerNumber: string): Promise<Invoice[]> {
  const query = { push: [], customerNumber, search: '', varianceOnly: false, offset: 0, limit: shownInvoices };
  const { rows } = await store.invoices.list(query);
  return rows.filter((invoice) => invoice.companyId === companyId && invoice.customer.number === customerNumber);
}

async function findInErp({ desk }: ServerOptions, companyId: string, number: string): Promise<ErpReference> {
  const customer = (await desk.searchCustomers(companyId, number)).find((one) => one.number === number);
  if (customer === undefined) throw new RequestError('not-found', say('customer-not-in-company', { number }));
  return { id: customer.id, number: customer.number, name: customer.name };
}

/** What the view "not invoiced" holds: what is still to come is not to be invoiced yet. */
function isToBeInvoiced(row: ItemRow): boolean {
  return row.state === 'ready' || row.state === 'blocked';
}
