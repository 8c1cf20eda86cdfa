import { anna, bo, closePipelines, day, hour, minute, openPipeline, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

const grace = { name: 'Ida', emailAddress: 'ida@nordlys.test' };
const erik = { name: 'Erik', emailAddress: 'b@x.test' };

const ledger = (pipeline: Pipeline) => pipeline.sandbox.businessCentral.control;
const company = (pipeline: Pipeline) => ledger(pipeline).state()[0]!;
const customerNo = (pipeline: Pipeline, number: string) =>
  company(pipeline).customers.find((customer) => customer.number === number)!.customerId;
const itemNo = (pipeline: Pipeline, number: string) => company(pipeline).items.find((item) => item.number === number)!.itemId;
const problemsOf = async (pipeline: Pipeline, booked: string) => (await pipeline.itemOf(booked)).billing.problems;

/** From now on Business Central tells these records otherwise than we know them. */
function tell(pipeline: Pipeline, where: Record<string, unknown>, fields: Record<string, unknown>): void {
  const action = { kind: 'alterRecord', where, fields } as const;
  pipeline.sandbox.control.addFault({ system: 'businessCentral', times: null, action });
}

describe('a customer card with an unknown word', () => {
  test('blocks the rows of that customer alone, makes nobody anew, and a retry after the correction frees them', async () => {
    const pipeline = await openPipeline();
    const customerId = customerNo(pipeline, 'C00010');
    ledger(pipeline).editRecord({ entitySet: 'customers', id: customerId, fields: { blocked: 'Quarantine' } });
    const before = company(pipeline).customers.length;
    const odd = pipeline.book({ who: [anna] });
    const good = pipeline.book({ who: [erik], at: '2026-06-09T06:00:00.000Z' });

    const run = await pipeline.sync();
    const problems = await problemsOf(pipeline, odd);
    const states = [await pipeline.stateOf(odd), await pipeline.stateOf(good)];
    ledger(pipeline).blockCustomer({ customerId, blocked: '' });
    await pipeline.desk.retry([(await pipeline.itemOf(odd)).facts.id], 'Kari');

    expect(run.state).toBe('done');
    expect(problems).toMatchObject([{ code: 'erp-unreadable', fix: 'assign-customer', candidates: [{ number: 'C00010' }] }]);
    expect(problems[0]!.message).toMatch(/tells blocked of customer C00010 as "Quarantine".* Correct it there and retry/);
    expect(states).toEqual(['blocked', 'ready']);
    expect(company(pipeline).customers).toHaveLength(before);
    expect(await pipeline.stateOf(odd)).toBe('ready');
  });

  test('that was linked before is noticed before drafting: its rows stay on the list, the others are drafted', async () => {
    const pipeline = await openPipeline();
    const odd = pipeline.book({ who: [anna] });
    const good = pipeline.book({ who: [erik], at: '2026-06-09T06:00:00.000Z' });
    await pipeline.sync();
    const customerId = customerNo(pipeline, 'C00010');
    ledger(pipeline).editRecord({ entitySet: 'customers', id: customerId, fields: { blocked: 'Quarantine' } });
    pipeline.advance(2 * day);

    const run = await pipeline.create();

    expect(run).toMatchObject({ state: 'done', counts: { created: 1 } });
    expect([await pipeline.stateOf(odd), await pipeline.stateOf(good)]).toEqual(['blocked', 'drafted']);
    expect((await pipeline.itemOf(odd)).billing.sellTo).toMatchObject({ number: 'C00010', name: 'Anna Karlsen' });
    expect((await pipeline.notesOf(run)).join()).toContain('Quarantine');
  });

  test('whose address cannot be read leaves nobody to be created beside it', async () => {
    const pipeline = await openPipeline();
    tell(pipeline, { number: 'C00010' }, { email: { address: 'anna@x.test' } });
    const before = company(pipeline).customers.length;
    const odd = pipeline.book({ who: [anna] });
    const good = pipeline.book({ who: [erik], at: '2026-06-09T06:00:00.000Z' });

    await pipeline.sync();

    expect(await problemsOf(pipeline, odd)).toMatchObject([{ code: 'erp-unreadable' }]);
    expect(await pipeline.stateOf(good)).toBe('ready');
    expect(company(pipeline).customers).toHaveLength(before);
  });
});

test('an item of an unknown type blocks the rows of its service alone, and is not linked to by hand either', async () => {
  const rules = { services: [{ when: { service: 'Swedish massage' }, item: 'S-MASSAGE' }] };
  const pipeline = await openPipeline({ rules });
  ledger(pipeline).editRecord({ entitySet: 'items', id: itemNo(pipeline, 'S-MASSAGE'), fields: { type: 'Bundle' } });
  const before = company(pipeline).items.length;
  const odd = pipeline.book();

  await pipeline.sync();
  const { facts } = await pipeline.itemOf(odd);

  expect((await problemsOf(pipeline, odd)).map(({ code }) => code)).toEqual(['erp-unreadable']);
  expect(company(pipeline).items).toHaveLength(before);
  await expect(pipeline.desk.mapService([facts.id], 'S-MASSAGE', 'Kari')).rejects.toThrow(
    'tells type of item S-MASSAGE as "Bundle"',
  );
});

describe('an invoice with an unknown status', () => {
  async function twoLost(): Promise<Pipeline & { key: string }> {
    const pipeline = await openPipeline();
    pipeline.book({ who: [anna] });
    pipeline.book({ who: [erik], at: '2026-06-09T06:00:00.000Z' });
    await pipeline.sync();
    const posting = { system: 'businessCentral', method: 'POST', pattern: '/salesInvoices' } as const;
    pipeline.sandbox.control.addFault({ ...posting, times: 2, action: { kind: 'doneThenCut' } });
    await pipeline.create();
    return { ...pipeline, key: pipeline.documents()[0]!.externalDocumentNumber };
  }

  test('is never made a second time: its rows wait with a sentence, the other document is adopted, and it too once it can be read', async () => {
    const pipeline = await twoLost();
    tell(pipeline, { externalDocumentNumber: pipeline.key }, { status: 'On_x0020_Hold' });
    pipeline.advance(13 * minute);

    const run = await pipeline.sync();
    const waiting = (await pipeline.store.invoices.findByKey(pipeline.key))!;
    pipeline.sandbox.control.clearFaults();
    pipeline.advance(hour);
    await pipeline.sync();

    expect(run.steps.find(({ name }) => name === 'push')!.counts).toMatchObject({ adopted: 1, waiting: 1, created: 0 });
    expect(waiting).toMatchObject({ push: 'sending', problem: { code: 'erp-unreadable' } });
    expect(waiting.problem!.message).toMatch(/status of sales invoice \S+ as "On Hold".* nothing is sent/);
    expect(await pipeline.store.invoices.findByKey(pipeline.key)).toMatchObject({ push: 'created', problem: null });
    expect(pipeline.documents()).toHaveLength(2);
  });

  test('of ours is not taken for deleted, says so, and is followed again once it can be read', async () => {
    const pipeline = await openPipeline();
    const booked = pipeline.book();
    const other = pipeline.book({ who: [erik], at: '2026-06-09T06:00:00.000Z' });
    await pipeline.sync();
    await pipeline.create();
    const [odd, good] = pipeline.documents();
    [odd, good].forEach((document) => ledger(pipeline).post({ invoiceId: document!.invoiceId }));
    tell(pipeline, { id: odd!.invoiceId }, { status: 'On_x0020_Hold' });

    const run = await pipeline.sync();
    const unread = await pipeline.store.invoices.findByKey(odd!.externalDocumentNumber);
    const states = await Promise.all([booked, other].map(pipeline.stateOf));
    pipeline.sandbox.control.clearFaults();
    await pipeline.sync();

    expect(run.state).toBe('done');
    expect(unread).toMatchObject({
      push: 'created',
      erp: { status: 'draft' },
      problem: { code: 'erp-unreadable', severity: 'warns' },
    });
    expect(states.sort()).toEqual(['drafted', 'posted']);
    expect(await Promise.all([booked, other].map(pipeline.stateOf))).toEqual(['posted', 'posted']);
    expect(await pipeline.store.invoices.findByKey(odd!.externalDocumentNumber)).toMatchObject({ problem: null });
  });

  test('is not withdrawn', async () => {
    const pipeline = await openPipeline();
    const booked = pipeline.book();
    await pipeline.sync();
    await pipeline.create();
    tell(pipeline, { id: pipeline.documents()[0]!.invoiceId }, { status: 'On_x0020_Hold' });

    await expect(pipeline.desk.withdraw((await pipeline.itemOf(booked)).invoiceId!, 'Kari')).rejects.toThrow('On Hold');
    expect(pipeline.documents()).toHaveLength(1);
  });
});

test('lines that cannot be read back are a remark on that draft, not the end of the step', async () => {
  const pipeline = await openPipeline();
  pipeline.book({ who: [anna] });
  pipeline.book({ who: [erik], at: '2026-06-09T06:00:00.000Z', price: 75 });
  await pipeline.sync();
  tell(pipeline, { unitPrice: 75 }, { quantity: 'one' });

  const run = await pipeline.create();
  const { rows } = await pipeline.store.invoices.list({ push: [], search: '', varianceOnly: false, offset: 0, limit: 10 });

  expect(run).toMatchObject({ state: 'done', counts: { created: 2 } });
  expect(rows.map(({ push }) => push)).toEqual(['created', 'created']);
  expect(rows.flatMap(({ problem }) => problem?.code ?? [])).toEqual(['erp-unreadable']);
});

describe('a contact person of a company that is a customer and a vendor', () => {
  const code = async (pipeline: Pipeline, booked: string) => (await problemsOf(pipeline, booked)).map(({ code }) => code);

  test("is found through the company's customer, which names the contact as its own", async () => {
    const pipeline = await openPipeline();
    ledger(pipeline).makeVendor({ customerId: customerNo(pipeline, 'C00040') });
    const booked = pipeline.book({ who: [grace] });

    await pipeline.sync();

    const item = await pipeline.itemOf(booked);
    expect(item.billing.sellTo).toMatchObject({ number: 'C00040' });
    expect(await pipeline.stateOf(booked)).toBe('ready');
  });

  test('is not matched with a namesake of the company', async () => {
    const pipeline = await openPipeline();
    ledger(pipeline).makeVendor({ customerId: customerNo(pipeline, 'C00040') });
    ledger(pipeline).createCustomer({ customer: { displayName: 'Nordlys ApS', type: 'Company' } });
    const booked = pipeline.book({ who: [grace] });

    await pipeline.sync();

    expect((await pipeline.itemOf(booked)).billing.sellTo).toMatchObject({ number: 'C00040' });
  });

  test('is a question when the customer has another name by now, and nobody is created', async () => {
    const pipeline = await openPipeline();
    const id = customerNo(pipeline, 'C00040');
    ledger(pipeline).makeVendor({ customerId: id });
    ledger(pipeline).editRecord({ entitySet: 'customers', id, fields: { displayName: 'Nordlys Group' } });
    const before = company(pipeline).customers.length;
    const booked = pipeline.book({ who: [grace] });
    const stranger = pipeline.book({ who: [bo], at: '2026-06-09T06:00:00.000Z' });

    await pipeline.sync();

    expect(await code(pipeline, booked)).toEqual(['erp-unreadable']);
    expect((await problemsOf(pipeline, booked))[0]).toMatchObject({ fix: 'assign-customer' });
    expect(await pipeline.stateOf(stranger)).toBe('ready');
    expect(company(pipeline).customers).toHaveLength(before + 1);
  });
});
