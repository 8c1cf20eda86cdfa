import { readBanners } from '../../src/banners.js';
import type { Daemon } from '../../src/daemon.js';
import { RemoteError } from '../../src/domain/errors.js';
import { addMs } from '../../src/domain/time.js';
import { runCycle } from '../../src/sync/cycle.js';
import { readDataAsOf } from '../../src/sync/pull.js';
import { longestPause, waitOf } from '../../src/sync/wait.js';
import { closePipelines, minute, openPipeline, salon, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

const now = '2026-06-10T10:00:00.000Z';
/** A schedule of every fifteen minutes. */
const nextSyncAt: Daemon['nextSyncAt'] = (from = now) => {
  const step = 15 * minute;
  return new Date(Math.ceil((Date.parse(from) + 1) / step) * step).toISOString();
};
const daemon = { nextSyncAt } as Daemon;

function failure(details: Partial<ConstructorParameters<typeof RemoteError>[0]>): RemoteError {
  return new RemoteError({ system: 'business-central', outcome: 'not-sent', message: 'No.', ...details });
}

async function bannersOf(pipeline: Pipeline, pauses: { system: 'bookings'; until: string }[] = []) {
  const app = { ...pipeline.app, context: pipeline.context, pauses: () => pauses };
  const { rows } = await pipeline.store.runs.list(0, 1, 'sync');
  return readBanners(app, daemon, rows[0]);
}

describe('what a failed call makes its step wait for', () => {
  const system = 'business-central';
  test.each([
    [
      'a pause of known length',
      failure({ status: 429, retryAfterMs: minute }),
      { system, why: 'pause', until: addMs(now, minute) },
    ],
    ['a pause nobody measured', failure({ status: 429 }), { system, why: 'pause', until: null }],
    [
      'a 503 that names a time',
      failure({ outcome: 'unknown', status: 503, retryAfterMs: 1 }),
      { system, why: 'pause', until: addMs(now, 1) },
    ],
    ['no answer', failure({ code: 'ECONNREFUSED' }), { system, why: 'answer', until: null }],
    ['a missing right', failure({ outcome: 'refused', status: 403 }), { system, why: 'access', until: null }],
    ['a refused request: waiting helps nothing', failure({ outcome: 'refused', status: 400 }), null],
    ['a fault of ours: waiting helps nothing', new Error('Oh.'), null],
  ])('%s', (_name, error, wait) => {
    expect(waitOf(error, now)).toEqual(wait);
  });

  test('the longest pause of several counts', () => {
    const pauses = [1, 3, 2].map((minutes) => failure({ retryAfterMs: minutes * minute }));

    expect(longestPause([...pauses, new Error('Oh.')], now)).toBe(addMs(now, 3 * minute));
    expect(longestPause([failure({})], now)).toBeNull();
  });
});

test('a throttled sync says on its run and in a banner for whom it waits and when the first sync after the pause starts', async () => {
  const pipeline = await openPipeline();
  pipeline.sandbox.control.addFault({
    system: 'graph',
    times: null,
    action: { kind: 'status', status: 429, retryAfter: '1800' },
  });

  const run = await runCycle(pipeline.context, {
    requestedBy: 'schedule',
    settleNow: false,
    onChange: () => {},
    nextCycleAt: nextSyncAt,
  });
  const banners = await bannersOf(pipeline);

  const wait = { system: 'bookings', why: 'pause', until: expect.stringMatching(/^2026-06-10T10:30/) };
  expect(run).toMatchObject({ state: 'partly-failed', waitingUntil: '2026-06-10T10:45:00.000Z' });
  expect(run!.steps[0]).toMatchObject({ name: `pull ${salon}`, waitsFor: wait });
  expect(banners).toMatchObject([{ code: 'sync-failed', until: '2026-06-10T10:45:00.000Z', waitsFor: wait }]);
});

test('trap 2, E-30: an outage waits for the next sync of the schedule, and the banner goes with it', async () => {
  const pipeline = await openPipeline();
  pipeline.book();
  pipeline.sandbox.control.addFault({ system: 'graph', times: null, action: { kind: 'status', status: 503 } });
  await pipeline.sync();
  const during = await bannersOf(pipeline);
  pipeline.sandbox.control.clearFaults();
  pipeline.advance(minute);
  await pipeline.sync();

  expect(during).toMatchObject([
    { code: 'sync-failed', until: '2026-06-10T10:15:00.000Z', waitsFor: { system: 'bookings', why: 'answer', until: null } },
  ]);
  expect(await bannersOf(pipeline)).toEqual([]);
});

test('a pause that a running call sits out has a banner of its own', async () => {
  const pipeline = await openPipeline();
  const until = addMs(pipeline.now(), minute);

  expect(await bannersOf(pipeline, [{ system: 'bookings', until }])).toMatchObject([
    { code: 'paused', until, waitsFor: { system: 'bookings', why: 'pause', until } },
  ]);
});

test('drafts that could not be sent have a banner with the moment of the next attempt', async () => {
  const pipeline = await openPipeline();
  pipeline.book();
  await pipeline.sync();
  pipeline.sandbox.control.addFault({ system: 'businessCentral', times: null, action: { kind: 'status', status: 503 } });

  const run = await pipeline.create();

  expect(run.state).toBe('waiting');
  expect(await bannersOf(pipeline)).toMatchObject([{ code: 'drafts-waiting', until: run.waitingUntil }]);
});

test('trap 2: calendars that cannot be read leave the list as it was, and the age of the data says since when', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  const readAt = pipeline.now();
  pipeline.sandbox.control.addFault({ system: 'graph', times: null, action: { kind: 'status', status: 503 } });
  pipeline.advance(90 * minute);

  await pipeline.sync();

  expect(await pipeline.listed()).toEqual([booked]);
  expect(await readDataAsOf(pipeline.context, salon)).toBe(readAt);
  expect(await bannersOf(pipeline)).toMatchObject([
    { code: 'sync-failed', message: expect.stringMatching(/^Read bookings .salon@fjord.test.: .*503/) },
  ]);
});

test('E-30: while Business Central is away for a day, bookings are read on and wait for it on the list', async () => {
  const pipeline = await openPipeline();
  await pipeline.sync();
  pipeline.sandbox.control.addFault({ system: 'businessCentral', times: null, action: { kind: 'status', status: 503 } });
  pipeline.advance(24 * 60 * minute);
  const booked = pipeline.book({ at: '2026-06-11T06:00:00.000Z' });

  await pipeline.sync();
  const meanwhile = await pipeline.listed();
  pipeline.sandbox.control.clearFaults();
  pipeline.advance(60 * minute);
  await pipeline.sync();

  expect(meanwhile).toEqual([booked]);
  expect(await pipeline.stateOf(booked)).toBe('ready');
});
