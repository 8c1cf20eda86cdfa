import { z } from 'zod';
import { localDate } from '../../domain/time.js';
import { say } from '../../domain/words/sentence.js';
import { auditCsv, type AuditFormat } from '../export/audit.js';
import { numberSignsOf, type FilterContext } from '../filter/context.js';
import { toldHistory } from '../history.js';
import { filterContextFor } from '../listQuery.js';
import type { ServerOptions } from '../options.js';
import { readerOf } from '../reader.js';
import { idSchema, instantSchema, localeSchema, problemResponse } from '../schemas/common.js';
import type { Api } from './api.js';

const auditQuerySchema = z.strictObject({
  itemId: idSchema.exactOptional(),
  invoiceId: idSchema.exactOptional(),
  runId: idSchema.exactOptional(),
  since: instantSchema.exactOptional(),
  locale: localeSchema.optional(),
});

/** Who did what, when, from what to what and why, as a file (D.1.14): of one row, document or run, or all of it. */
export function auditRoutes(app: Api, options: ServerOptions): void {
  app.get(
    '/api/audit',
    {
      schema: {
        operationId: 'exportAudit',
        querystring: auditQuerySchema,
        response: { 200: { description: 'The file', content: { 'text/csv': { schema: z.any() } } }, ...problemResponse },
      },
    },
    async ({ query: { locale, ...scope }, headers }, reply) => {
      const context = await filterContextFor({ locale }, headers['accept-language'], options);
      const name = `${readerOf(context.locale).tell(say('audit-file-name'))}-${localDate(context.now, context.zone)}.csv`;
      const file = auditCsv(options.store.audit.walk(scope), formatFor(context));
      return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`).send(file);
    },
  );
}

/** Headings, deeds and our own reasons in the reader's language, moments on the clock of the business. */
function formatFor({ locale, zone }: FilterContext): AuditFormat {
  const reader = readerOf(locale);
  // Swedish writes 2026-06-09 10:30:05.
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return {
    delimiter: numberSignsOf(locale).decimal === ',' ? ';' : ',',
    headingOf: (column) => (column === 'at' ? reader.tell(say('audit-at', { zone })) : reader.wordFor('audit-heading', column)),
    cellOf: (entry, column) => {
      if (column === 'at') return time.format(Date.parse(entry.at));
      if (column === 'action') return reader.wordFor('audit', entry.action);
      const told = column === 'reason' ? toldHistory(entry).reasonSentences : undefined;
      return told === undefined ? (entry[column] ?? '') : reader.tell(...told);
    },
  };
}
