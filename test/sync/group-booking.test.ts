import { anna, bo, closePipelines, openPipeline } from './pipeline.js';

afterEach(closePipelines);

const three = [anna, bo, { name: 'Carla Ny', emailAddress: 'carla@x.test' }];

test('F-23, E-8: a group at 30.00 a seat is three rows for three people', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book({ service: 'Yoga class', price: 30, who: three });

  await pipeline.sync();
  await pipeline.create();

  expect((await pipeline.itemsOf(booked)).map((item) => item.billing.amount)).toEqual(['30', '30', '30']);
  expect(pipeline.documents().map((document) => document.lines.map(({ amount }) => amount))).toEqual([[30], [30], [30]]);
});

test('F-23, E-8: a group at 90.00 for the event is one row for its payer', async () => {
  const services = [{ when: { service: 'Yoga class' }, item: 'S-YOGA', price: 'per-event', payer: 'C00010' }];
  const pipeline = await openPipeline({ rules: { services } });
  const booked = pipeline.book({ service: 'Yoga class', price: 90, who: three });

  await pipeline.sync();
  await pipeline.create();

  expect(await pipeline.itemsOf(booked)).toHaveLength(1);
  expect(pipeline.documents()).toMatchObject([{ customerName: 'Anna Karlsen', lines: [{ amount: 90 }] }]);
});

test('E-8: somebody who leaves a group takes only their own row along, and somebody who joins gets one', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book({ service: 'Yoga class', price: 30, who: [anna, bo] });
  await pipeline.sync();
  pipeline.advance(60_000);
  pipeline.sandbox.control.event({ kind: 'attendeeLeaves', appointmentId: booked, emailAddress: bo.emailAddress });
  pipeline.sandbox.control.event({ kind: 'attendeeJoins', appointmentId: booked, attendee: three[2]! });

  await pipeline.sync();

  const states = (await pipeline.itemsOf(booked)).map((item) => [item.facts.attendee!.name, item.stage]);
  expect(states.sort()).toEqual([
    ['Anna Karlsen', 'ready'],
    ['Bo Krag', 'cancelled'],
    ['Carla Ny', 'ready'],
  ]);
});
