import { z } from 'zod';
import { RequestError } from '../../domain/errors.js';
import { say } from '../../domain/words/sentence.js';
import { actorOf } from '../actor.js';
import { selectionOf } from '../listQuery.js';
import type { ServerOptions } from '../options.js';
import { problemResponse } from '../schemas/common.js';
import { createOptionsSchema, previewSchema, selectionSchema, type WireSelection } from '../schemas/desk.js';
import { runSchema } from '../schemas/run.js';
import type { Api } from './api.js';

const previewRequestSchema = z.strictObject({
  selection: selectionSchema,
  options: createOptionsSchema.prefault({}),
});

/** Preview and create: the pages always send the data version of the preview a person confirmed. */
export function createRoutes(app: Api, options: ServerOptions): void {
  const { desk, events } = options;
  const read = (wire: WireSelection, acceptLanguage: string | undefined) => {
    refuseTooMany(wire, options);
    return selectionOf(wire, acceptLanguage, options);
  };

  app.post(
    '/api/preview',
    { schema: { operationId: 'preview', body: previewRequestSchema, response: { 200: previewSchema, ...problemResponse } } },
    async ({ body, headers, cookies }) => {
      const selection = await read(body.selection, headers['accept-language']);
      return desk.preview(selection, body.options, actorOf(options.actor, cookies).actor);
    },
  );

  app.post(
    '/api/runs',
    {
      schema: {
        operationId: 'createDrafts',
        body: previewRequestSchema.extend({ dataVersion: z.string().min(1).max(200) }),
        response: { 202: runSchema, ...problemResponse },
      },
    },
    async ({ body, headers, cookies }, reply) => {
      const selection = await read(body.selection, headers['accept-language']);
      const run = await desk.create(selection, body.options, body.dataVersion, actorOf(options.actor, cookies).actor);
      events.publish({ type: 'run', run });
      return reply.code(202).send(run);
    },
  );
}

function refuseTooMany(wire: WireSelection, { limits }: ServerOptions): void {
  if (wire.kind !== 'items' || wire.ids.length <= limits.selectionRows) return;
  const values = { count: String(wire.ids.length), most: String(limits.selectionRows) };
  throw new RequestError('invalid', say('too-many-rows', values));
}
