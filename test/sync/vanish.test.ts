import { inEnglish } from '../../src/domain/words/plain.js';
import { readAlert } from '../../src/sync/alerts.js';
import { anna, bo, closePipelines, day, minute, openPipeline, salon, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

const oneByOne = '/appointments/';

/** Twelve read bookings, so that one missing is less than the guard's share. */
async function twelveBookings(): Promise<Pipeline & { booked: string[] }> {
  const pipeline = await openPipeline();
  const booked = Array.from({ length: 12 }, (_, at) => pipeline.book({ at: `2026-06-0${1 + (at % 6)}T${10 + at}:00:00.000Z` }));
  await pipeline.sync();
  return { ...pipeline, booked };
}

const alertOf = async (pipeline: Pipeline) => inEnglish((await readAlert(pipeline, salon)) ?? []);

test('a booking that is missing once is not offered for billing and not yet cancelled', async () => {
  const pipeline = await twelveBookings();
  const [missing] = pipeline.booked;
  pipeline.sandbox.control.event({ kind: 'cancel', appointmentId: missing! });

  await pipeline.sync();

  expect(await pipeline.itemOf(missing!)).toMatchObject({ sourceState: 'missing', stage: 'blocked' });
});

test('trap 10, E-10: a second look that comes some minutes later confirms the cancellation, one that comes sooner does not', async () => {
  const pipeline = await twelveBookings();
  const [missing] = pipeline.booked;
  pipeline.sandbox.control.event({ kind: 'cancel', appointmentId: missing! });
  await pipeline.sync();

  pipeline.advance(9 * minute);
  await pipeline.sync();
  const tooSoon = await pipeline.stateOf(missing!);
  pipeline.advance(2 * minute);
  await pipeline.sync();

  expect(tooSoon).toBe('blocked');
  expect(await pipeline.stateOf(missing!)).toBe('cancelled');
  const { rows } = await pipeline.store.audit.list({ itemId: (await pipeline.itemOf(missing!)).facts.id }, 0, 10);
  expect(rows).toMatchObject([{ action: 'source-gone', actor: 'system' }]);
});

/** A list that ends early. As long as `gone`, the bookings it leaves out answer 404 too. */
function cutTheList(pipeline: Pipeline, gone: boolean): void {
  pipeline.sandbox.control.addFault({ system: 'graph', pattern: 'calendarView', times: null, action: { kind: 'truncateList' } });
  const action = { kind: 'status', status: 404, code: 'ErrorItemNotFound', message: 'Not found.' } as const;
  if (gone) pipeline.sandbox.control.addFault({ system: 'graph', pattern: oneByOne, times: null, action });
}

async function eightBookings(): Promise<Pipeline & { booked: string[] }> {
  const pipeline = await openPipeline();
  const booked = Array.from({ length: 8 }, (_, at) => pipeline.book({ at: `2026-06-0${at + 1}T10:00:00.000Z` }));
  await pipeline.sync();
  return { ...pipeline, booked };
}

test('bookings that a short list leaves out, but that answer when asked for, stay as they are', async () => {
  const pipeline = await eightBookings();
  cutTheList(pipeline, false);

  const run = await pipeline.sync();

  expect(run.steps[0]!.counts).toMatchObject({ listed: 4, returned: 4, missing: 0 });
  expect(await Promise.all(pipeline.booked.map((id) => pipeline.stateOf(id)))).toEqual(Array(8).fill('ready'));
});

test.each([
  ['missing', 0],
  ['cancelled', 11 * minute],
])('bookings that come back when they were %s are billed again', async (_, laterMs) => {
  const pipeline = await eightBookings();
  cutTheList(pipeline, true);
  await pipeline.sync();
  pipeline.advance(laterMs);
  await pipeline.sync();
  const away = await Promise.all(pipeline.booked.map((id) => pipeline.stateOf(id)));

  pipeline.sandbox.control.clearFaults();
  await pipeline.sync();

  expect(away.filter((state) => state === (laterMs === 0 ? 'blocked' : 'cancelled'))).toHaveLength(4);
  expect(await Promise.all(pipeline.booked.map((id) => pipeline.stateOf(id)))).toEqual(Array(8).fill('ready'));
});

test('trap 2, E-10: an empty calendar cancels nothing and alerts until it is back', async () => {
  const pipeline = await twelveBookings();
  pipeline.sandbox.control.seed({ empty: true });

  await pipeline.sync();
  const first = await alertOf(pipeline);
  pipeline.advance(11 * minute);
  await pipeline.sync();

  expect(first).toMatch(/12 of 12 known appointments .* Nothing was cancelled/);
  expect(await alertOf(pipeline)).toBe(first);
  expect(await Promise.all(pipeline.booked.map((id) => pipeline.stateOf(id)))).toEqual(Array(12).fill('ready'));
});

test('a calendar that shrank by more than the guard allows cancels nothing, and keeps alerting', async () => {
  const pipeline = await twelveBookings();
  pipeline.booked.slice(0, 6).forEach((appointmentId) => pipeline.sandbox.control.event({ kind: 'cancel', appointmentId }));

  await pipeline.sync();
  await pipeline.sync();

  expect(await alertOf(pipeline)).toMatch(/6 of 12 known appointments/);
  expect(await pipeline.stateOf(pipeline.booked[0]!)).toBe('ready');
});

test.each([
  ['503', { kind: 'status', status: 503 }],
  ['429', { kind: 'status', status: 429 }],
  ['403', { kind: 'forbidden' }],
  ['a cut connection', { kind: 'cutBefore' }],
] as const)('%s to the single reading proves nothing; the next sync looks again', async (_, action) => {
  const pipeline = await twelveBookings();
  const [missing] = pipeline.booked;
  pipeline.sandbox.control.event({ kind: 'cancel', appointmentId: missing! });
  pipeline.sandbox.control.addFault({ system: 'graph', pattern: oneByOne, times: null, action });

  await pipeline.sync();
  const afterTheFault = await pipeline.itemOf(missing!);
  pipeline.sandbox.control.clearFaults();
  await pipeline.sync();

  expect(afterTheFault).toMatchObject({ sourceState: 'present', stage: 'ready' });
  expect(await pipeline.itemOf(missing!)).toMatchObject({ sourceState: 'missing' });
});

test('one booking that cannot be read does not keep another from being noticed as missing', async () => {
  const pipeline = await twelveBookings();
  const [unreadable, missing] = pipeline.booked;
  [unreadable, missing].forEach((id) => pipeline.sandbox.control.event({ kind: 'cancel', appointmentId: id! }));
  pipeline.sandbox.control.addFault({
    system: 'graph',
    pattern: encodeURIComponent(unreadable!),
    times: null,
    action: { kind: 'status', status: 500 },
  });

  const run = await pipeline.sync();

  expect(await pipeline.itemOf(missing!)).toMatchObject({ sourceState: 'missing' });
  expect(await pipeline.itemOf(unreadable!)).toMatchObject({ sourceState: 'present' });
  expect(await pipeline.notesOf(run)).toEqual([expect.stringContaining(unreadable!)]);
});

test('an id that cannot be asked for is believed gone only after three complete windows without it', async () => {
  const pipeline = await openPipeline({ sandbox: { seed: { empty: false } } });
  const slashed = pipeline.sandbox.control.appointments(salon).find(({ id }) => String(id).includes('/'))!;
  await pipeline.sync();
  pipeline.sandbox.control.event({ kind: 'cancel', appointmentId: String(slashed.id) });

  const states: string[] = [];
  for (let window = 0; window < 3; window += 1) {
    pipeline.advance(11 * minute);
    await pipeline.sync();
    states.push((await pipeline.itemOf(String(slashed.id))).sourceState);
  }

  expect(states).toEqual(['missing', 'missing', 'gone']);
});

test('E-23: a booking moved out of the window is not taken for cancelled', async () => {
  const pipeline = await twelveBookings();
  const [moved] = pipeline.booked;
  pipeline.sandbox.control.event({ kind: 'reschedule', appointmentId: moved!, startDateTime: '2026-12-01T10:00:00.000Z' });

  await pipeline.sync();
  pipeline.advance(11 * minute);
  await pipeline.sync();

  expect(await pipeline.itemOf(moved!)).toMatchObject({
    sourceState: 'present',
    facts: { startsAt: '2026-12-01T10:00:00.000Z' },
  });
  expect(await pipeline.stateOf(moved!)).toBe('upcoming');
});

test('bookings that grew older than the window are left as they are', async () => {
  const pipeline = await openPipeline();
  const old = pipeline.book({ at: '2026-06-01T06:00:00.000Z', who: [anna] });
  pipeline.book({ who: [bo] });
  await pipeline.sync();

  for (let month = 0; month < 3; month += 1) {
    pipeline.advance(20 * day);
    await pipeline.sync();
  }
  pipeline.sandbox.control.event({ kind: 'delete', appointmentId: old });
  await pipeline.sync();

  expect(await pipeline.itemOf(old)).toMatchObject({ sourceState: 'present', stage: 'ready' });
});
