import { z } from 'zod';
import { RequestError } from '../../domain/errors.js';
import type { Invoice } from '../../domain/invoice.js';
import type { Run, RunNote } from '../../domain/run-store.js';
import type { Store } from '../../domain/store.js';
import { say } from '../../domain/words/sentence.js';
import { linkedInvoiceOf, type CardUrl } from '../itemRow.js';
import type { ServerOptions } from '../options.js';
import { idParamsSchema, pagingShape, problemResponse } from '../schemas/common.js';
import { linkedInvoiceSchema } from '../schemas/invoice.js';
import { runNoteSchema, runSchema } from '../schemas/run.js';
import type { Api } from './api.js';

/** Invoices and notes are read in pages of this size. */
const pageRows = 500;

/** What ran, what it did, and what it could not do. */
export function runRoutes(app: Api, { store, cardUrl }: ServerOptions): void {
  app.get(
    '/api/runs',
    {
      schema: {
        operationId: 'listRuns',
        querystring: z.strictObject({ ...pagingShape, kind: z.enum(['sync', 'create']).optional() }),
        response: { 200: z.object({ rows: z.array(runSchema), total: z.number().int() }), ...problemResponse },
      },
    },
    ({ query }) => store.runs.list(query.offset, query.limit, query.kind),
  );

  app.get(
    '/api/runs/:id',
    { schema: { operationId: 'readRun', params: idParamsSchema, response: { 200: runSchema, ...problemResponse } } },
    ({ params }) => findRun(store, params.id),
  );

  app.get(
    '/api/runs/:id/notes',
    {
      schema: {
        operationId: 'listRunNotes',
        params: idParamsSchema,
        querystring: z.strictObject(pagingShape),
        response: { 200: z.object({ rows: z.array(runNoteSchema), total: z.number().int() }), ...problemResponse },
      },
    },
    async ({ params, query }) => store.runs.notes((await findRun(store, params.id)).id, query.offset, query.limit),
  );

  app.get(
    '/api/runs/:id/result',
    {
      schema: {
        operationId: 'readRunResult',
        params: idParamsSchema,
        response: {
          200: z.object({
            created: z.array(linkedInvoiceSchema),
            skipped: z.array(runNoteSchema),
            failed: z.array(runNoteSchema),
          }),
          ...problemResponse,
        },
      },
    },
    async ({ params }) => resultOf(store, await findRun(store, params.id), cardUrl),
  );
}

async function findRun(store: Store, id: string): Promise<Run> {
  const run = await store.runs.find(id);
  if (run === null) throw new RequestError('not-found', say('run-unknown'));
  return run;
}

async function resultOf(store: Store, run: Run, cardUrl: CardUrl) {
  const created = await readAll<Invoice>((offset) =>
    store.invoices.list({ push: ['created'], runId: run.id, search: '', varianceOnly: false, offset, limit: pageRows }),
  );
  const notes = await readAll<RunNote>((offset) => store.runs.notes(run.id, offset, pageRows));
  // An attempt that failed and was repeated with success is history, not a failure.
  const made = new Set<string | null>(created.map(({ id }) => id));
  return {
    created: created.map((invoice) => linkedInvoiceOf(invoice, cardUrl)),
    skipped: notes.filter((note) => note.level === 'skipped'),
    failed: notes.filter((note) => note.level === 'error' && !made.has(note.invoiceId)),
  };
}

async function readAll<Row>(readPage: (offset: number) => Promise<{ rows: Row[]; total: number }>): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await readPage(rows.length);
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}
