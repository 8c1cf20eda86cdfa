import { bo, closePipelines, day, openPipeline } from './pipeline.js';

afterEach(closePipelines);

test.each([
  ['24h', 'ready'],
  ['3d', 'blocked'],
])('E-23: with rebookedWithin %s, a booking two days after a billed one disappeared is %s', async (rebookedWithin, state) => {
  const pipeline = await openPipeline({ config: { sync: { vanish: { rebookedWithin } } } });
  const booked = pipeline.book();
  Array.from({ length: 8 }, (_, at) => pipeline.book({ at: `2026-06-0${at + 1}T10:00:00.000Z`, who: [bo] }));
  await pipeline.sync();
  await pipeline.create({ kind: 'items', ids: [(await pipeline.itemOf(booked)).facts.id] });
  pipeline.sandbox.control.event({ kind: 'cancel', appointmentId: booked });
  await pipeline.sync();
  pipeline.advance(2 * day);

  const again = pipeline.book({ at: '2026-06-12T06:00:00.000Z' });
  await pipeline.sync();

  expect(await pipeline.stateOf(again)).toBe(state);
});
