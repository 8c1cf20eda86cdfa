import { RemoteError } from '../../src/domain/errors.js';
import { createDesk } from '../../src/sync/actions/create-desk.js';
import { workQueuedRuns } from '../../src/sync/actions/work-queued.js';
import { bo, closePipelines, day, everything, minute, openPipeline, plain, salon, studio } from './pipeline.js';
import { runCycle } from '../../src/sync/cycle.js';

afterEach(closePipelines);

const request = { requestedBy: 'test', settleNow: false, onChange: () => {} };

test('while one process has the lease another gets nothing, and afterwards it may', async () => {
  const pipeline = await openPipeline();
  const other = await pipeline.again({ owner: 'other' });
  await pipeline.store.leases.acquire('cycle', 'somebody', pipeline.now(), minute);

  const refused = await runCycle(other.context, request);
  await pipeline.store.leases.release('cycle', 'somebody');
  const allowed = await runCycle(other.context, request);

  expect(refused).toBeNull();
  expect(allowed).toMatchObject({ state: 'done' });
  expect(await pipeline.store.leases.read('cycle')).toBeNull();
});

test('a lease whose process died is taken over once its time is up', async () => {
  const pipeline = await openPipeline();
  await pipeline.store.leases.acquire('cycle', 'dead', pipeline.now(), pipeline.context.settings.lease.ttlMs);

  const early = await runCycle(pipeline.context, request);
  pipeline.advance(minute + 1);
  const late = await runCycle(pipeline.context, request);

  expect([early, late?.state]).toEqual([null, 'done']);
});

test('two processes syncing the same calendar at once make every row and every customer once', async () => {
  const pipeline = await openPipeline();
  const other = await pipeline.again();
  const booked = Array.from({ length: 6 }, (_, at) => pipeline.book({ who: [bo], at: `2026-06-0${at + 1}T06:00:00.000Z` }));

  await Promise.all([runCycle(pipeline.context, request), runCycle(other.context, request)]);

  expect((await Promise.all(booked.map((id) => pipeline.itemsOf(id)))).map((items) => items.length)).toEqual(Array(6).fill(1));
  const customers = pipeline.sandbox.businessCentral.control.state()[0]!.customers;
  expect(customers.filter(({ name }) => name === 'Bo Krag')).toHaveLength(1);
});

test('a request to stop ends the cycle between two pages, frees the lease and proves nothing', async () => {
  const stop = new AbortController();
  const pipeline = await openPipeline({ sandbox: { graph: { pageSize: 1 } } });
  const booked = [1, 2, 3].map((at) => pipeline.book({ at: `2026-06-0${at}T06:00:00.000Z` }));
  const { source } = pipeline.context;
  const stopping = await pipeline.again({
    stop: stop.signal,
    source: {
      ...source,
      async *listPages(...window: Parameters<typeof source.listPages>) {
        for await (const page of source.listPages(...window)) {
          yield page;
          stop.abort();
        }
      },
    },
  });

  const run = await runCycle(stopping.context, request);
  await pipeline.sync();

  expect(run!.state).toBe('partly-failed');
  expect(await pipeline.store.leases.read('cycle')).toBeNull();
  expect((await Promise.all(booked.map((id) => pipeline.stateOf(id)))).sort()).toEqual(['ready', 'ready', 'ready']);
});

test('a create run that is told to stop before its drafts are made goes back into the queue and is finished by the next start', async () => {
  const stop = new AbortController();
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  const stopping = await pipeline.again({ stop: stop.signal });
  stop.abort();

  const run = await stopping.create();
  await pipeline.desk.work(run.id);

  expect(run.state).toBe('queued');
  expect(await pipeline.store.runs.find(run.id)).toMatchObject({ state: 'done', counts: { created: 1 } });
  expect(await pipeline.stateOf(booked)).toBe('drafted');
});

test('a stop between the claim and the POST loses nothing: the next cycle sends the draft and ends its run', async () => {
  const stop = new AbortController();
  const pipeline = await openPipeline();
  pipeline.book();
  await pipeline.sync();
  const { erp } = pipeline.context;
  const stopping = await pipeline.again({
    stop: stop.signal,
    erp: {
      ...erp,
      async findInvoices(...question: Parameters<typeof erp.findInvoices>) {
        stop.abort();
        return erp.findInvoices(...question);
      },
    },
  });

  const run = await stopping.create();
  const sent = pipeline.documents().length;
  await pipeline.sync();

  expect([run.state, sent]).toEqual(['waiting', 0]);
  expect(pipeline.documents()).toHaveLength(1);
  expect(await pipeline.store.runs.find(run.id)).toMatchObject({ state: 'done', counts: { created: 1 } });
});

test('each step of a run has its times and counts, and runs are forgotten after their time', async () => {
  const pipeline = await openPipeline();
  pipeline.book();

  const run = await pipeline.sync();
  pipeline.advance(31 * day);
  await pipeline.sync();

  expect(run.steps.map(({ name, error, finishedAt }) => [name, error, finishedAt])).toEqual(
    [`pull ${salon}`, 'resolve', 'push', 'settle'].map((name) => [name, null, run.finishedAt]),
  );
  expect(run.steps[0]!.counts).toMatchObject({ listed: 1, read: 1, inserted: 1 });
  expect(await pipeline.store.runs.find(run.id)).toBeNull();
});

test('settle looks at Business Central only every five minutes unless somebody asks', async () => {
  const pipeline = await openPipeline();
  pipeline.book();
  await pipeline.sync();
  await pipeline.create();
  await pipeline.sync(false);
  pipeline.sandbox.control.clearCounters();

  pipeline.advance(4 * minute);
  await pipeline.sync(false);
  const soon = pipeline.sandbox.control.counters().total.businessCentral;
  await pipeline.sync(true);

  expect(soon).toBe(0);
  expect(pipeline.sandbox.control.counters().total.businessCentral).toBeGreaterThan(0);
});

test('a mailbox the application may not read does not keep the others from being read', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  const { source } = pipeline.context;
  const refusing = await pipeline.again({
    rules: {
      ...pipeline.context.rules,
      businesses: [{ ...pipeline.context.rules.businesses[0]!, id: studio }, ...pipeline.context.rules.businesses],
    },
    source: {
      ...source,
      listPages: (businessId, window) => {
        if (businessId !== studio) return source.listPages(businessId, window);
        throw new RemoteError({ system: 'bookings', outcome: 'refused', status: 403, message: 'Access is denied.' });
      },
    },
  });

  const run = await runCycle(refusing.context, request);

  expect(run!.steps.filter((step) => step.error !== null).map((step) => step.name)).toEqual([`pull ${studio}`]);
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('runs left in the queue are worked off by whoever syncs next', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  const desk = createDesk(pipeline.context);
  const queued = await desk.create(everything, plain, null, 'Anna Lind');

  await workQueuedRuns(pipeline.context, desk);

  expect(await pipeline.store.runs.find(queued.id)).toMatchObject({ state: 'done', counts: { created: 1 } });
  expect(await pipeline.stateOf(booked)).toBe('drafted');
});
