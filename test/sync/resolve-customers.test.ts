import { anna, bo, closePipelines, hour, mette, minute, openPipeline, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

const customers = (pipeline: Pipeline) => pipeline.sandbox.businessCentral.control.state()[0]!.customers;
const customerOf = async (pipeline: Pipeline, appointmentId: string): Promise<string | undefined> =>
  (await pipeline.itemOf(appointmentId)).billing.sellTo?.number;
const codesOf = async (pipeline: Pipeline, appointmentId: string): Promise<string[]> =>
  (await pipeline.itemOf(appointmentId)).billing.problems.map((problem) => problem.code);

test.each([
  ['exactly the address on the card', 'anna@x.test', 'C00010'],
  ['the address in other letters and with spaces around it', ' Anna@X.test ', 'C00010'],
  ['one of two addresses in the field', 'b@x.test', 'C00050'],
  ['a contact person of a customer', 'ida@nordlys.test', 'C00040'],
])('a person is found by %s', async (_, emailAddress, number) => {
  const pipeline = await openPipeline();
  const booked = pipeline.book({ who: [{ name: 'Somebody', emailAddress }] });

  await pipeline.sync();

  expect(await customerOf(pipeline, booked)).toBe(number);
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('trap 4: two customers with one address are a question that lists both, never the first of them', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book({ who: [mette] });

  await pipeline.sync();

  const [problem] = (await pipeline.itemOf(booked)).billing.problems;
  expect(problem).toMatchObject({ code: 'ambiguous-customer', fix: 'assign-customer' });
  expect(problem!.candidates!.map((candidate) => candidate.number)).toEqual(['C00020', 'C00030']);
  expect(await pipeline.stateOf(booked)).toBe('blocked');
});

test("an assignment is remembered for that person's next booking, and not for others who share the mailbox", async () => {
  const pipeline = await openPipeline();
  const first = pipeline.book({ who: [mette] });
  await pipeline.sync();
  const { facts } = await pipeline.itemOf(first);

  await pipeline.desk.assignCustomer([facts.id], 'C00020', 'Kari');
  const next = pipeline.book({ who: [{ customerId: facts.attendee!.customerId! }], at: '2026-06-09T06:00:00.000Z' });
  // Another spelling of the mailbox makes Bookings take him for somebody new.
  const another = pipeline.book({
    who: [{ name: 'Peter Holm', emailAddress: 'Shared@Family.test' }],
    at: '2026-06-08T06:00:00.000Z',
  });
  await pipeline.sync();

  expect([await customerOf(pipeline, first), await customerOf(pipeline, next)]).toEqual(['C00020', 'C00020']);
  expect(await codesOf(pipeline, another)).toEqual(['ambiguous-customer']);
  const { rows } = await pipeline.store.audit.list({ itemId: facts.id }, 0, 10);
  expect(rows).toContainEqual(expect.objectContaining({ action: 'assign-customer', actor: 'Kari', after: 'C00020 Mette Holm' }));
});

test('E-7: one person with two Bookings ids becomes one customer', async () => {
  const pipeline = await openPipeline();
  const first = pipeline.book({ who: [bo] });
  const second = pipeline.book({ who: [{ name: 'Bo Krag', emailAddress: 'BO@x.test' }], at: '2026-06-09T06:00:00.000Z' });

  await pipeline.sync();

  expect(customers(pipeline).filter(({ name }) => name === 'Bo Krag')).toHaveLength(1);
  expect(await customerOf(pipeline, first)).toBe(await customerOf(pipeline, second));
});

test('F-5: a person without an e-mail address becomes no customer and the row says why; one with an address does', async () => {
  const pipeline = await openPipeline();
  const before = customers(pipeline).length;
  const without = pipeline.book({ who: [{ name: 'Walk-in guest', emailAddress: null }] });
  const nobody = pipeline.book({ who: [], at: '2026-06-09T06:00:00.000Z' });
  const withAddress = pipeline.book({ who: [bo], at: '2026-06-08T06:00:00.000Z' });

  await pipeline.sync();

  expect(await codesOf(pipeline, without)).toEqual(['no-email']);
  expect(await codesOf(pipeline, nobody)).toContain('no-customer');
  expect(await pipeline.stateOf(withAddress)).toBe('ready');
  expect(customers(pipeline)).toHaveLength(before + 1);
});

test('E-13: somebody without an e-mail address can be assigned a customer by hand', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book({ who: [{ name: 'Walk-in guest', emailAddress: null }] });
  await pipeline.sync();
  const { facts } = await pipeline.itemOf(booked);

  await pipeline.desk.assignCustomer([facts.id], 'C00010', 'Kari');

  expect(await customerOf(pipeline, booked)).toBe('C00010');
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('a customer is created when the first appointment has ended, not when it is booked', async () => {
  const pipeline = await openPipeline();
  const before = customers(pipeline).length;
  const booked = pipeline.book({ who: [bo], at: '2026-06-10T11:00:00.000Z' });
  await pipeline.sync();
  const whileUpcoming = customers(pipeline).length;

  pipeline.advance(3 * hour);
  await pipeline.sync();

  expect(whileUpcoming).toBe(before);
  expect(customers(pipeline)).toHaveLength(before + 1);
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('where the rules say so, a customer is created as soon as something is booked, or never', async () => {
  const template = { fields: { displayName: '{{ attendee.name }}', type: 'Person', email: '{{ attendee.email }}' } };
  const seen = await openPipeline({ rules: { customers: { create: 'when-seen', templates: [template] } } });
  const never = await openPipeline({ rules: { customers: { create: 'never', templates: [template] } } });
  seen.book({ who: [bo], at: '2026-06-11T11:00:00.000Z' });
  const waiting = never.book({ who: [bo] });

  await seen.sync();
  await never.sync();

  expect(customers(seen).some(({ name }) => name === 'Bo Krag')).toBe(true);
  expect(customers(never).some(({ name }) => name === 'Bo Krag')).toBe(false);
  expect(await codesOf(never, waiting)).toEqual(['customer-not-found']);
});

test('people of ignored or free appointments become no customers, for nothing is billed to them', async () => {
  const pipeline = await openPipeline({ rules: { ignore: [{ when: { service: 'Staff treatment' }, reason: 'Staff.' }] } });
  const before = customers(pipeline).length;
  const ignored = pipeline.book({ service: 'Staff treatment', who: [bo] });
  const free = pipeline.book({
    priceType: 'free',
    price: 0,
    who: [{ name: 'Ulla Fri', emailAddress: 'ulla@x.test' }],
    at: '2026-06-09T06:00:00.000Z',
  });

  await pipeline.sync();

  expect(customers(pipeline)).toHaveLength(before);
  expect([await pipeline.stateOf(ignored), await pipeline.stateOf(free)]).toEqual(['excluded', 'excluded']);
});

test("trap 9: customers come from the appointments' own company, and what the other company has plays no part", async () => {
  const pipeline = await openPipeline({
    rules: {
      businesses: [
        { id: 'salon@fjord.test', company: 'Fjord Wellness ApS' },
        { id: 'studio@hudson.test', company: 'Hudson Studio Inc.' },
      ],
    },
  });
  const inFjord = pipeline.book({ who: [{ name: 'Reception', emailAddress: 'office@acme.test' }] });
  const inHudson = pipeline.book({
    business: 'studio@hudson.test',
    service: 'Headshot',
    who: [{ name: 'Front desk', emailAddress: 'office@acme.test' }],
  });

  await pipeline.sync();

  expect([await customerOf(pipeline, inFjord), await customerOf(pipeline, inHudson)]).toEqual(['C00070', 'C00050']);
});

test('a refused creation is a problem with the reason, tried again by itself later and at once when a person asks', async () => {
  const pipeline = await openPipeline();
  const refused = {
    kind: 'status',
    status: 400,
    code: 'Application_DialogException',
    message: 'The name is not allowed.',
  } as const;
  pipeline.sandbox.control.addFault({
    system: 'businessCentral',
    method: 'POST',
    pattern: '/customers',
    times: 2,
    action: refused,
  });
  const booked = pipeline.book({ who: [bo] });
  await pipeline.sync();
  const first = await pipeline.itemOf(booked);

  await pipeline.desk.retry([first.facts.id], 'Kari');
  const second = await pipeline.itemOf(booked);
  pipeline.advance(hour);
  await pipeline.sync();

  expect(first.billing.problems).toMatchObject([
    { code: 'customer-template', message: expect.stringContaining('The name is not allowed.') },
  ]);
  expect(second.billing.problems).toMatchObject([{ code: 'customer-template' }]);
  expect(pipeline.sandbox.control.faults()).toMatchObject([{ hit: 2 }]);
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('E-20: a creation cut off after the customer was made is never sent again; the customer is found', async () => {
  const pipeline = await openPipeline();
  pipeline.sandbox.control.addFault({
    system: 'businessCentral',
    method: 'POST',
    pattern: '/customers',
    action: { kind: 'doneThenCut' },
  });
  const booked = pipeline.book({ who: [bo] });

  await pipeline.sync();
  const meanwhile = await pipeline.stateOf(booked);
  pipeline.advance(minute);
  await pipeline.sync();

  expect([meanwhile, await pipeline.stateOf(booked)]).toEqual(['blocked', 'ready']);
  expect(customers(pipeline).filter(({ name }) => name === 'Bo Krag')).toHaveLength(1);
});

test('E-20: a creation cut off before it was read is sent again only after the wait', async () => {
  const pipeline = await openPipeline();
  pipeline.sandbox.control.addFault({
    system: 'businessCentral',
    method: 'POST',
    pattern: '/customers',
    action: { kind: 'cutBefore' },
  });
  const booked = pipeline.book({ who: [bo] });

  await pipeline.sync();
  pipeline.advance(11 * minute);
  await pipeline.sync();
  const beforeTheWaitEnded = customers(pipeline).some(({ name }) => name === 'Bo Krag');
  pipeline.advance(2 * minute);
  await pipeline.sync();

  expect(beforeTheWaitEnded).toBe(false);
  expect(customers(pipeline).filter(({ name }) => name === 'Bo Krag')).toHaveLength(1);
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('a search that Business Central refuses for one address keeps only that person off', async () => {
  const pipeline = await openPipeline();
  const refused = { kind: 'status', status: 400, code: 'BadRequest', message: 'The filter cannot be read.' } as const;
  // The question for both, and then the one for the first of them.
  pipeline.sandbox.control.addFault({ system: 'businessCentral', pattern: '.batch', times: 2, action: refused });
  const people = [anna, { name: 'Lena Friis', emailAddress: 'lena@x.test' }];
  const booked = people.map((person, at) => pipeline.book({ who: [person], at: `2026-06-0${at + 1}T06:00:00.000Z` }));

  await pipeline.sync();

  const items = await Promise.all(booked.map((id) => pipeline.itemOf(id)));
  const [refusedItem] = items.filter((item) => item.stage === 'blocked');
  expect(items.map((item) => item.stage).sort()).toEqual(['blocked', 'ready']);
  expect(refusedItem!.billing.problems).toMatchObject([
    { fix: 'assign-customer', message: expect.stringContaining('The filter cannot be read.') },
  ]);
});
