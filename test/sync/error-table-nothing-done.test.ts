/** The design's error table (section 5), rows 1 and 2, with the whole program: nothing was done, on a read and on a write. */
import { createServer, type AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { writeConfig } from './config.js';
import { creations, made, onPost, saysNo, stepsThatFailed } from './creations.js';
import { bo, closePipelines, hour, minute, openPipeline, salon, type Pipeline } from './pipeline.js';
import { createItems } from './rules.js';

afterEach(closePipelines);

/** A port of this machine that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The same program and database, told that a system is elsewhere. */
function elsewhere(pipeline: Pipeline, addresses: Partial<Pick<Pipeline['sandbox'], 'graphUrl' | 'businessCentralUrl'>>) {
  writeConfig(dirname(pipeline.file), { ...pipeline.sandbox, ...addresses });
  return pipeline.again();
}

describe('row 1, nothing was sent', () => {
  test.each([
    ['a name nobody knows', () => Promise.resolve('https://nobody.invalid')],
    ['a connection that is refused', async () => `https://localhost:${await closedPort()}`],
  ])(
    '%s: a read fails its step and marks nothing; a draft waits on its row and is made once when the way is open',
    async (_, origin) => {
      const pipeline = await openPipeline();
      const booked = pipeline.book();
      await pipeline.sync();
      const away = await origin();
      const lost = await elsewhere(pipeline, { graphUrl: `${away}/v1.0`, businessCentralUrl: `${away}/api/v2.0` });

      const sync = await lost.sync();
      const create = await lost.create();
      const [waiting] = (await pipeline.store.invoices.list({ push: [], search: '', varianceOnly: false, offset: 0, limit: 1 }))
        .rows;
      pipeline.advance(minute);
      await pipeline.sync();

      expect(stepsThatFailed(sync)).toContain(`pull ${salon}`);
      expect((await pipeline.itemOf(booked)).sourceState).toBe('present');
      expect(create).toMatchObject({ state: 'waiting', waitingUntil: '2026-06-10T10:01:00.000Z' });
      expect(waiting).toMatchObject({ push: 'intended', attempts: 1 });
      expect(pipeline.documents()).toHaveLength(1);
      expect(await pipeline.stateOf(booked)).toBe('drafted');
    },
  );

  test('a POST that finds no connection is tried again on its row, without a wait for an outcome', async () => {
    const pipeline = await openPipeline();
    const booked = pipeline.book();
    await pipeline.sync();
    const lost = await elsewhere(pipeline, { businessCentralUrl: `https://localhost:${await closedPort()}/api/v2.0` });
    const { createDraft } = lost.context.erp;
    const halfway = await pipeline.again({ erp: { ...pipeline.context.erp, createDraft } });

    const run = await halfway.create();
    pipeline.advance(minute);
    await pipeline.sync();

    expect(run).toMatchObject({ state: 'waiting', waitingUntil: '2026-06-10T10:01:00.000Z' });
    expect(pipeline.documents()).toHaveLength(1);
    expect(await pipeline.stateOf(booked)).toBe('drafted');
  });

  test.each(creations)('429 to a new $what: tried again in the call', async (creation) => {
    const pipeline = await openPipeline({ rules: { items: createItems } });
    pipeline.sandbox.control.addFault({
      ...onPost(creation.pattern),
      action: { kind: 'status', status: 429, retryAfter: '0.05' },
    });
    const booked = pipeline.book(creation.booking);

    await pipeline.sync();

    expect(await pipeline.stateOf(booked)).toBe('ready');
    expect(made(pipeline, creation)).toBe(1);
  });

  test.each(creations)('429 to a new $what that lasts: its row says so and it is made later, once', async (creation) => {
    const pipeline = await openPipeline({ rules: { items: createItems } });
    pipeline.sandbox.control.addFault({ ...onPost(creation.pattern), times: null, action: { kind: 'status', status: 429 } });
    const booked = pipeline.book(creation.booking);

    await pipeline.sync();
    const meanwhile = await pipeline.itemOf(booked);
    pipeline.sandbox.control.clearFaults();
    pipeline.advance(hour);
    await pipeline.sync();

    expect(meanwhile.stage).toBe('blocked');
    expect(meanwhile.billing.problems).not.toEqual([]);
    expect(await pipeline.stateOf(booked)).toBe('ready');
    expect(made(pipeline, creation)).toBe(1);
  });
});

describe('row 2, refused', () => {
  test.each([400, 409, 422])('%i to the reading of one booking is a problem of that booking alone', async (code) => {
    const pipeline = await openPipeline();
    const [refused, fine] = [pipeline.book(), pipeline.book({ who: [bo], at: '2026-06-09T06:00:00.000Z' })];
    pipeline.sandbox.control.addFault({
      system: 'graph',
      pattern: encodeURIComponent(refused!),
      times: null,
      action: saysNo(code),
    });

    const run = await pipeline.sync();

    expect(stepsThatFailed(run)).toEqual([]);
    expect((await pipeline.itemOf(refused!)).stage).toBe('blocked');
    expect(await pipeline.stateOf(fine!)).toBe('ready');
    expect(pipeline.answers('graph', 'GET appointments/{id}')).toBe(2);
  });

  test.each(creations.flatMap((creation) => [400, 404, 409, 422].map((code) => ({ ...creation, code, creation }))))(
    '$code to a new $what is a problem on the row, nothing was made, and a retry makes it',
    async ({ code, creation }) => {
      const pipeline = await openPipeline({ rules: { items: createItems } });
      pipeline.sandbox.control.addFault({ ...onPost(creation.pattern), action: saysNo(code) });
      const booked = pipeline.book(creation.booking);

      const run = await pipeline.sync();
      const blocked = await pipeline.itemOf(booked);
      const beforeRetry = made(pipeline, creation);
      await pipeline.desk.retry([blocked.facts.id], 'Kari');

      expect(stepsThatFailed(run)).toEqual([]);
      expect(blocked.billing.problems.map((problem) => problem.message).join()).toContain('Said no.');
      expect(beforeRetry).toBe(0);
      expect(made(pipeline, creation)).toBe(1);
      expect(await pipeline.stateOf(booked)).toBe('ready');
    },
  );
});
