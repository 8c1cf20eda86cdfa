/** The design's error table (section 5), rows 3 and 4, with the whole program: a side that refuses us as such, and unknown outcomes. */
import { dirname } from 'node:path';
import type { FaultAction } from '../../sandbox/contract.js';
import { writeConfig } from './config.js';
import { creations, made, onPost, stepsThatFailed } from './creations.js';
import { closePipelines, hour, minute, openPipeline, salon, studio, type Pipeline } from './pipeline.js';
import { createItems } from './rules.js';

afterEach(closePipelines);

describe('row 3, 401 and 403', () => {
  const bothBusinesses = {
    businesses: [
      { id: salon, company: 'Fjord Wellness ApS' },
      { id: studio, company: 'Fjord Wellness ApS' },
    ],
  };

  test('401 from Bookings: its other businesses are not asked, Business Central is, and the run says what to do', async () => {
    const pipeline = await openPipeline({ rules: bothBusinesses });
    pipeline.book();
    await pipeline.sync();
    pipeline.sandbox.control.clearCounters();
    pipeline.sandbox.control.addFault({ system: 'graph', times: null, action: { kind: 'expiredToken' } });

    const run = await pipeline.sync();

    expect(run.state).toBe('partly-failed');
    expect(run.steps.map(({ name, error }) => [name, error === null])).toEqual([
      [`pull ${salon}`, false],
      ['resolve', true],
      ['push', true],
      ['settle', true],
    ]);
    expect(run.steps[0]!.error).toMatch(/^Needs attention: .*bookledger check/);
  });

  test('a sign-in that refuses us stops both systems, cancels nothing and blocks no row', async () => {
    const pipeline = await openPipeline();
    await pipeline.sync();
    const booked = pipeline.book();
    pipeline.sandbox.control.addFault({ system: 'businessCentral', times: null, action: { kind: 'forbidden' } });
    await pipeline.sync();
    pipeline.sandbox.control.clearFaults();
    pipeline.sandbox.control.settings({ identity: { clientSecretState: 'expired' } });
    const restarted = await pipeline.again();

    const run = await restarted.sync();
    const meanwhile = await pipeline.itemOf(booked);
    await pipeline.sync();

    expect(run.steps.map(({ name, error }) => [name.split(' ')[0], error])).toEqual([
      ['pull', expect.stringMatching(/^Needs attention: .*secret .*has expired/)],
      ['resolve', expect.stringMatching(/^Needs attention: .*secret .*has expired/)],
    ]);
    expect(meanwhile).toMatchObject({ sourceState: 'present', billing: { problems: [{ code: 'not-mapped', fix: 'wait' }] } });
    expect(await pipeline.stateOf(booked)).toBe('ready');
  });

  test.each(creations)('403 to a new $what stops the step, and the row is no worse for it', async (creation) => {
    const pipeline = await openPipeline({ rules: { items: createItems } });
    pipeline.sandbox.control.addFault({ ...onPost(creation.pattern), times: null, action: { kind: 'forbidden' } });
    const booked = pipeline.book(creation.booking);

    const run = await pipeline.sync();
    pipeline.sandbox.control.clearFaults();
    pipeline.advance(hour);
    await pipeline.sync();

    expect(stepsThatFailed(run)).toEqual(['resolve']);
    expect(run.steps.find((step) => step.name === 'resolve')!.error).toMatch(/^Needs attention: .*bookledger check/);
    expect(await pipeline.stateOf(booked)).toBe('ready');
    expect(made(pipeline, creation)).toBe(1);
  });
});

describe('row 4, unknown', () => {
  const unclear: [string, FaultAction][] = [
    ['408', { kind: 'status', status: 408 }],
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['an HTML page with 502', { kind: 'html' }],
    ['a connection cut before the request was read', { kind: 'cutBefore' }],
  ];

  test.each(unclear)('%s once on the way of a sync is tried again in the call and nobody notices', async (_, action) => {
    const pipeline = await openPipeline();
    pipeline.sandbox.control.addFault({ system: 'graph', method: 'GET', pattern: 'calendarView', action });
    pipeline.sandbox.control.addFault({ system: 'graph', method: 'GET', pattern: '/appointments/', action });
    pipeline.sandbox.control.addFault({ system: 'businessCentral', method: 'GET', action });
    const booked = pipeline.book();

    const run = await pipeline.sync();

    expect(run.state).toBe('done');
    expect(pipeline.sandbox.control.faults().map(({ hit }) => hit)).toEqual([1, 1, 1]);
    expect(await pipeline.stateOf(booked)).toBe('ready');
  });

  test.each(creations.flatMap((creation) => unclear.map(([name, action]) => ({ name, action, creation, what: creation.what }))))(
    '$name to a new $what: not sent again before the wait is over, and there once',
    async ({ action, creation }) => {
      const pipeline = await openPipeline({ rules: { items: createItems } });
      pipeline.sandbox.control.addFault({ ...onPost(creation.pattern), action });
      const booked = pipeline.book(creation.booking);

      await pipeline.sync();
      pipeline.advance(11 * minute);
      await pipeline.sync();
      const [fault] = pipeline.sandbox.control.faults();
      pipeline.advance(2 * minute);
      await pipeline.sync();

      expect(fault).toMatchObject({ seen: 1, hit: 1 });
      expect(made(pipeline, creation)).toBe(1);
      expect(await pipeline.stateOf(booked)).toBe('ready');
    },
  );

  test('a draft whose answer does not come in time is looked for after the wait, and exists once', async () => {
    const pipeline = await openPipeline();
    const booked = pipeline.book();
    await pipeline.sync();
    const impatient = await withRequestTimeout(pipeline, '150ms');
    pipeline.sandbox.control.addFault({ ...onPost('/salesInvoices\\?'), action: { kind: 'slow', ms: 400 } });

    const run = await impatient.create();
    pipeline.advance(13 * minute);
    await pipeline.sync();

    expect(run).toMatchObject({ state: 'waiting', waitingUntil: '2026-06-10T10:12:00.000Z' });
    expect(run.waitingFor).toMatch(/It is not known whether Business Central made the draft/);
    expect(pipeline.answers('businessCentral', 'POST salesInvoices')).toBe(1);
    expect(pipeline.documents()).toHaveLength(1);
    expect(await pipeline.stateOf(booked)).toBe('drafted');
  });
});

/** The same program and database, with little time for a request to Business Central. */
function withRequestTimeout(pipeline: Pipeline, requestTimeout: string): Promise<Pipeline> {
  writeConfig(dirname(pipeline.file), pipeline.sandbox, {
    config: { businessCentral: { baseUrl: pipeline.sandbox.businessCentralUrl, requestTimeout } },
  });
  return pipeline.again();
}
