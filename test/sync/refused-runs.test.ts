import { bo, closePipelines, day, hour, minute, openPipeline, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

const posting = { system: 'businessCentral', method: 'POST', pattern: '/salesInvoices' } as const;

async function oneReady(): Promise<Pipeline & { booked: string }> {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  return { ...pipeline, booked };
}

const invoiceOf = async (pipeline: Pipeline) =>
  (await pipeline.store.invoices.list({ push: [], search: '', varianceOnly: false, offset: 0, limit: 10 })).rows[0]!;

describe.each([
  ['401', { kind: 'expiredToken' }],
  ['403', { kind: 'forbidden' }],
] as const)('%s to a draft', (_, action) => {
  test('makes the run wait for a person, and it ends with its counts when a later sync makes the draft', async () => {
    const pipeline = await oneReady();
    pipeline.sandbox.control.addFault({ ...posting, times: null, action });

    const run = await pipeline.create();
    const notes = await pipeline.notesOf(run);
    pipeline.advance(minute);
    await pipeline.sync();
    const still = await pipeline.store.runs.find(run.id);
    pipeline.sandbox.control.clearFaults();
    pipeline.advance(hour);
    await pipeline.sync();

    const waiting = { state: 'waiting', finishedAt: null, error: null, counts: { created: 0, failed: 0, waiting: 1 } };
    expect(run).toMatchObject({ ...waiting, waitingUntil: '2026-06-10T10:01:00.000Z' });
    expect(run.waitingFor).toMatch(/^Needs attention: .*bookledger check/);
    expect(run.steps.at(-1)).toMatchObject({ name: 'push', error: expect.any(String) });
    expect(notes).toEqual([run.waitingFor]);
    expect(still).toMatchObject({ ...waiting, waitingUntil: '2026-06-10T10:06:00.000Z' });
    expect(pipeline.documents()).toHaveLength(1);
    expect(await pipeline.store.runs.find(run.id)).toMatchObject({
      state: 'done',
      counts: { created: 1, failed: 0, waiting: 0 },
      waitingFor: null,
      waitingUntil: null,
    });
  });
});

test('a create run that is refused before anything was drafted has failed, says what to do, and nothing comes of it later', async () => {
  const pipeline = await oneReady();
  pipeline.advance(2 * day);
  pipeline.sandbox.control.addFault({ system: 'businessCentral', times: null, action: { kind: 'forbidden' } });

  const run = await pipeline.create();
  pipeline.sandbox.control.clearFaults();
  await pipeline.sync();

  expect(run).toMatchObject({ state: 'failed', error: expect.stringMatching(/^Needs attention: /) });
  expect(pipeline.documents()).toHaveLength(0);
  expect(await pipeline.stateOf(pipeline.booked)).toBe('ready');
});

test('drafts that are due while every call is refused are put off, so that the daemon does not ask without end', async () => {
  const pipeline = await oneReady();
  pipeline.sandbox.control.addFault({ ...posting, times: null, action: { kind: 'status', status: 429 } });
  await pipeline.create();
  pipeline.sandbox.control.clearFaults();
  pipeline.book({ who: [bo], at: '2026-06-09T06:00:00.000Z' });
  pipeline.sandbox.control.addFault({ system: 'businessCentral', times: null, action: { kind: 'forbidden' } });
  pipeline.advance(hour);

  const run = await pipeline.sync();

  expect(run.steps.filter((step) => step.error !== null).map((step) => step.name)).toEqual(['resolve', 'push']);
  expect((await invoiceOf(pipeline)).nextAttemptAt > pipeline.now()).toBe(true);
});
