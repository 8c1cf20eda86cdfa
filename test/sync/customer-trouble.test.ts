import { anna, bo, closePipelines, openPipeline, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

/** A customer of the seed who has no posting groups. */
const olav = { name: 'Olav Uden', emailAddress: 'olav@x.test' };

const customerOf = (pipeline: Pipeline, name: string) =>
  pipeline.sandbox.businessCentral.control.state()[0]!.customers.find((customer) => customer.name === name)!;

describe('E-28: a customer blocked in Business Central', () => {
  test.each([
    ['All', 'blocked'],
    ['Invoice', 'blocked'],
    ['Ship', 'ready'],
  ] as const)('for %s: a row that is mapped now is %s', async (blocked, expected) => {
    const pipeline = await openPipeline();
    const { customerId, number } = customerOf(pipeline, 'Anna Karlsen');
    pipeline.sandbox.businessCentral.control.blockCustomer({ customerId, blocked });
    const booked = pipeline.book();

    await pipeline.sync();

    const { billing } = await pipeline.itemOf(booked);
    expect(await pipeline.stateOf(booked)).toBe(expected);
    expect(billing.problems.map(({ code, message }) => [code, message])).toEqual(
      expected === 'ready' ? [] : [['customer-blocked', expect.stringContaining(`Customer ${number} Anna Karlsen is blocked`)]],
    );
  });

  test('is offered again once the block is gone and a person asks', async () => {
    const pipeline = await openPipeline();
    const { customerId } = customerOf(pipeline, 'Anna Karlsen');
    pipeline.sandbox.businessCentral.control.blockCustomer({ customerId, blocked: 'All' });
    const booked = pipeline.book();
    await pipeline.sync();
    const { facts } = await pipeline.itemOf(booked);
    pipeline.sandbox.businessCentral.control.blockCustomer({ customerId, blocked: '' });

    await pipeline.desk.retry([facts.id], 'Kari');

    expect(await pipeline.stateOf(booked)).toBe('ready');
  });
});

test('E-28: missing posting groups are told by the name of the field, on the row; others get their draft, and nothing half-made stays', async () => {
  const pipeline = await openPipeline();
  const [odd, fine] = [olav, anna].map((who, at) => pipeline.book({ who: [who], at: `2026-06-0${at + 1}T06:00:00.000Z` }));
  await pipeline.sync();

  const run = await pipeline.create();

  expect(run).toMatchObject({ state: 'partly-failed', counts: { created: 1, failed: 1 } });
  expect(await pipeline.itemOf(odd!)).toMatchObject({
    invoiceId: null,
    stage: 'blocked',
    refusal: { code: 'erp-refused', message: expect.stringMatching(/Posting Group must have a value/) },
  });
  expect(await pipeline.stateOf(fine!)).toBe('drafted');
  expect(pipeline.documents().map(({ customerName }) => customerName)).toEqual(['Anna Karlsen']);
});

test('E-28: a customer template Business Central refuses is told in its words, and no customer is half made', async () => {
  const pipeline = await openPipeline({
    rules: {
      customers: {
        create: 'when-due',
        templates: [
          { fields: { displayName: '{{ attendee.name }}', type: 'Person', email: '{{ attendee.email }}', currencyCode: 'XXX' } },
        ],
      },
    },
  });
  const booked = pipeline.book({ who: [bo] });

  await pipeline.sync();

  expect((await pipeline.itemOf(booked)).billing.problems).toMatchObject([
    { code: 'customer-template', message: expect.stringContaining('"currencyCode" does not match') },
  ]);
  expect(customerOf(pipeline, 'Bo Krag')).toBeUndefined();
});
