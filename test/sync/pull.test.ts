import { anna, bo, closePipelines, day, hour, minute, openPipeline, salon, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

/** Five bookings on three pages of two. */
async function threePages(): Promise<Pipeline & { booked: string[] }> {
  const pipeline = await openPipeline({ sandbox: { graph: { pageSize: 2 } } });
  const booked = Array.from({ length: 5 }, (_, at) => pipeline.book({ at: `2026-06-0${at + 1}T06:00:00.000Z` }));
  return { ...pipeline, booked };
}

const asOf = (pipeline: Pipeline) => pipeline.store.cursors.read(`pulled:${salon}`);
const known = async (pipeline: Pipeline & { booked: string[] }) =>
  (await Promise.all(pipeline.booked.map((id) => pipeline.itemsOf(id)))).filter((items) => items.length > 0).length;

test('every page of the window is read, and each booking once by itself', async () => {
  const pipeline = await threePages();

  await pipeline.sync();

  expect(await known(pipeline)).toBe(5);
  expect(pipeline.answers('graph', 'GET calendarView')).toBe(3);
  expect(pipeline.answers('graph', 'GET appointments/{id}')).toBe(5);
  expect(await asOf(pipeline)).toBe(pipeline.now());
});

test('trap 8: the cursor is the moment the walk began, not the moment it ended', async () => {
  const pipeline = await threePages();
  const began = pipeline.now();
  const source = { ...pipeline.context.source };
  const slow = {
    ...pipeline.context,
    source: {
      ...source,
      async *listPages(...window: Parameters<typeof source.listPages>) {
        pipeline.advance(hour);
        yield* source.listPages(...window);
      },
    },
  };
  const other = await pipeline.again({ source: slow.source });

  await other.sync();

  expect(await asOf(pipeline)).toBe(began);
});

test('pages that stayed as they were cost one request each and nothing more', async () => {
  const pipeline = await threePages();
  await pipeline.sync();
  pipeline.sandbox.control.clearCounters();
  pipeline.advance(15 * minute);

  const run = await pipeline.sync(false);

  expect(pipeline.sandbox.control.counters().total).toMatchObject({ graph: 3, businessCentral: 0 });
  expect(run.steps[0]!.counts).toMatchObject({ pages: 3, unchangedPages: 3, read: 0 });
});

test('one changed booking costs its page and one reading', async () => {
  const pipeline = await threePages();
  await pipeline.sync();
  pipeline.sandbox.control.clearCounters();
  pipeline.advance(minute);
  pipeline.sandbox.control.event({ kind: 'price', appointmentId: pipeline.booked[3]!, price: 99 });

  await pipeline.sync(false);

  expect(pipeline.answers('graph', 'GET appointments/{id}')).toBe(1);
  expect((await pipeline.itemOf(pipeline.booked[3]!)).billing.amount).toBe('99');
});

test('a page that changes and then reverts is read again: A, B, A', async () => {
  const pipeline = await threePages();
  await pipeline.sync();
  const [first] = pipeline.booked;
  // Bookings that do not tell when they changed: the third page is byte for byte the first.
  pipeline.sandbox.control.settings({ graph: { dropLastUpdatedDateTime: true } });
  await pipeline.sync();
  for (const price of [99, 60]) {
    pipeline.advance(minute);
    pipeline.sandbox.control.event({ kind: 'price', appointmentId: first!, price });
    await pipeline.sync();
  }

  expect((await pipeline.itemOf(first!)).billing.amount).toBe('60');
});

test('F-25, E-10, E-29: page 2 of 3 failing moves no cursor and cancels nothing; the next sync goes on', async () => {
  const pipeline = await threePages();
  await pipeline.sync();
  const before = await asOf(pipeline);
  pipeline.advance(11 * minute);
  pipeline.sandbox.control.event({ kind: 'price', appointmentId: pipeline.booked[0]!, price: 99 });
  pipeline.sandbox.control.addFault({
    system: 'graph',
    pattern: 'calendarView',
    after: 1,
    times: null,
    action: { kind: 'status', status: 503 },
  });

  const failed = await pipeline.sync();
  const meanwhile = await asOf(pipeline);
  const states = await Promise.all(pipeline.booked.map(async (id) => (await pipeline.itemOf(id)).sourceState));
  pipeline.sandbox.control.clearFaults();
  await pipeline.sync();

  expect(failed.state).toBe('partly-failed');
  expect(failed.steps[0]!.error).toMatch(/503/);
  expect(meanwhile).toBe(before);
  expect(states).toEqual(Array(5).fill('present'));
  expect(await asOf(pipeline)).toBe(pipeline.now());
  expect((await pipeline.itemOf(pipeline.booked[0]!)).billing.amount).toBe('99');
});

test('F-25: page 2 of 3 answering 429 and then 503 is asked for again within the call', async () => {
  const pipeline = await threePages();
  const second = { system: 'graph', pattern: 'calendarView', after: 1 } as const;
  pipeline.sandbox.control.addFault({ ...second, action: { kind: 'status', status: 429, retryAfter: '0.05' } });
  pipeline.sandbox.control.addFault({ ...second, after: 2, action: { kind: 'status', status: 503 } });

  const run = await pipeline.sync();

  expect(run.state).toBe('done');
  expect(await known(pipeline)).toBe(5);
  expect(await asOf(pipeline)).toBe(pipeline.now());
});

test('a failing business does not keep another from being read', async () => {
  const businesses = [
    { id: 'salon@fjord.test', company: 'Fjord Wellness ApS' },
    { id: 'studio@hudson.test', company: 'Hudson Studio Inc.' },
  ];
  const pipeline = await openPipeline({ rules: { businesses } });
  const booked = pipeline.book({ business: 'studio@hudson.test', service: 'Headshot' });
  pipeline.sandbox.control.addFault({
    system: 'graph',
    pattern: 'salon.*calendarView',
    times: null,
    action: { kind: 'status', status: 500 },
  });

  const run = await pipeline.sync();

  expect(run.state).toBe('partly-failed');
  expect(await pipeline.itemsOf(booked)).toHaveLength(1);
});

test('E-31: an older reading never overwrites a newer one', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  const stale = await pipeline.context.source.findAppointment(salon, booked);
  pipeline.advance(minute);
  pipeline.sandbox.control.event({ kind: 'price', appointmentId: booked, price: 99 });
  await pipeline.sync();
  const slow = await pipeline.again({ source: { ...pipeline.context.source, findAppointment: async () => stale } });
  pipeline.advance(2 * hour);

  await slow.create();

  expect(stale).toMatchObject({ kind: 'found', appointment: { price: 60 } });
  expect((await pipeline.itemOf(booked)).facts.price).toBe(99);
  expect(pipeline.documents()).toMatchObject([{ lines: [{ amount: 99 }] }]);
});

test('without lastUpdatedDateTime the later reading counts', async () => {
  const pipeline = await openPipeline({ sandbox: { graph: { dropLastUpdatedDateTime: true } } });
  const booked = pipeline.book();
  await pipeline.sync();
  pipeline.advance(minute);
  pipeline.sandbox.control.event({ kind: 'price', appointmentId: booked, price: 99 });

  await pipeline.sync();

  expect(await pipeline.itemOf(booked)).toMatchObject({ facts: { price: 99, lastUpdatedAt: null }, billing: { amount: '99' } });
});

test('a booking that cannot be read for now is a problem on its row, read again next time, and stops nobody', async () => {
  const pipeline = await openPipeline();
  const broken = pipeline.book();
  const fine = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });
  const only = { system: 'graph', pattern: encodeURIComponent(broken), times: null } as const;
  pipeline.sandbox.control.addFault({ ...only, action: { kind: 'status', status: 500 } });

  await pipeline.sync();
  const first = await pipeline.itemOf(broken);
  pipeline.sandbox.control.clearFaults();
  await pipeline.sync();

  expect(await pipeline.stateOf(fine)).toBe('ready');
  expect(first.billing.problems.map((problem) => problem.code)).toContain('reading-incomplete');
  expect((await pipeline.itemsOf(broken)).filter((item) => item.sourceState === 'present').map((item) => item.stage)).toEqual([
    'ready',
  ]);
});

test('a source that answers no single reading any more stops the step instead of marking everything', async () => {
  const pipeline = await openPipeline();
  Array.from({ length: 12 }, (_, at) => pipeline.book({ at: `2026-06-0${1 + (at % 6)}T${10 + at}:00:00.000Z` }));
  pipeline.sandbox.control.addFault({
    system: 'graph',
    pattern: '/appointments/',
    times: null,
    action: { kind: 'status', status: 500 },
  });

  const run = await pipeline.sync();

  expect(run.steps[0]!.error).toMatch(/500/);
  expect(await asOf(pipeline)).toBeNull();
});

test('a booking whose id holds a slash is read from the list and says that it should be compared', async () => {
  const pipeline = await openPipeline({ sandbox: { seed: { empty: false } } });
  const slashed = pipeline.sandbox.control.appointments(salon).find(({ id }) => String(id).includes('/'))!;

  await pipeline.sync();

  const items = await pipeline.itemsOf(String(slashed.id));
  expect(items).not.toEqual([]);
  expect(items[0]!.facts.readingProblems.map((problem) => problem.message).join()).toContain('contains a slash');
});

test('a record that makes no sense is a note of the run, not a silent drop, and its page is read again', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  const { source } = pipeline.context;
  const problem = {
    code: 'reading-broken',
    severity: 'blocks',
    message: 'start is no date.',
    fix: 'fix-in-bookings',
  } as const;
  const broken = await pipeline.again({
    source: {
      ...source,
      findAppointment: async () => ({ kind: 'broken', problem }),
      async *listPages(...window: Parameters<typeof source.listPages>) {
        for await (const page of source.listPages(...window)) yield { ...page, read: () => [{ id: booked, problem }] };
      },
    },
  });

  const run = await broken.sync();
  await pipeline.sync();

  expect(await broken.notesOf(run)).toEqual([`Appointment ${booked}: start is no date.`]);
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('new rules map what is not yet drafted again, and leave drafts as they are', async () => {
  const pipeline = await openPipeline();
  const drafted = pipeline.book();
  await pipeline.sync();
  await pipeline.create();
  const open = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });
  await pipeline.sync();
  const other = await openPipeline({ rules: { invoice: { line: { description: 'Other text {{ appointment.date }}' } } } });
  const changed = await pipeline.again({ rules: other.context.rules });

  await changed.sync();

  expect((await pipeline.itemOf(open)).billing.description).toBe('Other text 2026-06-09');
  expect((await pipeline.itemOf(drafted)).billing.description).toContain('Swedish massage');
});

test('after a long stop the window reaches back to where the last complete walk began', async () => {
  const pipeline = await openPipeline();
  pipeline.book({ who: [bo] });
  await pipeline.sync();
  const missed = pipeline.book({ who: [anna], at: '2026-06-15T06:00:00.000Z' });

  pipeline.advance(60 * day);
  await pipeline.sync();

  expect(await pipeline.stateOf(missed)).toBe('ready');
});
