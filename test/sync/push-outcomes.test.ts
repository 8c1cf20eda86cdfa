import type { FaultAction } from '../../sandbox/contract.js';
import { bo, closePipelines, everything, hour, minute, openPipeline, plain, type Pipeline } from './pipeline.js';

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

test('a 429 that asks for a short wait is slept through in the call', async () => {
  const pipeline = await oneReady();
  pipeline.sandbox.control.addFault({ ...posting, action: { kind: 'status', status: 429, retryAfter: '0.05' } });

  const run = await pipeline.create();

  expect(run).toMatchObject({ state: 'done', counts: { created: 1 } });
  expect(pipeline.documents()).toHaveLength(1);
});

test('a draft that could not be sent waits on its row, its run says until when, and both end when it is made', async () => {
  const pipeline = await oneReady();
  pipeline.sandbox.control.addFault({ ...posting, times: null, action: { kind: 'status', status: 429 } });

  const run = await pipeline.create();
  const waiting = await invoiceOf(pipeline);
  pipeline.sandbox.control.clearFaults();
  await pipeline.sync();
  const tooEarly = pipeline.documents().length;
  pipeline.advance(minute);
  await pipeline.sync();

  expect(run).toMatchObject({
    state: 'waiting',
    waitingUntil: '2026-06-10T10:01:00.000Z',
    waitingFor: expect.stringContaining('could not be reached'),
  });
  expect(waiting).toMatchObject({ push: 'intended', attempts: 1, nextAttemptAt: run.waitingUntil });
  expect(tooEarly).toBe(0);
  expect(pipeline.documents()).toHaveLength(1);
  expect(await pipeline.store.runs.find(run.id)).toMatchObject({ state: 'done', counts: { created: 1 }, waitingUntil: null });
});

test('a draft whose key could not be looked for is not sent, and says that it waits', async () => {
  const pipeline = await oneReady();
  const asking = { ...posting, method: 'GET' } as const;
  pipeline.sandbox.control.addFault({ ...asking, times: null, action: { kind: 'status', status: 503 } });

  const run = await pipeline.create();
  const waiting = await invoiceOf(pipeline);
  const sent = pipeline.documents().length;
  pipeline.sandbox.control.clearFaults();
  pipeline.advance(minute);
  await pipeline.sync();

  expect(run).toMatchObject({
    state: 'waiting',
    error: null,
    steps: expect.arrayContaining([expect.objectContaining({ name: 'push', error: null })]),
  });
  expect(waiting).toMatchObject({ push: 'intended', problem: { code: 'erp-unknown' } });
  expect([sent, pipeline.documents().length]).toEqual([0, 1]);
});

test('a Retry-After longer than the row would have waited is honoured on the row', async () => {
  const pipeline = await oneReady();
  pipeline.sandbox.control.addFault({ ...posting, action: { kind: 'status', status: 429, retryAfter: '3600' } });

  const run = await pipeline.create();

  expect(run.waitingUntil).toBe('2026-06-10T11:00:00.000Z');
});

test('the waits of a row grow: a minute, five minutes, half an hour', async () => {
  const pipeline = await oneReady();
  pipeline.sandbox.control.addFault({ ...posting, times: null, action: { kind: 'status', status: 429 } });
  await pipeline.create();

  const waits: string[] = [];
  for (const wait of [1, 5, 30]) {
    waits.push((await invoiceOf(pipeline)).nextAttemptAt);
    pipeline.advance(wait * minute);
    await pipeline.sync();
  }

  expect(waits).toEqual(['2026-06-10T10:01:00.000Z', '2026-06-10T10:06:00.000Z', '2026-06-10T10:36:00.000Z']);
});

test('E-30: drafts asked for while Business Central is away are made once when it is back', async () => {
  const pipeline = await oneReady();
  const away = { system: 'businessCentral', times: null, action: { kind: 'status', status: 429 } } as const;
  pipeline.sandbox.control.addFault(away);
  pipeline.advance(13 * hour);

  const run = await pipeline.create();
  pipeline.sandbox.control.clearFaults();
  pipeline.advance(2 * minute);
  await pipeline.sync();

  expect(run.state).toBe('waiting');
  expect(pipeline.documents()).toHaveLength(1);
  expect(await pipeline.store.runs.find(run.id)).toMatchObject({ state: 'done' });
});

test.each([400, 404, 409, 422])(
  'a draft refused with %i is a problem on its rows, which are free again and offered after a retry',
  async (status) => {
    const pipeline = await oneReady();
    const action = { kind: 'status', status, code: 'Application_DialogException', message: 'The period is closed.' } as const;
    pipeline.sandbox.control.addFault({ ...posting, action });

    const run = await pipeline.create();
    const item = await pipeline.itemOf(pipeline.booked);
    await pipeline.desk.retry([item.facts.id], 'Kari');
    await pipeline.create();

    expect(run).toMatchObject({ state: 'failed', counts: { created: 0, failed: 1 } });
    expect(item).toMatchObject({ invoiceId: null, stage: 'blocked', refusal: { code: 'erp-refused', fix: 'retry' } });
    expect(item.refusal!.message).toContain('The period is closed.');
    expect(pipeline.documents()).toHaveLength(1);
  },
);

const unclear: [string, FaultAction][] = [
  ['a connection cut after the work was done', { kind: 'doneThenCut' }],
  ['a connection cut before the request was read', { kind: 'cutBefore' }],
  ['408', { kind: 'status', status: 408 }],
  ['500', { kind: 'status', status: 500 }],
  ['503', { kind: 'status', status: 503 }],
  ['504', { kind: 'status', status: 504 }],
  ['an HTML page with 502', { kind: 'html' }],
];

test.each(unclear)(
  'F-24, E-20: after %s nothing is sent again blindly; it is looked for first, and exists once',
  async (_, action) => {
    const pipeline = await oneReady();
    pipeline.sandbox.control.addFault({ ...posting, action });

    const run = await pipeline.create();
    pipeline.advance(11 * minute);
    await pipeline.sync();
    const sentMeanwhile = pipeline.answers('businessCentral', 'POST salesInvoices');
    pipeline.advance(2 * minute);
    await pipeline.sync();

    expect(run).toMatchObject({ state: 'waiting', waitingUntil: '2026-06-10T10:12:00.000Z' });
    expect(run.waitingFor).toMatch(/It is not known whether Business Central made the draft .* nothing is sent twice/);
    expect(sentMeanwhile).toBe(1);
    expect(pipeline.documents()).toHaveLength(1);
    expect(await pipeline.stateOf(pipeline.booked)).toBe('drafted');
    expect(await pipeline.store.runs.find(run.id)).toMatchObject({ state: 'done' });
  },
);

test('F-24: a draft that was made although its answer was lost is adopted: no second POST', async () => {
  const pipeline = await oneReady();
  pipeline.sandbox.control.addFault({ ...posting, action: { kind: 'doneThenCut' } });
  await pipeline.create();

  pipeline.advance(13 * minute);
  const run = await pipeline.sync();

  expect(run.steps.find((step) => step.name === 'push')!.counts).toMatchObject({ adopted: 1, created: 0 });
  expect(pipeline.answers('businessCentral', 'POST salesInvoices')).toBe(1);
  expect(await invoiceOf(pipeline)).toMatchObject({
    push: 'created',
    variance: '0',
    draftNumber: pipeline.documents()[0]!.number,
  });
});

test('a read-back that fails costs one look more, never a second draft', async () => {
  const pipeline = await oneReady();
  const action = { kind: 'status', status: 503 } as const;
  pipeline.sandbox.control.addFault({
    system: 'businessCentral',
    method: 'GET',
    pattern: 'salesInvoiceLines',
    times: null,
    action,
  });

  const run = await pipeline.create();
  pipeline.sandbox.control.clearFaults();
  pipeline.advance(minute);
  await pipeline.sync();

  expect(run.state).toBe('waiting');
  expect(pipeline.documents()).toHaveLength(1);
  expect(await invoiceOf(pipeline)).toMatchObject({ push: 'created' });
});

test.each([
  ['401', { kind: 'expiredToken' }],
  ['403', { kind: 'forbidden' }],
] as const)(
  '%s stops what Business Central would refuse anyway, while Bookings is read on, and the run says so',
  async (_, action) => {
    const pipeline = await oneReady();
    await pipeline.desk.create(everything, plain, null, 'Kari').then((run) => pipeline.desk.work(run.id));
    const later = pipeline.book({ who: [bo], at: '2026-06-09T06:00:00.000Z' });
    pipeline.sandbox.control.addFault({ system: 'businessCentral', times: null, action });

    const run = await pipeline.sync();

    expect(run.state).toBe('partly-failed');
    expect(run.steps.map((step) => [step.name.split(' ')[0], step.error === null])).toEqual([
      ['pull', true],
      ['resolve', false],
    ]);
    expect((await pipeline.itemOf(later)).sourceState).toBe('present');
  },
);

test('two documents with one key are a conflict: nothing more is sent, and a retry follows the one a person kept', async () => {
  const pipeline = await oneReady();
  pipeline.sandbox.control.addFault({ ...posting, action: { kind: 'doneThenCut' } });
  await pipeline.create();
  const [made] = pipeline.documents();
  const copy = await copyOf(pipeline, made!.externalDocumentNumber);
  pipeline.advance(13 * minute);
  await pipeline.sync();
  const conflict = await pipeline.itemOf(pipeline.booked);

  pipeline.sandbox.businessCentral.control.deleteDraft({ invoiceId: copy });
  await pipeline.desk.retry([conflict.facts.id], 'Kari');

  expect(conflict.stage).toBe('blocked');
  expect((await pipeline.store.invoices.find(conflict.invoiceId!))!.push).toBe('created');
  expect(await pipeline.stateOf(pipeline.booked)).toBe('drafted');
  expect(pipeline.documents()).toHaveLength(1);
});

test('E-17: after a conflict nothing returns while posted documents are hidden from us: one may be left, posted', async () => {
  const pipeline = await oneReady();
  pipeline.sandbox.control.addFault({ ...posting, action: { kind: 'doneThenCut' } });
  await pipeline.create();
  const [made] = pipeline.documents();
  const copy = await copyOf(pipeline, made!.externalDocumentNumber);
  pipeline.advance(13 * minute);
  await pipeline.sync();
  const { control } = pipeline.sandbox.businessCentral;
  control.deleteDraft({ invoiceId: copy });
  control.post({ invoiceId: made!.invoiceId });
  control.hidePostedInvoices({ hidden: true });

  const retried = pipeline.desk.retry([(await pipeline.itemOf(pipeline.booked)).facts.id], 'Kari');

  await expect(retried).rejects.toThrow('cannot be seen in Business Central');
  expect(await pipeline.stateOf(pipeline.booked)).toBe('blocked');
});

/** Somebody in finance copies our document with everything on it. */
async function copyOf(pipeline: Pipeline, key: string): Promise<string> {
  const invoice = (await pipeline.store.invoices.findByKey(key))!;
  const copy = await pipeline.context.erp.createDraft(invoice.draft);
  return copy.id;
}

test('a total that Business Central makes differently is flagged with the difference', async () => {
  const pipeline = await oneReady();
  pipeline.sandbox.control.addFault({ ...posting, action: { kind: 'doneThenCut' } });
  await pipeline.create();
  pipeline.sandbox.businessCentral.control.editLine({
    invoiceId: pipeline.documents()[0]!.invoiceId,
    changes: { unitPrice: 55 },
  });
  pipeline.advance(13 * minute);
  await pipeline.sync();

  expect(await invoiceOf(pipeline)).toMatchObject({ expectedTotal: '60', variance: '-5' });
});
