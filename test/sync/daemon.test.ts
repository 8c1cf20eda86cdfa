import { createDaemon, type Daemon } from '../../src/daemon.js';
import { DatabaseLostError } from '../../src/domain/errors.js';
import type { Run } from '../../src/domain/run-store.js';
import { closePipelines, everything, minute, openPipeline, plain, type Pipeline } from './pipeline.js';

const running: Daemon[] = [];

afterEach(async () => {
  for (const daemon of running.splice(0)) await daemon.stop();
  await closePipelines();
});

/** A daemon whose schedule never comes in a test, and a promise of the next run that ends as asked. */
function start(pipeline: Pipeline): { daemon: Daemon; runs: Run[]; until(what: (run: Run) => boolean): Promise<Run> } {
  const runs: Run[] = [];
  const waiting: { what: (run: Run) => boolean; done: (run: Run) => void }[] = [];
  const hear = (run: Run): void => {
    runs.push(run);
    waiting.filter(({ what }) => what(run)).forEach(({ done }) => done(run));
  };
  const app = { ...pipeline.app, context: pipeline.context, desk: pipeline.desk };
  const daemon = createDaemon(app, hear);
  running.push(daemon);
  daemon.begin();
  const until = (what: (run: Run) => boolean): Promise<Run> =>
    new Promise((done) => {
      const heard = runs.find(what);
      if (heard !== undefined) done(heard);
      else waiting.push({ what, done });
    });
  return { daemon, runs, until };
}

const quick = { config: { sync: { schedule: '0 0 1 1 *', nudgePoll: '20ms' } } };

test('it catches up once when it starts', async () => {
  const pipeline = await openPipeline(quick);
  const booked = pipeline.book();

  const { until, runs } = start(pipeline);
  await until((run) => run.requestedBy === 'start' && run.finishedAt !== null);

  expect(await pipeline.stateOf(booked)).toBe('ready');
  expect(new Set(runs.map((run) => run.id)).size).toBe(1);
});

test('"Sync now" is noticed at the next poll, whichever process wrote it, and runs in the name of who pressed it', async () => {
  const pipeline = await openPipeline(quick);
  const { until } = start(pipeline);
  await until((run) => run.finishedAt !== null);
  const booked = pipeline.book();
  pipeline.advance(1000);

  await pipeline.desk.syncNow('Kari');
  await until((run) => run.requestedBy === 'Kari' && run.finishedAt !== null);

  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('a nudge cuts a long pause short', async () => {
  const pipeline = await openPipeline({ config: { sync: { schedule: '0 0 1 1 *', nudgePoll: '10m' } } });
  const { daemon, until } = start(pipeline);
  await until((run) => run.finishedAt !== null);
  pipeline.advance(1000);

  await pipeline.desk.syncNow('Kari');
  daemon.nudge();
  const run = await until((heard) => heard.requestedBy === 'Kari' && heard.finishedAt !== null);

  expect(run.state).toBe('done');
});

test('a run that somebody queued is worked off', async () => {
  const pipeline = await openPipeline(quick);
  pipeline.book();
  await pipeline.sync();
  const queued = await pipeline.desk.create(everything, plain, null, 'Kari');

  const { daemon } = start(pipeline);
  const worked = await ended(pipeline, queued.id, daemon);

  expect(worked).toMatchObject({ state: 'done', counts: { created: 1 } });
  expect(pipeline.documents()).toHaveLength(1);
});

test('a draft whose next attempt has come is sent without waiting for the schedule', async () => {
  const pipeline = await openPipeline(quick);
  pipeline.book();
  await pipeline.sync();
  pipeline.sandbox.control.addFault({
    system: 'businessCentral',
    method: 'POST',
    pattern: '/salesInvoices',
    action: { kind: 'doneThenCut' },
  });
  await pipeline.create();
  const { until } = start(pipeline);
  await until((run) => run.requestedBy === 'start' && run.finishedAt !== null);

  pipeline.advance(13 * minute);
  await until((run) => run.requestedBy === 'retry' && run.finishedAt !== null);

  expect(await pipeline.store.invoices.nextDueAt()).toBeNull();
  expect(pipeline.documents()).toHaveLength(1);
});

test('sync runs that a killed process left running are closed at the start', async () => {
  const pipeline = await openPipeline(quick);
  const left = await pipeline.sync();
  await pipeline.store.runs.save({ ...left, state: 'running', finishedAt: null });

  const { until } = start(pipeline);
  await until((run) => run.requestedBy === 'start' && run.finishedAt !== null);

  expect(await pipeline.store.runs.find(left.id)).toMatchObject({
    state: 'failed',
    error: 'The program was stopped during this run.',
  });
});

test('when it stops, nothing is started any more and the work at hand has ended', async () => {
  const pipeline = await openPipeline(quick);
  const { daemon, until, runs } = start(pipeline);
  await until((run) => run.finishedAt !== null);

  await daemon.stop();
  await pipeline.desk.syncNow('Kari');
  daemon.nudge();

  expect(daemon.isSyncing()).toBe(false);
  expect(daemon.nextSyncAt()).toBeNull();
  expect(runs.every((run) => run.requestedBy === 'start')).toBe(true);
});

/** The run at its end; the desk tells nobody here, so the daemon is nudged until it is. */
async function ended(pipeline: Pipeline, runId: string, daemon: Daemon): Promise<Run> {
  for (;;) {
    const run = (await pipeline.store.runs.find(runId))!;
    if (run.finishedAt !== null) return run;
    daemon.nudge();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('a database that this process can use no more is told, once and for all: nobody else would start it again', async () => {
  const pipeline = await openPipeline(quick);
  const { leases } = pipeline.store;
  const lostStore = { ...pipeline.store, leases: { ...leases, acquire: () => Promise.reject(new DatabaseLostError('Full.')) } };
  const context = { ...pipeline.context, store: lostStore };

  await new Promise<void>((told) => {
    const daemon = createDaemon({ ...pipeline.app, context, desk: pipeline.desk }, () => {}, told);
    running.push(daemon);
    daemon.begin();
  });

  expect((await pipeline.store.runs.list(0, 1)).rows).toEqual([]);
});
