import { z } from 'zod';
import { RequestError } from '../../domain/errors.js';
import type { Store } from '../../domain/store.js';
import type { ChosenRows, DecisionOutcome, RowsOfList } from '../../sync/desk.js';
import { say } from '../../domain/words/sentence.js';
import { actorOf } from '../actor.js';
import { filterContextFor, itemQueryOf } from '../listQuery.js';
import type { ServerOptions } from '../options.js';
import { idSchema, problemResponse } from '../schemas/common.js';
import { decisionChangeSchema, decisionOutcomeSchema, erpCustomerSchema, erpItemSchema } from '../schemas/desk.js';
import { idsSchema, listQuerySchema } from '../schemas/list.js';
import type { Api } from './api.js';

const ofListShape = {
  query: listQuerySchema.optional().describe('Instead of ids: everything the list shows'),
  except: idsSchema.default([]),
  count: z.number().int().optional().describe('How many rows the person saw; another number now is refused'),
};
const decideSchema = z.strictObject({
  rows: z
    .array(z.strictObject({ id: idSchema, version: z.number().int().nullable() }))
    .min(1)
    .max(100_000)
    .optional(),
  ...ofListShape,
  change: decisionChangeSchema,
  reason: z.string().max(500).default(''),
});

const numberSchema = z.string().trim().min(1).max(20).nullable().describe('Null takes the answer back');
const insteadSchema = z.string().min(1).max(20).optional().describe('Change only answers that still are this number: for Undo');
const chosenSchema = z.strictObject({
  ids: idsSchema.min(1).optional(),
  ...ofListShape,
  instead: insteadSchema,
});
type WireChosen = z.output<typeof chosenSchema>;

const assignedShape = {
  skipped: z.number().int().describe('Left alone because somebody has answered again'),
  affectedItems: z.number().int(),
  before: z
    .array(z.object({ itemId: z.string(), number: z.string().nullable() }))
    .describe('What people had answered before, for Undo; null where nobody had'),
};

/** What a person decides about rows. Every open page hears that the list changed. */
export function decisionRoutes(app: Api, options: ServerOptions): void {
  const { desk, events } = options;
  const told = async <T>(act: Promise<T>): Promise<T> => {
    const result = await act;
    events.publish({ type: 'items' });
    return result;
  };

  app.post(
    '/api/items/decide',
    {
      schema: {
        operationId: 'decide',
        body: decideSchema,
        response: { 200: z.object({ outcomes: z.array(decisionOutcomeSchema) }), ...problemResponse },
      },
    },
    async ({ body, headers, cookies }) => {
      const actor = actorOf(options.actor, cookies).actor;
      const rows = body.rows ?? (await listed(body, headers['accept-language'], options));
      refuseTooMany('query' in rows ? rows.count : rows.length, options);
      const outcomes = await told(desk.decide(rows, body.change, body.reason, actor));
      return { outcomes: await asTheyAreNow(options.store, outcomes) };
    },
  );

  app.post(
    '/api/items/assign-customer',
    {
      schema: {
        operationId: 'assignCustomer',
        body: chosenSchema.extend({ customerNumber: numberSchema }),
        response: { 200: z.object({ customer: erpCustomerSchema.nullable(), ...assignedShape }), ...problemResponse },
      },
    },
    async ({ body, headers, cookies }) => {
      const rows = await chosenOf(body, headers['accept-language'], options);
      return told(desk.assignCustomer(rows, body.customerNumber, actorOf(options.actor, cookies).actor, body.instead));
    },
  );

  app.post(
    '/api/items/map-service',
    {
      schema: {
        operationId: 'mapService',
        body: chosenSchema.extend({ itemNumber: numberSchema }),
        response: { 200: z.object({ item: erpItemSchema.nullable(), ...assignedShape }), ...problemResponse },
      },
    },
    async ({ body, headers, cookies }) => {
      const rows = await chosenOf(body, headers['accept-language'], options);
      return told(desk.mapService(rows, body.itemNumber, actorOf(options.actor, cookies).actor, body.instead));
    },
  );

  app.post(
    '/api/items/retry',
    {
      schema: {
        operationId: 'retry',
        body: z.strictObject({ ids: idsSchema.min(1) }),
        response: { 200: z.object({ retried: z.number().int() }), ...problemResponse },
      },
    },
    async ({ body, cookies }) => {
      refuseTooMany(body.ids.length, options);
      return { retried: await told(desk.retry(body.ids, actorOf(options.actor, cookies).actor)) };
    },
  );
}

/** Rows by their ids, or by what the list shows: that fits into a request whatever their number. */
async function chosenOf(
  { ids, ...rest }: WireChosen,
  acceptLanguage: string | undefined,
  options: ServerOptions,
): Promise<ChosenRows> {
  if (ids === undefined) return listed(rest, acceptLanguage, options);
  refuseTooMany(ids.length, options);
  return ids;
}

async function listed(
  { query, except, count }: Pick<WireChosen, 'query' | 'except' | 'count'>,
  acceptLanguage: string | undefined,
  options: ServerOptions,
): Promise<RowsOfList> {
  if (query === undefined || count === undefined) throw new RequestError('invalid', say('nothing-selected'));
  return { query: itemQueryOf(query, await filterContextFor(query, acceptLanguage, options)), except, count };
}

/** Rows are mapped anew after a decision, which gives them another version; with the old one Undo would be refused. */
async function asTheyAreNow(store: Store, outcomes: readonly DecisionOutcome[]): Promise<DecisionOutcome[]> {
  const items = new Map((await store.items.find(outcomes.map(({ itemId }) => itemId))).map((item) => [item.facts.id, item]));
  return outcomes.map((outcome) => ({ ...outcome, item: items.get(outcome.itemId) ?? outcome.item }));
}

function refuseTooMany(count: number, { limits }: ServerOptions): void {
  if (count <= limits.selectionRows) return;
  throw new RequestError('invalid', say('too-many-rows', { count: String(count), most: String(limits.selectionRows) }));
}
