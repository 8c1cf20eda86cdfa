import { addMs } from '../../src/domain/time.js';
import { closePipelines, day, hour, minute, openPipeline, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

/** The same program on a machine whose clock is off by this much. */
const withClockOff = (pipeline: Pipeline, ms: number): Promise<Pipeline> =>
  pipeline.again({ clock: { now: () => addMs(pipeline.now(), ms) } });

describe.each([
  ['an hour ahead', hour],
  ['an hour behind', -hour],
])('E-31: on a machine whose clock is %s', (_, off) => {
  test('what finance does to a document is followed at the next sweep', async () => {
    const pipeline = await openPipeline();
    const wrong = await withClockOff(pipeline, off);
    const booked = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });
    await wrong.sync();
    await wrong.create();
    await wrong.sync(false);
    pipeline.advance(minute);
    pipeline.sandbox.businessCentral.control.post({ invoiceId: pipeline.documents()[0]!.invoiceId });

    pipeline.advance(15 * minute);
    await wrong.sync(false);

    expect(await pipeline.stateOf(booked)).toBe('posted');
  });

  test('a booking that changes right after a sync is read by the next one, and nothing counts as cancelled', async () => {
    const pipeline = await openPipeline();
    const wrong = await withClockOff(pipeline, off);
    const booked = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });
    await wrong.sync();
    pipeline.sandbox.control.event({ kind: 'price', appointmentId: booked, price: 75 });

    pipeline.advance(minute);
    await wrong.sync();

    expect(await pipeline.itemOf(booked)).toMatchObject({ sourceState: 'present', billing: { amount: '75' } });
  });
});

test('E-31: a clock that was a month ahead and is set right loses no booking of the month between', async () => {
  const pipeline = await openPipeline();
  const wrong = await withClockOff(pipeline, 60 * day);
  await wrong.sync();
  const booked = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });

  await pipeline.sync();

  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('E-31: a clock that was a month ahead and is set right keeps nobody from following documents and reading profiles anew', async () => {
  const pipeline = await openPipeline();
  const wrong = await withClockOff(pipeline, 30 * day);
  const booked = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });
  await wrong.sync();
  await wrong.create();
  await wrong.sync(true);
  pipeline.sandbox.businessCentral.control.post({ invoiceId: pipeline.documents()[0]!.invoiceId });
  pipeline.sandbox.control.clearCounters();

  pipeline.advance(minute);
  await pipeline.sync(false);

  expect(await pipeline.stateOf(booked)).toBe('posted');
  expect(pipeline.answers('graph', 'GET bookingBusinesses/{id}')).toBe(1);
});

test('E-31: two looks at documents overlap, so what both sides date differently by some minutes is seen by the next look', async () => {
  const pipeline = await openPipeline();
  const wrong = await withClockOff(pipeline, 8 * minute);
  const booked = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });
  await wrong.sync();
  await wrong.create();
  await wrong.sync(true);
  pipeline.advance(minute);
  pipeline.sandbox.businessCentral.control.post({ invoiceId: pipeline.documents()[0]!.invoiceId });

  pipeline.advance(5 * minute);
  await wrong.sync(false);

  expect(await pipeline.stateOf(booked)).toBe('posted');
});

test('E-31: a booking that two pages show, because the list moved while it was walked, is one row', async () => {
  const pipeline = await openPipeline({ sandbox: { graph: { pageSize: 1 } } });
  const booked = ['2026-06-08T06:00:00.000Z', '2026-06-09T06:00:00.000Z'].map((at) => pipeline.book({ at }));
  const { source } = pipeline.context;
  const moving = await pipeline.again({
    source: {
      ...source,
      async *listPages(...window: Parameters<typeof source.listPages>) {
        for await (const page of source.listPages(...window)) {
          yield page;
          yield page;
        }
      },
    },
  });

  const run = await moving.sync();

  expect(run.state).toBe('done');
  expect((await Promise.all(booked.map((id) => pipeline.itemsOf(id)))).map((items) => items.length)).toEqual([1, 1]);
});
