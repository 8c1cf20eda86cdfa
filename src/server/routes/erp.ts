import { z } from 'zod';
import type { ServerOptions } from '../options.js';
import { idSchema, problemResponse } from '../schemas/common.js';
import { erpCustomerSchema, erpItemSchema } from '../schemas/desk.js';
import type { Api } from './api.js';

const searchSchema = z.strictObject({ companyId: idSchema, text: z.string().trim().min(1).max(100) });

/** Looking up customers and items of Business Central, for a person who assigns one. */
export function erpRoutes(app: Api, { desk }: ServerOptions): void {
  app.get(
    '/api/erp/customers',
    {
      schema: {
        operationId: 'searchCustomers',
        querystring: searchSchema,
        response: { 200: z.object({ rows: z.array(erpCustomerSchema) }), ...problemResponse },
      },
    },
    async ({ query }) => ({ rows: await desk.searchCustomers(query.companyId, query.text) }),
  );

  app.get(
    '/api/erp/items',
    {
      schema: {
        operationId: 'searchItems',
        querystring: searchSchema,
        response: { 200: z.object({ rows: z.array(erpItemSchema) }), ...problemResponse },
      },
    },
    async ({ query }) => ({ rows: await desk.searchItems(query.companyId, query.text) }),
  );
}
