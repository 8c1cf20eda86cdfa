import type { ItemQuery } from '../../src/domain/filter.js';
import { closePipelines, mette, openPipeline, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

const customerOf = async (pipeline: Pipeline, id: string) => (await pipeline.itemOf(id)).billing.sellTo?.number;
const problemsOf = async (pipeline: Pipeline, id: string) => (await pipeline.itemOf(id)).billing.problems;
const codesOf = async (pipeline: Pipeline, id: string) => (await problemsOf(pipeline, id)).map((problem) => problem.code);

test('one answer serves the people of several rows, and taking it back asks again', async () => {
  const pipeline = await openPipeline();
  const booked = [
    pipeline.book({ who: [mette] }),
    pipeline.book({ who: [{ name: 'Walk-in guest', emailAddress: null }], at: '2026-06-09T06:00:00.000Z' }),
  ];
  await pipeline.sync();
  const ids = await Promise.all(booked.map(async (id) => (await pipeline.itemOf(id)).facts.id));

  const { affectedItems, before } = await pipeline.desk.assignCustomer(ids, 'C00020', 'Kari');
  const assigned = await Promise.all(booked.map((id) => customerOf(pipeline, id)));
  for (const { itemId, number } of before) await pipeline.desk.assignCustomer([itemId], number, 'Kari');

  expect(affectedItems).toBe(2);
  expect(assigned).toEqual(['C00020', 'C00020']);
  expect(await codesOf(pipeline, booked[0]!)).toEqual(['ambiguous-customer']);
  expect(await codesOf(pipeline, booked[1]!)).toEqual(['no-email']);
});

test('taking back a second answer brings the first one back', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book({ who: [mette] });
  await pipeline.sync();
  const { facts } = await pipeline.itemOf(booked);
  await pipeline.desk.assignCustomer([facts.id], 'C00020', 'Kari');

  const { before } = await pipeline.desk.assignCustomer([facts.id], 'C00030', 'Per');

  expect(before).toEqual([{ itemId: facts.id, number: 'C00020' }]);
});

test('taking back leaves alone what somebody else has answered since', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book({ who: [mette] });
  await pipeline.sync();
  const { facts } = await pipeline.itemOf(booked);
  await pipeline.desk.assignCustomer([facts.id], 'C00020', 'Kari');
  await pipeline.desk.assignCustomer([facts.id], 'C00030', 'Per');

  const { skipped, before } = await pipeline.desk.assignCustomer([facts.id], null, 'Kari', 'C00020');

  expect([skipped, before]).toEqual([1, []]);
  expect(await customerOf(pipeline, booked)).toBe('C00030');
});

test('everything the list shows is answered at once', async () => {
  const pipeline = await openPipeline();
  const booked = [
    pipeline.book({ who: [mette] }),
    pipeline.book({ who: [{ name: 'Walk-in guest', emailAddress: null }], at: '2026-06-09T06:00:00.000Z' }),
  ];
  await pipeline.sync();
  const query: ItemQuery = {
    view: 'blocked',
    filters: [],
    search: '',
    sort: { column: 'startsAt', direction: 'ascending' },
  };

  await pipeline.desk.assignCustomer({ query, except: [], count: 2 }, 'C00020', 'Kari');

  expect(await Promise.all(booked.map((id) => customerOf(pipeline, id)))).toEqual(['C00020', 'C00020']);
});

test('taking back a mapping leaves the service without an item again', async () => {
  const pipeline = await openPipeline({ rules: { services: [] } });
  const booked = pipeline.book();
  await pipeline.sync();
  const { facts } = await pipeline.itemOf(booked);
  const blockedBy = await problemsOf(pipeline, booked);
  const { before } = await pipeline.desk.mapService([facts.id], 'S-MASSAGE', 'Kari');

  await pipeline.desk.mapService([before[0]!.itemId], before[0]!.number, 'Kari');

  expect(await problemsOf(pipeline, booked)).toEqual(blockedBy);
  expect(await pipeline.stateOf(booked)).toBe('blocked');
});
