import type { DecisionChange } from '../../src/sync/desk.js';
import { closePipelines, notInvoiced, openPipeline, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

const july: DecisionChange = { kind: 'set-period', day: '2026-07-15' };
const move = async (pipeline: Pipeline, appointment: string, change: DecisionChange = july) => {
  const { facts } = await pipeline.itemOf(appointment);
  return (await pipeline.desk.decide([{ id: facts.id, version: null }], change, 'Agreed with the customer', 'Kari'))[0]!;
};
const periodsOf = async (pipeline: Pipeline, appointment: string) => {
  const period = (await pipeline.itemOf(appointment)).decision.period;
  return period === null ? null : [period.from, period.to, period.instead?.from, period.instead?.to];
};

test('D.1.12: a row moved into another period keeps the original and who moved it why, also in the audit, and undo takes it back', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();

  await move(pipeline, booked);
  const moved = await periodsOf(pipeline, booked);
  const { facts, decision } = await pipeline.itemOf(booked);
  const [entry] = (await pipeline.store.audit.list({ itemId: facts.id }, 0, 1)).rows;
  await move(pipeline, booked, { kind: 'undo', of: 'period' });

  expect(moved).toEqual(['2026-07-01', '2026-07-31', '2026-06-01', '2026-06-30']);
  expect(decision.period).toMatchObject({ by: 'Kari', reason: 'Agreed with the customer' });
  expect(entry).toMatchObject({ action: 'set-period', actor: 'Kari', reason: 'Agreed with the customer' });
  expect([JSON.parse(entry!.before!), JSON.parse(entry!.after!)]).toMatchObject([
    { period: null },
    { period: { from: '2026-07-01', instead: { from: '2026-06-01' } } },
  ]);
  expect(await periodsOf(pipeline, booked)).toBeNull();
});

test('D.1.12: everything a list shows is moved at once, or nothing when it shows more or less than the person saw', async () => {
  const pipeline = await openPipeline();
  const booked = [
    pipeline.book(),
    pipeline.book({ at: '2026-06-10T07:00:00.000Z' }),
    pipeline.book({ at: '2026-06-09T07:00:00.000Z' }),
  ];
  await pipeline.sync();
  const { facts } = await pipeline.itemOf(booked[2]!);
  const rows = (count: number) => ({ query: notInvoiced, except: [facts.id], count });

  await expect(pipeline.desk.decide(rows(3), july, 'Agreed', 'Kari')).rejects.toThrow('3 rows were chosen and it would be 2 now');
  const outcomes = await pipeline.desk.decide(rows(2), july, 'Agreed', 'Kari');

  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect(await Promise.all(booked.map(async (id) => (await periodsOf(pipeline, id))?.[0] ?? null))).toEqual([
    '2026-07-01',
    '2026-07-01',
    null,
  ]);
});
