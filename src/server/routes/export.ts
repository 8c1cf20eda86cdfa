import { z } from 'zod';
import { say } from '../../domain/words/sentence.js';
import { exportColumn, exportColumnNames, type ExportColumnName } from '../export/columns.js';
import { csvStream } from '../export/csv.js';
import { readRows } from '../export/rows.js';
import { xlsxStream } from '../export/xlsx.js';
import { localDate } from '../../domain/time.js';
import { filterContextFor, itemQueryOf } from '../listQuery.js';
import type { ServerOptions } from '../options.js';
import { readerOf } from '../reader.js';
import { problemResponse } from '../schemas/common.js';
import { listQueryShape } from '../schemas/list.js';
import type { Api } from './api.js';

const formats = ['csv', 'xlsx'] as const;
const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<(typeof formats)[number], string>;

const exportQuerySchema = z.strictObject({
  ...listQueryShape,
  format: z.enum(formats),
  columns: z
    .string()
    .min(1)
    .max(1_000)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(exportColumnNames)))
    .describe(`Names in the order wanted, separated by commas: ${exportColumnNames.join(', ')}`),
});

/** Exactly the columns and the filter on the screen, as a file (D.1.11). */
export function exportRoutes(app: Api, options: ServerOptions): void {
  app.get(
    '/api/export',
    {
      schema: {
        operationId: 'exportItems',
        querystring: exportQuerySchema,
        response: {
          200: {
            description: 'The file',
            content: { 'text/csv': { schema: z.any() }, [contentTypes.xlsx]: { schema: z.any() } },
          },
          ...problemResponse,
        },
      },
    },
    async ({ query, headers }, reply) => {
      const context = await filterContextFor(query, headers['accept-language'], options);
      const reader = readerOf(context.locale);
      const chunks = readRows(options, itemQueryOf(query, context), context.now, reader);
      const columns = query.columns.map((name: ExportColumnName) => exportColumn(name, reader));
      const format = { ...context, reader };
      const file = query.format === 'csv' ? csvStream(chunks, columns, format) : xlsxStream(chunks, columns, format);
      const name = `${reader.tell(say('file-name'))}-${localDate(context.now, context.zone)}.${query.format}`;
      return reply.type(contentTypes[query.format]).header('content-disposition', `attachment; filename="${name}"`).send(file);
    },
  );
}
