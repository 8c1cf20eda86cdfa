import { closePipelines, day, openPipeline, type Pipeline } from './pipeline.js';
import type { DecisionChange } from '../../src/sync/desk.js';

afterEach(closePipelines);

async function oneReady(): Promise<Pipeline & { booked: string; row: { id: string; version: number } }> {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  const { facts, version } = await pipeline.itemOf(booked);
  return { ...pipeline, booked, row: { id: facts.id, version } };
}

const waive: DecisionChange = { kind: 'exclude', reason: 'charge-removed', reference: null };
const decide = async (
  pipeline: Pipeline & { row: { id: string } },
  change: DecisionChange,
  reason = 'because',
  version: number | null = null,
) => (await pipeline.desk.decide([{ id: pipeline.row.id, version }], change, reason, 'Kari'))[0]!;
const historyOf = async (pipeline: Pipeline & { row: { id: string } }) =>
  (await pipeline.store.audit.list({ itemId: pipeline.row.id }, 0, 20)).rows.map(({ action, actor, reason }) => [
    action,
    actor,
    reason,
  ]);

test('F-12: an excluded row is never drafted, survives syncs and is ready again when undone, with names and reasons kept', async () => {
  const pipeline = await oneReady();
  await decide(pipeline, waive, 'goodwill');
  await pipeline.sync();
  const excluded = await pipeline.stateOf(pipeline.booked);
  await pipeline.create({ kind: 'items', ids: [pipeline.row.id] });
  const drafted = pipeline.documents().length;

  await decide(pipeline, { kind: 'undo-exclusion' }, '');

  expect([excluded, drafted, await pipeline.stateOf(pipeline.booked)]).toEqual(['excluded', 0, 'ready']);
  expect(await historyOf(pipeline)).toEqual([
    ['undo-exclusion', 'Kari', ''],
    ['exclude', 'Kari', 'goodwill'],
  ]);
});

test('trap 11: marked as invoiced elsewhere keeps the document number and who said so, and can be undone', async () => {
  const pipeline = await oneReady();
  await decide(pipeline, { kind: 'exclude', reason: 'marked-invoiced', reference: '103001' }, 'paid at the desk');
  const marked = await pipeline.itemOf(pipeline.booked);

  await decide(pipeline, { kind: 'undo-exclusion' }, '');

  expect(marked).toMatchObject({
    stage: 'excluded',
    decision: { exclusion: { by: 'Kari', reference: '103001', reason: 'paid at the desk' } },
  });
  expect(await pipeline.stateOf(pipeline.booked)).toBe('ready');
});

test('a price set by a person is billed, and forgotten when it is cleared', async () => {
  const pipeline = await oneReady();
  await decide(pipeline, { kind: 'set-price', unitPrice: '45.5', quantity: '2' });
  const amount = (await pipeline.itemOf(pipeline.booked)).billing.amount;

  await decide(pipeline, { kind: 'clear-price' });

  expect([amount, (await pipeline.itemOf(pipeline.booked)).billing.amount]).toEqual(['91', '60']);
});

test('undo gives back what held before: of two exclusions the first, then none, each in the name of who had decided it', async () => {
  const pipeline = await oneReady();
  await decide(pipeline, waive, 'goodwill');
  await decide(pipeline, { kind: 'exclude', reason: 'marked-invoiced', reference: '103001' }, 'paid at the desk');

  await decide(pipeline, { kind: 'undo', of: 'exclusion' }, '');
  const first = (await pipeline.itemOf(pipeline.booked)).decision.exclusion;
  await decide(pipeline, { kind: 'undo', of: 'exclusion' }, '');
  const none = (await pipeline.itemOf(pipeline.booked)).decision.exclusion;
  const again = await decide(pipeline, { kind: 'undo', of: 'exclusion' }, '');

  expect(first).toMatchObject({ kind: 'charge-removed', by: 'Kari', reason: 'goodwill', reference: null });
  expect([none, again.outcome, await pipeline.stateOf(pipeline.booked)]).toEqual([null, 'not-possible', 'ready']);
  expect((await historyOf(pipeline)).map(([action]) => action)).toEqual(['undo', 'undo', 'exclude', 'exclude']);
});

test('undo of a second price bills the first, and leaves what else was decided meanwhile', async () => {
  const pipeline = await oneReady();
  await decide(pipeline, { kind: 'set-price', unitPrice: '45.5', quantity: '2' });
  await decide(pipeline, { kind: 'set-price', unitPrice: '10', quantity: '1' });
  await decide(pipeline, { kind: 'confirm', on: true });

  await decide(pipeline, { kind: 'undo', of: 'price' });

  const { billing, decision } = await pipeline.itemOf(pipeline.booked);
  expect([billing.amount, decision.confirmed?.by]).toEqual(['91', 'Kari']);
});

test('undo of a removal decides it again as it was', async () => {
  const pipeline = await oneReady();
  await decide(pipeline, { kind: 'set-price', unitPrice: '45.5', quantity: '2' }, 'agreed by phone');
  await decide(pipeline, { kind: 'clear-price' });

  await decide(pipeline, { kind: 'undo', of: 'price' });

  expect((await pipeline.itemOf(pipeline.booked)).decision.price).toMatchObject({
    unitPrice: '45.5',
    reason: 'agreed by phone',
  });
});

test('undo is refused in words once somebody else has decided again', async () => {
  const pipeline = await oneReady();
  await decide(pipeline, { kind: 'set-price', unitPrice: '45.5', quantity: '2' });
  const { version } = await pipeline.itemOf(pipeline.booked);
  await pipeline.desk.decide(
    [{ id: pipeline.row.id, version: null }],
    { kind: 'set-price', unitPrice: '10', quantity: '1' },
    'as agreed',
    'Ola',
  );

  const refused = await decide(pipeline, { kind: 'undo', of: 'price' }, '', version);

  expect(refused).toMatchObject({ outcome: 'changed-meanwhile', message: expect.stringContaining('Ola') as string });
  expect((await pipeline.itemOf(pipeline.booked)).decision.price?.unitPrice).toBe('10');
});

test('NX-13: a row put off until a day is scheduled, left out of drafts, and ready when the day has come there', async () => {
  const pipeline = await oneReady();
  await decide(pipeline, { kind: 'not-before', date: '2026-06-12' });

  const before = await pipeline.stateOf(pipeline.booked);
  const run = await pipeline.create({ kind: 'items', ids: [pipeline.row.id] });
  pipeline.advance(1.5 * day);
  const onTheDay = await pipeline.stateOf(pipeline.booked);

  expect(before).toBe('scheduled');
  expect(await pipeline.notesOf(run)).toEqual(['A person said: not before 2026-06-12.']);
  expect(onTheDay).toBe('ready');
});

test('a decision bound to an older version is refused and names the last change', async () => {
  const pipeline = await oneReady();
  await decide(pipeline, { kind: 'not-before', date: '2026-06-01' });

  const late = await decide(pipeline, waive, 'goodwill', pipeline.row.version);

  expect(late).toMatchObject({ outcome: 'changed-meanwhile', message: expect.stringContaining('Last: not-before by Kari') });
});

test('a row that is on a draft can no longer be excluded', async () => {
  const pipeline = await oneReady();
  await pipeline.create();

  const late = await decide(pipeline, waive);

  expect(late).toMatchObject({ outcome: 'already-claimed', message: expect.stringContaining('already on an invoice') });
});

test.each([
  ['an exclusion without a reason', waive, ' ', 'Give a reason'],
  [
    'marked as invoiced without a number',
    { kind: 'exclude', reason: 'marked-invoiced', reference: null },
    'paid',
    'Give the number of the document',
  ],
  ['a price that is no number', { kind: 'set-price', unitPrice: 'sixty', quantity: '1' }, 'x', 'Give the price as a number'],
  ['a negative price', { kind: 'set-price', unitPrice: '-1', quantity: '1' }, 'x', 'Give the price as a number'],
  ['a quantity of nothing', { kind: 'set-price', unitPrice: '1', quantity: '0' }, 'x', 'Give the quantity as a number'],
  ['a period without a reason', { kind: 'set-period', day: '2026-07-01' }, ' ', 'Give a reason'],
  ['a period by a day that no calendar has', { kind: 'set-period', day: '2026-02-31' }, 'x', 'Give the day as YYYY-MM-DD'],
  ['a day that is none', { kind: 'not-before', date: '12.6.2026' }, 'x', 'Give the day as YYYY-MM-DD'],
  ['a day that no calendar has', { kind: 'not-before', date: '2026-02-31' }, 'x', 'Give the day as YYYY-MM-DD'],
] as [string, DecisionChange, string, string][])('%s is refused in words', async (_, change, reason, sentence) => {
  const pipeline = await oneReady();

  const refused = decide(pipeline, change, reason);

  await expect(refused).rejects.toThrow(sentence);
});

test('there is nothing to undo on a row nobody excluded, and nothing to decide on a row that does not exist', async () => {
  const pipeline = await oneReady();

  const undone = await decide(pipeline, { kind: 'undo-exclusion' });
  const [nowhere] = await pipeline.desk.decide([{ id: 'nowhere', version: null }], waive, 'x', 'Kari');

  expect([undone.outcome, nowhere!.outcome]).toEqual(['not-possible', 'not-found']);
});
