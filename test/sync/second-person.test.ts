import type { DecisionChange } from '../../src/sync/desk.js';
import { closePipelines, everything, mette, openPipeline, plain, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

const above = (secondPersonAbove: Record<string, unknown>) => ({ config: { safeguards: { secondPersonAbove } } });
const dear: DecisionChange = { kind: 'set-price', unitPrice: '300', quantity: '3' };

async function decide(pipeline: Pipeline, appointment: string, change: DecisionChange, actor = 'Kari'): Promise<void> {
  const { facts } = await pipeline.itemOf(appointment);
  await pipeline.desk.decide([{ id: facts.id, version: null }], change, 'Agreed', actor);
}

/** Drafts for everything, in somebody's name; returns what its run noted. */
async function createAs(pipeline: Pipeline, actor: string): Promise<string[]> {
  const run = await pipeline.desk.create(everything, plain, null, actor);
  return pipeline.notesOf(await pipeline.desk.work(run.id));
}

const linesOf = (pipeline: Pipeline) => pipeline.documents().flatMap(({ lines }) => lines).length;

test('D.1.18: whoever set a price above the amount gets no draft of it, in the preview and in the run, while other rows go on', async () => {
  const pipeline = await openPipeline(above({ EUR: 500 }));
  const decided = pipeline.book();
  pipeline.book({ at: '2026-06-09T06:00:00.000Z' });
  await pipeline.sync();
  await decide(pipeline, decided, dear);

  const preview = await pipeline.desk.preview(everything, plain, 'Kari');
  const notes = await createAs(pipeline, 'Kari');

  const sentence =
    'It was decided by Kari how this row is billed, and it is worth more than 500 EUR. Somebody else must create its draft.';
  expect(preview.leftOut.map(({ reasons }) => reasons.map(({ code, message }) => [code, message]))).toEqual([
    [['second-person', sentence]],
  ]);
  expect(preview.documents.map(({ lines }) => lines.length)).toEqual([1]);
  expect(notes).toEqual([sentence]);
  expect([linesOf(pipeline), await pipeline.stateOf(decided)]).toEqual([1, 'ready']);
});

test('D.1.18: another person creates that draft', async () => {
  const pipeline = await openPipeline(above({ EUR: 500 }));
  const decided = pipeline.book();
  await pipeline.sync();
  await decide(pipeline, decided, dear);

  const notes = await createAs(pipeline, 'Ola');

  expect([notes, linesOf(pipeline), await pipeline.stateOf(decided)]).toEqual([[], 1, 'drafted']);
});

test.each([
  ['nothing is configured', {}],
  ['it is worth no more than the amount', { EUR: 900 }],
  ['only another currency has an amount', { USD: 1 }],
])('D.1.18: whoever decided creates the draft as well while %s', async (_when, amounts) => {
  const pipeline = await openPipeline(above(amounts));
  const decided = pipeline.book();
  await pipeline.sync();
  await decide(pipeline, decided, dear);

  await createAs(pipeline, 'Kari');

  expect(linesOf(pipeline)).toBe(1);
});

test.each<[string, DecisionChange, number]>([
  ['moved it into another period', { kind: 'set-period', day: '2026-07-01' }, 0],
  ['confirmed a warning', { kind: 'confirm', on: true }, 0],
  ['had the attendee billed', { kind: 'bill-attendee', on: true }, 0],
  ['only put it off, to a day that has come', { kind: 'not-before', date: '2026-06-01' }, 1],
])('D.1.18: of a person who %s', async (_what, change, lines) => {
  const pipeline = await openPipeline(above({ EUR: 500 }));
  const decided = pipeline.book({ price: 900 });
  await pipeline.sync();
  await decide(pipeline, decided, change);

  await createAs(pipeline, 'Kari');

  expect(linesOf(pipeline)).toBe(lines);
});

test('D.1.18: an assigned customer and a chosen item count as decisions on every row they bill', async () => {
  const pipeline = await openPipeline(above({ EUR: 500 }));
  const assigned = pipeline.book({ price: 900, who: [mette] });
  const mapped = pipeline.book({ price: 900, at: '2026-06-09T06:00:00.000Z', service: 'Facial treatment' });
  await pipeline.sync();
  const idOf = async (appointment: string) => (await pipeline.itemOf(appointment)).facts.id;
  await pipeline.desk.assignCustomer([await idOf(assigned)], 'C00020', 'Kari');
  await pipeline.desk.mapService([await idOf(mapped)], 'S-MASSAGE', 'Ola');

  await createAs(pipeline, 'Kari');
  const afterKari = await Promise.all([assigned, mapped].map((appointment) => pipeline.stateOf(appointment)));
  await createAs(pipeline, 'Ola');

  expect(afterKari).toEqual(['ready', 'drafted']);
  expect(await pipeline.stateOf(assigned)).toBe('drafted');
});

test.each([
  ['the same person at the command line', 'Kari (command line)'],
  ['the schedule', 'schedule'],
  ['somebody at this machine, who may be anybody', 'this machine'],
])('D.1.18: %s does not count as somebody else', async (_who, actor) => {
  const pipeline = await openPipeline(above({ EUR: 500 }));
  const decided = pipeline.book();
  await pipeline.sync();
  await decide(pipeline, decided, dear);

  await createAs(pipeline, actor);
  const { leftOut } = await pipeline.desk.preview(everything, plain);

  expect([linesOf(pipeline), leftOut.length]).toEqual([0, 1]);
});

test.each<[string, (pipeline: Pipeline, appointment: string) => Promise<unknown>]>([
  ['a price is set', (pipeline, appointment) => decide(pipeline, appointment, dear)],
  [
    'a customer is assigned',
    async (pipeline, appointment) =>
      pipeline.desk.assignCustomer([(await pipeline.itemOf(appointment)).facts.id], 'C00010', 'Kari'),
  ],
])('D.1.18, E-21: nothing slips through when %s between the plan and the claim', async (_what, deed) => {
  const pipeline = await openPipeline(above({ EUR: 500 }));
  const booked = pipeline.book({ price: 900 });
  await pipeline.sync();
  const { transaction, items } = pipeline.store;
  let phase: 'before' | 'planned' | 'decided' = 'before';
  const racing = await pipeline.again({
    store: {
      ...pipeline.store,
      items: {
        ...items,
        findWithMapping: async (ids) => {
          const found = await items.findWithMapping(ids);
          if (phase === 'before') phase = 'planned';
          return found;
        },
      },
      transaction: async (...work) => {
        const isFirst = phase === 'planned';
        phase = isFirst ? 'decided' : phase;
        if (isFirst) await deed(pipeline, booked);
        return transaction(...work);
      },
    },
  });

  const notes = await createAs(racing, 'Kari');

  expect(phase).toBe('decided');
  expect(notes).toEqual([expect.stringContaining('It was decided by Kari')]);
  expect([linesOf(pipeline), await pipeline.stateOf(booked)]).toEqual([0, 'ready']);
});
