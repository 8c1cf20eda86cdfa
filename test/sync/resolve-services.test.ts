import { bo, closePipelines, hour, minute, openPipeline, type Pipeline } from './pipeline.js';
import { createItems } from './rules.js';

afterEach(closePipelines);

const items = (pipeline: Pipeline) => pipeline.sandbox.businessCentral.control.state()[0]!.items;
const itemNumberOf = async (pipeline: Pipeline, id: string): Promise<string | undefined> =>
  (await pipeline.itemOf(id)).billing.erpItem?.number;
const problemsOf = async (pipeline: Pipeline, id: string) => (await pipeline.itemOf(id)).billing.problems;

test('a service the rules name an item for is billed with it, and several services may share one', async () => {
  const services = [{ when: { service: ['Manicure', 'Swedish massage'] }, item: 'S-MASSAGE' }];
  const pipeline = await openPipeline({ rules: { services } });
  const manicure = pipeline.book({ service: 'Manicure' });
  const massage = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });

  await pipeline.sync();

  expect([await itemNumberOf(pipeline, manicure), await itemNumberOf(pipeline, massage)]).toEqual(['S-MASSAGE', 'S-MASSAGE']);
});

test('trap 12: an item that merely has the name of the service is offered to a person, never taken', async () => {
  const pipeline = await openPipeline({ rules: { services: [], items: createItems } });
  const booked = pipeline.book({ service: 'Facial treatment' });
  await pipeline.sync();
  const [problem] = await problemsOf(pipeline, booked);

  const { facts } = await pipeline.itemOf(booked);
  await pipeline.desk.mapService([facts.id], 'S-FACIAL', 'Kari');

  expect(problem).toMatchObject({ code: 'item-suggested', candidates: [{ number: 'S-FACIAL' }] });
  expect(await itemNumberOf(pipeline, booked)).toBe('S-FACIAL');
});

test('trap 12, E-27: a mapping holds by the id of the service, whatever the service is called later', async () => {
  const pipeline = await openPipeline({ rules: { services: [] } });
  const first = pipeline.book();
  await pipeline.sync();
  const { facts } = await pipeline.itemOf(first);
  await pipeline.desk.mapService([facts.id], 'S-MASSAGE', 'Kari');

  pipeline.sandbox.control.event({ kind: 'renameService', serviceId: facts.serviceId, displayName: 'Massage deluxe' });
  const second = pipeline.book({ service: 'Massage deluxe', at: '2026-06-09T06:00:00.000Z' });
  await pipeline.sync();

  expect(await itemNumberOf(pipeline, second)).toBe('S-MASSAGE');
});

test('mapping a service settles all its bookings at once', async () => {
  const pipeline = await openPipeline({ rules: { services: [] } });
  const booked = [5, 6, 7].map((at) => pipeline.book({ at: `2026-06-09T0${at}:00:00.000Z` }));
  await pipeline.sync();
  const before = await Promise.all(booked.map((id) => pipeline.stateOf(id)));

  const { affectedItems } = await pipeline.desk.mapService([(await pipeline.itemOf(booked[0]!)).facts.id], 'S-MASSAGE', 'Kari');

  expect(before).toEqual(['blocked', 'blocked', 'blocked']);
  expect(affectedItems).toBe(3);
  expect(await Promise.all(booked.map((id) => pipeline.stateOf(id)))).toEqual(['ready', 'ready', 'ready']);
});

test.each([
  ['1000', 'Choose an item of type Service.'],
  ['NOWHERE', 'Business Central has no item with the number NOWHERE.'],
])('F-6: item %s cannot be mapped to a service: %s', async (number, sentence) => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  const { facts } = await pipeline.itemOf(booked);

  const mapping = pipeline.desk.mapService([facts.id], number, 'Kari');

  await expect(mapping).rejects.toThrow(sentence);
});

test('F-6: an item template of type Inventory is refused when the rules are loaded', async () => {
  const templates = [{ fields: { displayName: '{{ service.name }}', type: 'Inventory' } }];

  const opening = openPipeline({ rules: { items: { create: true, templates } } });

  await expect(opening).rejects.toThrow(/type.*Service/i);
});

test('a service without an item gets one made from the template, once for all its bookings', async () => {
  const pipeline = await openPipeline({ rules: { services: [], items: createItems } });
  const booked = [5, 6].map((at) => pipeline.book({ service: 'Manicure', at: `2026-06-09T0${at}:00:00.000Z` }));

  await pipeline.sync();

  expect(items(pipeline).filter(({ name }) => name === 'Manicure')).toMatchObject([{ type: 'Service' }]);
  expect(await pipeline.stateOf(booked[1]!)).toBe('ready');
});

test.each(['doneThenCut', 'cutBefore'] as const)(
  'E-20: an item whose creation was %s exists once after the wait',
  async (kind) => {
    const pipeline = await openPipeline({ rules: { services: [], items: createItems } });
    pipeline.sandbox.control.addFault({ system: 'businessCentral', method: 'POST', pattern: '/items', action: { kind } });
    const booked = pipeline.book({ service: 'Manicure' });

    await pipeline.sync();
    const meanwhile = await pipeline.stateOf(booked);
    pipeline.advance(13 * minute);
    await pipeline.sync();

    expect(meanwhile).toBe('blocked');
    expect(items(pipeline).filter(({ name }) => name === 'Manicure')).toHaveLength(1);
    expect(await pipeline.stateOf(booked)).toBe('ready');
  },
);

test('services of ignored appointments get no item', async () => {
  const rules = { services: [], items: createItems, ignore: [{ when: { service: 'Staff treatment' }, reason: 'Staff.' }] };
  const pipeline = await openPipeline({ rules });
  pipeline.book({ service: 'Staff treatment' });

  await pipeline.sync();

  expect(items(pipeline).some(({ name }) => name === 'Staff treatment')).toBe(false);
});

test('an item that was blocked in Business Central is noticed before drafting, once its card is old', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  const { itemId } = items(pipeline).find(({ number }) => number === 'S-MASSAGE')!;
  pipeline.sandbox.businessCentral.control.blockItem({ itemId, blocked: true });
  pipeline.advance(13 * hour);

  const run = await pipeline.create();

  expect(pipeline.documents()).toEqual([]);
  expect(await pipeline.notesOf(run)).toEqual([expect.stringContaining('is blocked in Business Central')]);
  expect(await problemsOf(pipeline, booked)).toMatchObject([{ code: 'item-blocked' }]);
});

test('a look-up that Business Central refuses for one service keeps only its own rows off', async () => {
  const pipeline = await openPipeline({ rules: { services: [{ when: { service: 'Swedish massage' }, item: 'S-MASSAGE' }] } });
  const refused = { kind: 'status', status: 400, code: 'BadRequest', message: 'The filter cannot be read.' } as const;
  pipeline.sandbox.control.addFault({
    system: 'businessCentral',
    method: 'GET',
    pattern: '/items.*Manicure',
    times: null,
    action: refused,
  });
  const odd = pipeline.book({ service: 'Manicure', who: [bo] });
  const fine = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });

  const run = await pipeline.sync();

  expect(await pipeline.stateOf(fine)).toBe('ready');
  expect(await pipeline.stateOf(odd)).toBe('blocked');
  expect((await problemsOf(pipeline, odd)).map((problem) => problem.message).join()).toContain('The filter cannot be read.');
  expect(run.steps.map((step) => step.error)).toEqual([null, null, null, null]);
});
