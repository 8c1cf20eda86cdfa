import { z } from 'zod';
import { explainFilter } from '../filter/explain.js';
import { parseFilter } from '../filter/parse.js';
import { filterContextFor } from '../listQuery.js';
import type { ServerOptions } from '../options.js';
import { localeSchema, problemResponse } from '../schemas/common.js';
import { filterColumnSchema } from '../schemas/list.js';
import type { Api } from './api.js';

/** Says in words what a filter text lets through, or what is wrong with it, before it is applied. */
export function filterRoutes(app: Api, options: ServerOptions): void {
  app.post(
    '/api/filter/explain',
    {
      schema: {
        operationId: 'explainFilter',
        body: z.strictObject({ column: filterColumnSchema, text: z.string().max(2_000), locale: localeSchema.optional() }),
        response: { 200: z.object({ ok: z.literal(true), sentence: z.string() }), ...problemResponse },
      },
    },
    async ({ body, headers }) => {
      const context = await filterContextFor({ locale: body.locale }, headers['accept-language'], options);
      const term = parseFilter(body.column, body.text, context);
      return { ok: true as const, sentence: explainFilter(body.column, term, context) };
    },
  );
}
