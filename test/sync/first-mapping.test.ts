import type { Run } from '../../src/domain/run-store.js';
import { bo, closePipelines, hour, openPipeline, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

/** Rows mapped by each step of a cycle. */
const mappedBy = (run: Run): Record<string, number> =>
  Object.fromEntries(run.steps.map(({ name, counts }) => [name.split(' ')[0]!, counts['mapped'] ?? 0]));

const codesOf = async (pipeline: Pipeline, appointmentId: string): Promise<string[]> =>
  (await pipeline.itemOf(appointmentId)).billing.problems.map(({ code }) => code);

/** A cycle after which Anna and the massage are linked. */
async function acquainted(): Promise<{ pipeline: Pipeline; first: string }> {
  const pipeline = await openPipeline();
  const first = pipeline.book();
  await pipeline.sync();
  return { pipeline, first };
}

test('a booking of a known customer and service is mapped as it is saved, and the resolve step finds nothing left to do', async () => {
  const { pipeline } = await acquainted();
  const booked = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });

  const run = await pipeline.sync();

  expect(mappedBy(run)).toMatchObject({ pull: 1, resolve: 0 });
  expect(await pipeline.itemOf(booked)).toMatchObject({
    stage: 'ready',
    version: 1,
    billing: { sellTo: { name: 'Anna Karlsen' } },
  });
});

test('a booking of somebody new waits for the resolve step, which links and maps it in the same cycle', async () => {
  const { pipeline } = await acquainted();
  const booked = pipeline.book({ at: '2026-06-09T06:00:00.000Z', who: [bo] });

  const run = await pipeline.sync();

  expect(mappedBy(run)).toMatchObject({ pull: 0, resolve: 1 });
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('what needs no answer of Business Central is mapped while it is away', async () => {
  const { pipeline } = await acquainted();
  pipeline.sandbox.control.addFault({
    system: 'businessCentral',
    pattern: '/',
    times: null,
    action: { kind: 'status', status: 503 },
  });
  const booked = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });

  await pipeline.sync();

  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('E-26: a second booking for the same time, told in a later cycle, waits for a confirmation', async () => {
  const { pipeline } = await acquainted();
  const second = pipeline.book();

  await pipeline.sync();

  expect([await pipeline.stateOf(second), await codesOf(pipeline, second)]).toEqual(['blocked', ['possible-duplicate']]);
});

test('E-26: the question ends when the other booking is gone', async () => {
  const { pipeline, first } = await acquainted();
  Array.from({ length: 8 }, (_, at) => pipeline.book({ at: `2026-06-0${at + 1}T10:00:00.000Z`, who: [bo] }));
  const second = pipeline.book();
  await pipeline.sync();
  const asked = await codesOf(pipeline, second);
  pipeline.sandbox.control.event({ kind: 'delete', appointmentId: first });
  await pipeline.sync();
  pipeline.advance(2 * hour);

  await pipeline.sync();

  expect(asked).toEqual(['possible-duplicate']);
  expect([await pipeline.stateOf(first), await pipeline.stateOf(second)]).toEqual(['cancelled', 'ready']);
});
