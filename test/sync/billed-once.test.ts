import { anna, bo, closePipelines, day, hour, minute, openPipeline, salon, type Pipeline } from './pipeline.js';
import type { RulesChanges } from './rules.js';

afterEach(closePipelines);

const three = [anna, bo, { name: 'Carla Ny', emailAddress: 'carla@x.test' }];
const perEvent = { services: [{ when: { service: 'Yoga class' }, item: 'S-YOGA', price: 'per-event', payer: 'C00010' }] };
const ledger = (pipeline: Pipeline) => pipeline.sandbox.businessCentral.control;

/** The same program after somebody changed the rules. */
async function withRules(pipeline: Pipeline, rules: RulesChanges): Promise<Pipeline> {
  const other = await openPipeline({ rules });
  return pipeline.again({ rules: other.context.rules });
}

async function drafted(booking: Parameters<Pipeline['book']>[0] = {}, rules: RulesChanges = {}) {
  const pipeline = await openPipeline({ rules });
  const booked = pipeline.book(booking);
  await pipeline.sync();
  await pipeline.create();
  pipeline.advance(minute);
  return { pipeline, booked };
}

const billedLines = (pipeline: Pipeline) =>
  ledger(pipeline)
    .state()
    .flatMap(({ drafts, posted }) => [...drafts, ...posted])
    .filter(({ externalDocumentNumber: key }) => key.startsWith('BKG-'))
    .flatMap(({ lines }) => lines.map(({ amount }) => amount));

test.each<[string, RulesChanges, RulesChanges, number[]]>([
  ['seats that were billed are not billed as an event', {}, perEvent, [90, 90, 90]],
  ['an event that was billed is not billed by the seat', perEvent, {}, [90]],
])('E-38, E-8: when the rules of a service change, %s', async (_, before, after, lines) => {
  const { pipeline, booked } = await drafted({ service: 'Yoga class', price: 90, who: three }, before);
  const changed = await withRules(pipeline, after);

  await changed.sync();
  await changed.create();

  expect(billedLines(changed)).toEqual(lines);
  const open = (await changed.itemsOf(booked)).filter(({ invoiceId }) => invoiceId === null);
  expect(open.map(({ stage, billing }) => [stage, billing.problems.map(({ code }) => code)])).toEqual(
    open.map(() => ['blocked', ['possible-duplicate']]),
  );
});

test('E-38: a booking billed in one company is not billed again when the rules send it to another', async () => {
  const { pipeline, booked } = await drafted();
  const changed = await withRules(pipeline, { businesses: [{ id: salon, company: 'Hudson Studio Inc.' }] });

  await changed.sync();

  await expect(changed.create()).rejects.toThrow('Nothing is selected');
  expect(billedLines(changed)).toEqual([60]);
  expect(await changed.stateOf(booked)).toBe('drafted');
});

test('a person who comes back under another Bookings id is not billed a second time for the same seat', async () => {
  const { pipeline, booked } = await drafted();
  const { facts } = await pipeline.itemOf(booked);
  const customerId = facts.attendee!.customerId!;
  pipeline.sandbox.control.event({ kind: 'attendeeLeaves', appointmentId: booked, customerId });
  pipeline.sandbox.control.event({ kind: 'deleteCustomer', business: salon, customerId });
  pipeline.sandbox.control.event({ kind: 'attendeeJoins', appointmentId: booked, attendee: anna });

  await pipeline.sync();
  await pipeline.create();

  expect(billedLines(pipeline)).toEqual([60]);
  const fresh = (await pipeline.itemsOf(booked)).find(({ invoiceId }) => invoiceId === null)!;
  expect(fresh.billing.problems).toMatchObject([{ code: 'possible-duplicate', fix: 'confirm' }]);
});

test('a newcomer on a seat that was billed to somebody else is billed once a person confirms it', async () => {
  const { pipeline, booked } = await drafted();
  pipeline.sandbox.control.event({ kind: 'attendeeLeaves', appointmentId: booked, emailAddress: anna.emailAddress });
  pipeline.sandbox.control.event({ kind: 'attendeeJoins', appointmentId: booked, attendee: bo });
  await pipeline.sync();
  const newcomer = (await pipeline.itemsOf(booked)).find(({ invoiceId }) => invoiceId === null)!;

  const target = [{ id: newcomer.facts.id, version: null }];
  await pipeline.desk.decide(target, { kind: 'confirm', on: true }, 'Bo took the hour over', 'Kari');
  await pipeline.create();

  expect(billedLines(pipeline)).toEqual([60, 60]);
});

test('E-37: what was marked as invoiced elsewhere stays so when the attendee gets another Bookings id', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  const { facts } = await pipeline.itemOf(booked);
  const change = { kind: 'exclude', reason: 'marked-invoiced', reference: '103001' } as const;
  await pipeline.desk.decide([{ id: facts.id, version: null }], change, 'paid at the desk', 'Kari');
  pipeline.advance(minute);
  const customerId = facts.attendee!.customerId!;
  pipeline.sandbox.control.event({ kind: 'attendeeLeaves', appointmentId: booked, customerId });
  pipeline.sandbox.control.event({ kind: 'deleteCustomer', business: salon, customerId });
  pipeline.sandbox.control.event({ kind: 'attendeeJoins', appointmentId: booked, attendee: anna });

  await pipeline.sync();
  await pipeline.create();

  expect(billedLines(pipeline)).toEqual([]);
});

test('trap 10, E-9: a booking cancelled after it was drafted leaves the draft alone, and is not billed when finance deletes it', async () => {
  const { pipeline, booked } = await drafted();
  Array.from({ length: 8 }, (_, at) => pipeline.book({ at: `2026-06-0${at + 1}T10:00:00.000Z`, who: [bo] }));
  await pipeline.sync();
  const { invoiceId } = pipeline.documents()[0]!;
  pipeline.sandbox.control.event({ kind: 'cancel', appointmentId: booked });
  for (let look = 0; look < 2; look += 1) {
    pipeline.advance(11 * minute);
    await pipeline.sync();
  }
  const whileDrafted = [await pipeline.stateOf(booked), billedLines(pipeline)];

  ledger(pipeline).deleteDraft({ invoiceId });
  await pipeline.sync();

  expect(whileDrafted).toEqual(['drafted', [60]]);
  expect(await pipeline.stateOf(booked)).toBe('cancelled');
});

test('trap 10, E-15, E-16: a price changed after drafting changes no document; a deleted draft brings the row back with the new price', async () => {
  const { pipeline, booked } = await drafted();
  pipeline.sandbox.control.event({ kind: 'price', appointmentId: booked, price: 75 });
  await pipeline.sync();
  await expect(pipeline.create()).rejects.toThrow('Nothing is selected');
  const unchanged = billedLines(pipeline);

  ledger(pipeline).deleteDraft({ invoiceId: pipeline.documents()[0]!.invoiceId });
  await pipeline.sync();

  expect(unchanged).toEqual([60]);
  expect(await pipeline.itemOf(booked)).toMatchObject({ stage: 'ready', billing: { amount: '75' } });
});

test('E-18: a line that finance edited stays as finance left it, and the difference is shown', async () => {
  const { pipeline, booked } = await drafted();
  const [document] = pipeline.documents();
  const line = { invoiceId: document!.invoiceId, lineId: document!.lines[0]!.lineId };
  ledger(pipeline).editLine({ ...line, changes: { unitPrice: 55 } });

  await pipeline.sync();

  const { invoiceId } = await pipeline.itemOf(booked);
  expect(billedLines(pipeline)).toEqual([55]);
  expect(await pipeline.store.invoices.find(invoiceId!)).toMatchObject({ variance: '-5', expectedTotal: '60' });
});

test('E-12: somebody who did not come is charged unless a person decides otherwise, and that can be taken back', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  const target = [{ id: (await pipeline.itemOf(booked)).facts.id, version: null }];
  const before = await pipeline.stateOf(booked);

  await pipeline.desk.decide(target, { kind: 'exclude', reason: 'no-show-not-charged', reference: null }, 'was ill', 'Kari');
  const excluded = await pipeline.stateOf(booked);
  await pipeline.desk.decide(target, { kind: 'undo-exclusion' }, '', 'Kari');
  await pipeline.sync();

  expect([before, excluded, await pipeline.stateOf(booked)]).toEqual(['ready', 'excluded', 'ready']);
});

test('E-23: cancelled and booked again under a new id before it was drafted is billed once', async () => {
  const pipeline = await openPipeline();
  Array.from({ length: 8 }, (_, at) => pipeline.book({ at: `2026-06-0${at + 1}T10:00:00.000Z`, who: [bo] }));
  const booked = pipeline.book();
  await pipeline.sync();
  pipeline.sandbox.control.event({
    kind: 'reschedule',
    appointmentId: booked,
    startDateTime: '2026-06-10T08:00:00.000Z',
    newId: true,
  });
  await pipeline.sync();
  const atOnce = await pipeline.stateOf(booked);

  pipeline.advance(2 * hour);
  await pipeline.sync();
  await pipeline.create();

  expect([atOnce, await pipeline.stateOf(booked)]).toEqual(['blocked', 'cancelled']);
  expect(pipeline.documents().find(({ customerName }) => customerName === 'Anna Karlsen')!.lines).toHaveLength(1);
});

test('E-23: a billed booking that was moved under a new id is billed again only when a person confirms it', async () => {
  const { pipeline, booked } = await drafted();
  Array.from({ length: 8 }, (_, at) => pipeline.book({ at: `2026-06-0${at + 1}T10:00:00.000Z`, who: [bo] }));
  await pipeline.sync();
  const moved = pipeline.sandbox.control.event({
    kind: 'reschedule',
    appointmentId: booked,
    startDateTime: '2026-06-10T07:00:00.000Z',
    newId: true,
  });

  await pipeline.sync();
  await pipeline.create();

  expect(pipeline.documents().filter(({ customerName }) => customerName === 'Anna Karlsen')).toHaveLength(1);
  expect((await pipeline.itemOf(moved.appointmentId!)).billing.problems).toMatchObject([{ code: 'possible-duplicate' }]);
});

test('a regular who books again days after a billed booking was cancelled is billed without a question', async () => {
  const { pipeline, booked } = await drafted();
  Array.from({ length: 8 }, (_, at) => pipeline.book({ at: `2026-06-0${at + 1}T10:00:00.000Z`, who: [bo] }));
  await pipeline.sync();
  pipeline.sandbox.control.event({ kind: 'cancel', appointmentId: booked });
  await pipeline.sync();
  pipeline.advance(2 * day);

  const again = pipeline.book({ at: '2026-06-12T06:00:00.000Z' });
  await pipeline.sync();

  expect(await pipeline.stateOf(again)).toBe('ready');
});

test('E-32: a business that is gone cancels nothing and says so', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  const action = {
    kind: 'status',
    status: 404,
    code: 'ErrorNonExistentMailbox',
    message: 'The mailbox does not exist.',
  } as const;
  pipeline.sandbox.control.addFault({ system: 'graph', pattern: '/bookingBusinesses/', times: null, action });

  const runs = [];
  for (let look = 0; look < 3; look += 1) {
    pipeline.advance(day);
    runs.push(await pipeline.sync());
  }

  expect(runs.map(({ state }) => state)).toEqual(['partly-failed', 'partly-failed', 'partly-failed']);
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('E-32: a mailbox that got another address does not bill again what it billed under the old one', async () => {
  const { pipeline, booked } = await drafted();
  const newAddress = 'salon@new-name.test';
  const { facts } = await pipeline.itemOf(booked);
  const renamed = { ...facts, id: 'renamed', businessId: newAddress };
  await pipeline.store.appointments.saveReadings([
    {
      businessId: newAddress,
      appointmentId: booked,
      startsAt: facts.startsAt,
      endsAt: facts.endsAt,
      lastUpdatedAt: null,
      fingerprint: null,
      complete: true,
      readAt: pipeline.now(),
      items: [renamed],
    },
  ]);

  await pipeline.sync();

  const [item] = await pipeline.store.items.find(['renamed']);
  expect(item).toMatchObject({
    stage: 'blocked',
    billing: { problems: expect.arrayContaining([expect.objectContaining({ code: 'possible-duplicate' })]) },
  });
});
