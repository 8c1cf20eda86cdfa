import { bo, closePipelines, day, hour, openPipeline, plain, salon, studio, type Booking, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

test('trap 7: a price beyond all bounds, booked or typed, blocks its own row; the others are mapped and billed', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book({ price: 1e21, at: '2026-06-09T06:00:00.000Z' });
  const typed = pipeline.book({ at: '2026-06-08T06:00:00.000Z' });
  const plainOne = pipeline.book();
  const first = await pipeline.sync();
  const change = { kind: 'set-price' as const, unitPrice: '999999999999999', quantity: '999999999999999' };
  const { id, version } = { ...(await pipeline.itemOf(typed)), ...(await pipeline.itemOf(typed)).facts };

  await pipeline.desk.decide([{ id, version }], change, 'a slip', 'Kari');
  const second = await pipeline.sync();
  await pipeline.create();

  expect([first.state, second.state]).toEqual(['done', 'done']);
  expect(await Promise.all([booked, typed, plainOne].map((one) => pipeline.stateOf(one)))).toEqual([
    'blocked',
    'blocked',
    'drafted',
  ]);
  expect((await pipeline.itemOf(typed)).billing.problems).toMatchObject([{ code: 'suspicious-price', fix: 'set-price' }]);
});

const lineOf = ({ description: _, ...line }: { description: string; quantity: number; unitPrice: number; amount: number }) => [
  line.quantity,
  line.unitPrice,
  line.amount,
];
const codesOf = async (pipeline: Pipeline, id: string) => (await pipeline.itemOf(id)).billing.problems.map(({ code }) => code);

test('F-7, trap 1, E-3: fixed prices are billed once however long it took, hourly ones by the hour, free ones not at all', async () => {
  const pipeline = await openPipeline();
  pipeline.book({ minutes: 120, price: 60, at: '2026-06-08T06:00:00.000Z' });
  pipeline.book({ minutes: 120, price: 60, priceType: 'hourly', at: '2026-06-09T06:00:00.000Z' });
  const free = pipeline.book({ priceType: 'free', price: 0 });
  await pipeline.sync();

  await pipeline.create();

  expect(pipeline.documents()[0]!.lines.map(lineOf)).toEqual([
    [1, 60, 60],
    [2, 60, 120],
  ]);
  expect(await pipeline.itemOf(free)).toMatchObject({ stage: 'excluded', billing: { exclusion: 'free' } });
});

test('E-4: three times twenty minutes of an hourly service cost one hour', async () => {
  const pipeline = await openPipeline();
  [6, 7, 8].forEach((at) => pipeline.book({ minutes: 20, price: 100, priceType: 'hourly', at: `2026-06-09T0${at}:00:00.000Z` }));
  await pipeline.sync();

  await pipeline.create();

  expect(pipeline.documents()[0]!.lines.map(({ amount }) => amount)).toEqual([33.33, 33.33, 33.33]);
  expect(pipeline.documents()).toMatchObject([{ total: 124.99 }]);
});

test.each(['startingAt', 'priceVaries', 'callUs', 'notSet', 'undefined'] as const)(
  'E-3: %s waits until a person sets the price, which is then billed',
  async (priceType) => {
    const pipeline = await openPipeline();
    const booked = pipeline.book({ priceType, price: 50 });
    await pipeline.sync();
    const before = await codesOf(pipeline, booked);
    const { facts } = await pipeline.itemOf(booked);

    await pipeline.desk.decide(
      [{ id: facts.id, version: null }],
      { kind: 'set-price', unitPrice: '72.5', quantity: '2' },
      'agreed by phone',
      'Kari',
    );
    await pipeline.create();

    expect(before).toEqual(['needs-price']);
    expect(pipeline.documents()[0]!.lines.map(lineOf)).toEqual([[2, 72.5, 145]]);
  },
);

test('trap 3: a booking that has begun is not billed before it has ended, and the grace has passed', async () => {
  const pipeline = await openPipeline({ rules: { graceMinutes: 30 } });
  const running = pipeline.book({ at: '2026-06-10T09:30:00.000Z', minutes: 60 });
  await pipeline.sync();

  const states = [await pipeline.stateOf(running)];
  for (const minutes of [29, 1, 30]) {
    pipeline.advance(minutes * 60_000);
    states.push(await pipeline.stateOf(running));
  }

  expect(states).toEqual(['upcoming', 'upcoming', 'upcoming', 'ready']);
});

test('trap 3: what has not ended is left out when somebody asks for it all the same', async () => {
  const pipeline = await openPipeline();
  const running = pipeline.book({ at: '2026-06-10T09:30:00.000Z' });
  await pipeline.sync();
  const { facts } = await pipeline.itemOf(running);

  const run = await pipeline.create({ kind: 'items', ids: [facts.id] });

  expect(pipeline.documents()).toEqual([]);
  expect(await pipeline.notesOf(run)).toEqual(['The appointment has not ended yet.']);
});

test('trap 6, E-1: a draft is in the currency of the booking, whatever the card says, and currencies never share a draft', async () => {
  const businesses = [
    { id: salon, company: 'Fjord Wellness ApS' },
    { id: studio, company: 'Fjord Wellness ApS' },
  ];
  const services = [{ when: { service: ['Swedish massage', 'Headshot'] }, item: 'S-MASSAGE' }];
  const pipeline = await openPipeline({ rules: { businesses, services } });
  const grace = { name: 'Grace Miller', emailAddress: 'grace@brooklyn.test' };
  pipeline.book({ who: [grace] });
  pipeline.book({ business: studio, service: 'Headshot', who: [grace], price: 80 });
  await pipeline.sync();

  await pipeline.create();

  expect(
    pipeline
      .documents()
      .map(({ currency, lines }) => [currency, lines.length])
      .sort(),
  ).toEqual([
    ['EUR', 1],
    ['USD', 1],
  ]);
});

const popup = 'popup@nowhere.test';

test.each([
  ['trap 6: a currency that the company does not know keeps the row off', 'SEK', 'currency-unknown'],
  ['a business without a currency waits for one instead of assuming it', undefined, 'no-currency'],
])('%s', async (_, currency, code) => {
  const business = { id: popup, company: 'Fjord Wellness ApS', timeZone: 'Europe/Copenhagen', ...(currency && { currency }) };
  const services = [{ when: { service: 'Tasting' }, item: 'S-MASSAGE' }];
  const pipeline = await openPipeline({ rules: { businesses: [business], services } });
  const booked = pipeline.book({ business: popup, service: 'Tasting' });

  await pipeline.sync();

  const [item] = await pipeline.store.items.findByAppointment(popup, booked);
  expect(item!.stage).toBe('blocked');
  expect(item!.billing.problems.map((problem) => problem.code)).toContain(code);
});

const acmePays = { payers: [{ when: { emailDomain: 'nordlys.test' }, payer: 'C00070', as: 'bill-to' }] };
const ida: Booking = { who: [{ name: 'Ida Berg', emailAddress: 'ida@nordlys.test' }] };

test.each([
  ['off', false, 'Acme'],
  ['on', true, 'Nordlys ApS'],
])(
  'F-22: with "bill the attendee" %s the invoice of a person whose company pays goes to the right one',
  async (_, billAttendee, billTo) => {
    const pipeline = await openPipeline({ rules: acmePays });
    pipeline.book(ida);
    await pipeline.sync();
    const preview = await pipeline.desk.preview({ kind: 'customer', customerNumber: 'C00040' }, { ...plain, billAttendee });

    await pipeline.create({ kind: 'customer', customerNumber: 'C00040' }, { billAttendee });

    const [document] = preview.documents;
    expect((document!.billTo ?? document!.customer).name).toBe(billTo);
    const [company] = pipeline.sandbox.businessCentral.control.state();
    const payer = company!.customers.find(({ name }) => name === billTo)!;
    const invoice = (await pipeline.store.invoices.list({ push: [], search: '', varianceOnly: false, offset: 0, limit: 1 }))
      .rows[0]!;
    expect(invoice.draft.billToCustomerId ?? invoice.draft.sellToCustomerId).toBe(payer.customerId);
    expect(pipeline.documents()).toMatchObject([{ customerName: 'Nordlys ApS' }]);
  },
);

test.each([
  [
    '00:30 on 1 June in Copenhagen is June, though still May in UTC',
    salon,
    'Swedish massage',
    '2026-05-31T22:30:00.000Z',
    '2026-06-30',
  ],
  [
    '23:30 on 31 May in New York is May, though already June in UTC',
    studio,
    'Headshot',
    '2026-06-01T03:30:00.000Z',
    '2026-05-31',
  ],
])('F-26, E-24: %s', async (_, business, service, at, periodEnd) => {
  const businesses = [
    { id: salon, company: 'Fjord Wellness ApS' },
    { id: studio, company: 'Fjord Wellness ApS' },
  ];
  const services = [{ when: { service: ['Swedish massage', 'Headshot'] }, item: 'S-MASSAGE' }];
  const invoice = {
    grouping: 'period',
    documentDate: 'period-end',
    line: { description: '{{ service.name }} {{ appointment.date }}' },
  };
  const pipeline = await openPipeline({ rules: { businesses, services, invoice } });
  pipeline.book({ business, service, at });
  await pipeline.sync();

  await pipeline.create();

  expect(pipeline.documents()).toMatchObject([{ invoiceDate: periodEnd }]);
  expect(pipeline.documents()[0]!.lines[0]!.description).toContain(periodEnd.slice(0, 7));
});

test('E-24: a night with a switch of the clock is billed by the time that really passed', async () => {
  const pipeline = await openPipeline();
  pipeline.advance(-70 * day);
  pipeline.book({ at: '2026-03-29T00:30:00.000Z', minutes: 60, price: 100, priceType: 'hourly' });
  await pipeline.sync();

  await pipeline.create();

  expect(pipeline.documents()[0]!.lines.map(lineOf)).toEqual([[1, 100, 100]]);
});

test('E-26: two bookings of one person, service and start wait until somebody confirms them', async () => {
  const pipeline = await openPipeline();
  const twice = [pipeline.book(), pipeline.book()];
  await pipeline.sync();
  const states = await Promise.all(twice.map((id) => pipeline.stateOf(id)));
  const { facts } = await pipeline.itemOf(twice[0]!);

  await pipeline.desk.decide([{ id: facts.id, version: null }], { kind: 'confirm', on: true }, 'two seats', 'Kari');

  expect(states).toEqual(['blocked', 'blocked']);
  expect(await codesOf(pipeline, twice[1]!)).toEqual(['possible-duplicate']);
  expect(await pipeline.stateOf(twice[0]!)).toBe('ready');
});

test('each row bills to the company its business or service is routed to', async () => {
  const routing = [{ when: { service: 'Facial treatment' }, company: 'Hudson Studio Inc.' }];
  const pipeline = await openPipeline({ rules: { routing } });
  const [fjord, hudson] = pipeline.sandbox.businessCentral.control.state();
  const massage = pipeline.book();
  const facial = pipeline.book({ service: 'Facial treatment', at: '2026-06-09T06:00:00.000Z' });

  await pipeline.sync();

  expect((await pipeline.itemOf(massage)).facts.companyId).toBe(fjord!.companyId);
  expect((await pipeline.itemOf(facial)).facts.companyId).toBe(hudson!.companyId);
});

test('a booking that became longer ago than an hour is read once more before it is drafted, and billed as it is now', async () => {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  pipeline.advance(2 * hour);
  pipeline.sandbox.control.event({ kind: 'price', appointmentId: booked, price: 75 });

  await pipeline.create();

  expect(pipeline.documents()).toMatchObject([{ lines: [{ amount: 75 }] }]);
});

test('one row that cannot be read again is left out with the reason; the others are drafted', async () => {
  const pipeline = await openPipeline();
  const unreadable = pipeline.book();
  pipeline.book({ who: [bo], at: '2026-06-09T06:00:00.000Z' });
  await pipeline.sync();
  pipeline.advance(2 * hour);
  const action = { kind: 'status', status: 503 } as const;
  pipeline.sandbox.control.addFault({ system: 'graph', pattern: encodeURIComponent(unreadable), times: null, action });

  const run = await pipeline.create();

  expect(pipeline.documents().map(({ customerName }) => customerName)).toEqual(['Bo Krag']);
  expect(await pipeline.notesOf(run)).toEqual([expect.stringContaining('could not be read again before drafting')]);
  expect(await pipeline.stateOf(unreadable)).toBe('ready');
});
