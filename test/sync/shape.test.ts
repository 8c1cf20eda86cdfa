import { closePipelines, hour, openPipeline, salon, studio } from './pipeline.js';

afterEach(closePipelines);

test('a currency that is set in Bookings later counts for the bookings that wait for it, though they did not change', async () => {
  const pipeline = await openPipeline();
  const action = { kind: 'alterRecord', where: { id: salon }, fields: { defaultCurrencyIso: null } } as const;
  pipeline.sandbox.control.addFault({ system: 'graph', times: null, action });
  const booked = pipeline.book();
  await pipeline.sync();
  const before = (await pipeline.itemOf(booked)).billing.problems;

  pipeline.sandbox.control.clearFaults();
  pipeline.advance(2 * hour);
  await pipeline.sync();

  expect(before).toMatchObject([{ code: 'no-currency' }]);
  expect(await pipeline.itemOf(booked)).toMatchObject({ stage: 'ready', billing: { amount: '60', currency: 'EUR' } });
});

test('a company that is made in Business Central later counts for the bookings that wait for it', async () => {
  const businesses = [{ id: salon, company: 'Fjord Wellness ApS' }];
  const pipeline = await openPipeline({ rules: { businesses } });
  const fields = { name: 'Another name', displayName: 'Another name' };
  const action = { kind: 'alterRecord', where: { name: 'Fjord Wellness ApS' }, fields } as const;
  pipeline.sandbox.control.addFault({ system: 'businessCentral', times: null, action });
  const booked = pipeline.book();
  await pipeline.sync();
  const before = (await pipeline.itemOf(booked)).billing.problems;

  pipeline.sandbox.control.clearFaults();
  pipeline.advance(2 * hour);
  await pipeline.sync();

  expect(before).toContainEqual(expect.objectContaining({ code: 'no-route' }));
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('a business that was taken out of the rules and is put back bills again, also what was read in between', async () => {
  const businesses = [
    { id: salon, company: 'Fjord Wellness ApS' },
    { id: studio, company: 'Hudson Studio Inc.' },
  ];
  const pipeline = await openPipeline({ rules: { businesses } });
  const liam = { name: 'Liam Carter', emailAddress: 'liam@x.test' };
  const booked = pipeline.book({ business: studio, service: 'Headshot', who: [liam] });
  await pipeline.sync();
  const { rules } = pipeline.context;
  const withoutStudio = { ...rules, businesses: rules.businesses.slice(0, 1), version: 'without', readingVersion: 'without' };
  const between = await pipeline.again({ rules: withoutStudio });
  between.advance(2 * hour);
  await between.sync();
  await between.create();
  const left = await between.itemOf(booked);

  await (await pipeline.again()).sync();

  expect(left).toMatchObject({ stage: 'blocked', invoiceId: null });
  expect(await pipeline.stateOf(booked)).toBe('ready');
});

test('a sync in which nothing of that changed reads no booking again', async () => {
  const pipeline = await openPipeline();
  pipeline.book();
  await pipeline.sync();
  pipeline.advance(2 * hour);
  await pipeline.sync();
  pipeline.sandbox.control.clearCounters();
  pipeline.advance(2 * hour);

  const run = await pipeline.sync();

  expect(run.steps.find((step) => step.name === `pull ${salon}`)!.counts).toMatchObject({ unchangedPages: 1 });
});
