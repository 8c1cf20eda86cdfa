import { anna, bo, closePipelines, everything, mette, openPipeline, plain, salon, studio, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

/** Three finished bookings of Anna, two of Bo, and one of somebody whose address two customers have. */
async function annaBoAndAQuestion(): Promise<Pipeline & { annas: string[]; bos: string[]; blocked: string }> {
  const pipeline = await openPipeline();
  const annas = [6, 7, 8].map((hour) => pipeline.book({ at: `2026-06-09T0${hour}:00:00.000Z` }));
  const bos = [6, 7].map((hour) => pipeline.book({ at: `2026-06-08T0${hour}:00:00.000Z`, who: [bo] }));
  const blocked = pipeline.book({ who: [mette] });
  await pipeline.sync();
  return { ...pipeline, annas, bos, blocked };
}

test('F-1: create for all makes one draft a customer, skips the blocked row with its reason, and posts nothing', async () => {
  const pipeline = await annaBoAndAQuestion();

  const run = await pipeline.create();

  expect(pipeline.documents().map((document) => [document.customerName, document.lines.length, document.posted])).toEqual([
    ['Anna Karlsen', 3, false],
    ['Bo Krag', 2, false],
  ]);
  expect(run).toMatchObject({ state: 'done', counts: { created: 2, failed: 0 } });
  expect(await pipeline.notesOf(run)).toEqual([
    expect.stringContaining('2 customers have the e-mail address shared@family.test'),
  ]);
  expect(await pipeline.listed()).toEqual([pipeline.blocked]);
});

test('a preview tells the VAT to expect once Business Central has taxed the customer and item, and before that none', async () => {
  const pipeline = await openPipeline();
  pipeline.book();
  await pipeline.sync();
  const untaxed = await pipeline.desk.preview(everything, plain);
  await pipeline.create();
  const { rows } = await pipeline.store.invoices.list({ push: [], search: '', varianceOnly: false, offset: 0, limit: 1 });
  pipeline.book({ at: '2026-06-09T06:00:00.000Z' });
  await pipeline.sync();

  const taxed = await pipeline.desk.preview(everything, plain);

  const { taxTotal: tax, grossTotal: gross } = rows[0]!.erp!;
  expect(untaxed.documents.map(({ expectedTax }) => expectedTax)).toEqual([null]);
  expect(Number(tax)).toBeGreaterThan(0);
  expect(taxed.documents.map(({ expectedTax }) => expectedTax)).toEqual([{ tax, gross }]);
});

test('F-2: create for one of three leaves the others ready; the preview offers them and takes them only when asked', async () => {
  const pipeline = await annaBoAndAQuestion();
  const chosen = await pipeline.itemOf(pipeline.annas[0]!);
  const selection = { kind: 'items' as const, ids: [chosen.facts.id] };

  const preview = await pipeline.desk.preview(selection, plain);
  const withOthers = await pipeline.desk.preview(selection, { ...plain, takeCustomersOthers: true });
  await pipeline.create(selection);

  expect(preview).toMatchObject({ offeredOthers: 2, documents: [{ lines: [{ itemId: chosen.facts.id }] }] });
  expect(withOthers).toMatchObject({ offeredOthers: 0, documents: [{ lines: { length: 3 } }] });
  expect(pipeline.documents().map((document) => document.lines.length)).toEqual([1]);
  expect(await Promise.all(pipeline.annas.map((id) => pipeline.stateOf(id)))).toEqual(['drafted', 'ready', 'ready']);
});

test("taking the customer's others puts them on the same draft", async () => {
  const pipeline = await annaBoAndAQuestion();
  const chosen = await pipeline.itemOf(pipeline.annas[0]!);

  await pipeline.create({ kind: 'items', ids: [chosen.facts.id] }, { takeCustomersOthers: true });

  expect(pipeline.documents()).toMatchObject([{ customerName: 'Anna Karlsen', lines: { length: 3 }, total: 225 }]);
});

test('create for one customer takes all of hers and nobody else', async () => {
  const pipeline = await annaBoAndAQuestion();

  await pipeline.create({ kind: 'customer', customerNumber: 'C00010' });

  expect(pipeline.documents()).toMatchObject([{ customerName: 'Anna Karlsen', lines: { length: 3 } }]);
});

/** C00010 is Anna in the salon's company and Liam in the studio's. */
async function oneNumberInTwoCompanies(): Promise<Pipeline & { annas: string[]; liams: string }> {
  const pipeline = await openPipeline({
    rules: {
      businesses: [
        { id: salon, company: 'Fjord Wellness ApS' },
        { id: studio, company: 'Hudson Studio Inc.' },
      ],
    },
  });
  const annas = [6, 7].map((hour) => pipeline.book({ at: `2026-06-09T0${hour}:00:00.000Z` }));
  const liam = { name: 'Liam Carter', emailAddress: 'liam@x.test' };
  const liams = pipeline.book({ business: studio, service: 'Headshot', who: [liam] });
  await pipeline.sync();
  return { ...pipeline, annas, liams };
}

test("NX-8: a customer's others are never those of another company's customer with the same number", async () => {
  const pipeline = await oneNumberInTwoCompanies();
  const [hers, his] = [await pipeline.itemOf(pipeline.annas[0]!), await pipeline.itemOf(pipeline.liams)];
  const selection = { kind: 'items' as const, ids: [hers.facts.id] };

  const preview = await pipeline.desk.preview(selection, plain);
  await pipeline.create(selection, { takeCustomersOthers: true });

  expect([hers, his].map((item) => item.billing.sellTo?.number)).toEqual(['C00010', 'C00010']);
  expect(preview.offeredOthers).toBe(1);
  expect(pipeline.documents()).toMatchObject([{ customerName: 'Anna Karlsen', lines: { length: 2 } }]);
  expect(await pipeline.stateOf(pipeline.liams)).toBe('ready');
});

test('BC-32: create for one customer takes those of the company that is named, and guesses none', async () => {
  const pipeline = await oneNumberInTwoCompanies();
  const { companyId } = (await pipeline.itemOf(pipeline.liams)).facts;
  const customer = { kind: 'customer' as const, customerNumber: 'C00010' };

  await expect(pipeline.create(customer)).rejects.toThrow(
    'Customer C00010 is somebody else in each of these companies: Hudson Studio Inc., Fjord Wellness ApS. Name the company too.',
  );
  await pipeline.create({ ...customer, companyId: companyId! });

  expect(await pipeline.stateOf(pipeline.liams)).toBe('drafted');
  expect(await Promise.all(pipeline.annas.map((id) => pipeline.stateOf(id)))).toEqual(['ready', 'ready']);
});

test('F-3: the same request a second time makes nothing and names the run that was first', async () => {
  const pipeline = await annaBoAndAQuestion();
  const ids = await Promise.all(pipeline.annas.map(async (id) => (await pipeline.itemOf(id)).facts.id));
  const first = await pipeline.create({ kind: 'items', ids });

  const second = await pipeline.create({ kind: 'items', ids });

  expect(pipeline.documents()).toHaveLength(1);
  const [draft] = pipeline.documents();
  expect(await pipeline.notesOf(second)).toEqual(
    ids.map(() => `Already on invoice ${draft!.number}, made by Kari (run ${first.id}).`),
  );
});

test('F-3: two processes that create at the same moment make each draft once between them', async () => {
  const pipeline = await annaBoAndAQuestion();
  const other = await pipeline.again();

  const runs = await Promise.all([pipeline.create(), other.create()]);

  expect(pipeline.documents().map((document) => [document.customerName, document.lines.length])).toEqual([
    ['Anna Karlsen', 3],
    ['Bo Krag', 2],
  ]);
  expect(runs.map((run) => run.counts.created ?? 0).reduce((a, b) => a + b)).toBe(2);
});

test('F-4, trap 7: a customer blocked in Business Central keeps only its own rows off; the others get their draft', async () => {
  const pipeline = await annaBoAndAQuestion();
  const { customerId } = pipeline.sandbox.businessCentral.control.state()[0]!.customers.find(({ name }) => name === 'Bo Krag')!;
  pipeline.sandbox.businessCentral.control.blockCustomer({ customerId, blocked: 'All' });

  const run = await pipeline.create();

  expect(pipeline.documents().map((document) => document.customerName)).toEqual(['Anna Karlsen']);
  expect(run.state).toBe('partly-failed');
  expect(await pipeline.stateOf(pipeline.bos[0]!)).toBe('blocked');
  expect((await pipeline.itemOf(pipeline.bos[0]!)).refusal?.message).toMatch(/refused the draft.*[Bb]locked/);
});

test('F-4: a block that is older than the card we know is noticed before drafting', async () => {
  const pipeline = await annaBoAndAQuestion();
  const { customerId, number } = pipeline.sandbox.businessCentral.control
    .state()[0]!
    .customers.find(({ name }) => name === 'Bo Krag')!;
  pipeline.sandbox.businessCentral.control.blockCustomer({ customerId, blocked: 'All' });
  pipeline.advance(13 * 3_600_000);

  const run = await pipeline.create();

  expect(pipeline.documents().map((document) => document.customerName)).toEqual(['Anna Karlsen']);
  expect(await pipeline.notesOf(run)).toContainEqual(
    expect.stringContaining(`Customer ${number} Bo Krag is blocked in Business Central`),
  );
});

test('a preview writes nothing, and a draft made from it is refused when the rows changed meanwhile', async () => {
  const pipeline = await annaBoAndAQuestion();
  const before = await pipeline.itemOf(pipeline.annas[0]!);
  const preview = await pipeline.desk.preview(everything, plain);
  const untouched = await pipeline.itemOf(pipeline.annas[0]!);
  await pipeline.desk.decide(
    [{ id: before.facts.id, version: null }],
    { kind: 'set-price', unitPrice: '75', quantity: '1' },
    'agreed',
    'Bo',
  );

  const late = pipeline.desk.create(everything, plain, preview.dataVersion, 'Kari');

  await expect(late).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('Rows changed since the preview'),
  });
  expect(untouched).toEqual(before);
  expect(pipeline.documents()).toEqual([]);
});

test('a draft made from a preview that still holds is what the preview showed', async () => {
  const pipeline = await annaBoAndAQuestion();
  const preview = await pipeline.desk.preview(everything, plain);

  const run = await pipeline.desk.create(everything, plain, preview.dataVersion, 'Kari');
  await pipeline.desk.work(run.id);

  const shown = preview.documents.map((document) => [document.customer.name, document.lines.map((line) => line.description)]);
  expect(pipeline.documents().map((document) => [document.customerName, document.lines.map((line) => line.description)])).toEqual(
    shown.sort(),
  );
});

test('a document date given once replaces the date of the rules', async () => {
  const pipeline = await annaBoAndAQuestion();

  await pipeline.create({ kind: 'customer', customerNumber: 'C00010' }, { invoiceDate: '2026-05-31' });

  expect(pipeline.documents()).toMatchObject([{ invoiceDate: '2026-05-31' }]);
});

test('a selection without any row is refused in words', async () => {
  const pipeline = await openPipeline();

  const nothing = pipeline.create();

  await expect(nothing).rejects.toThrow('Nothing is selected that could go on an invoice.');
});

test('a booking that ended after it was last read is asked for again before it is drafted', async () => {
  const pipeline = await openPipeline();
  const cancelled = pipeline.book();
  const kept = pipeline.book({ at: '2026-06-09T06:00:00.000Z', who: [anna] });
  await pipeline.sync();
  pipeline.advance(2 * 3_600_000);
  pipeline.sandbox.control.event({ kind: 'cancel', appointmentId: cancelled });

  await pipeline.create();

  expect(pipeline.documents()).toMatchObject([{ lines: { length: 1 } }]);
  expect(await pipeline.stateOf(kept)).toBe('drafted');
  expect(await pipeline.stateOf(cancelled)).toBe('blocked');
});

test('BC-32: a customer nobody has a booking of is told, instead of a run that makes nothing', async () => {
  const pipeline = await openPipeline();
  pipeline.book();
  await pipeline.sync();

  const preview = pipeline.desk.preview({ kind: 'customer', customerNumber: 'C0OO10' }, plain);

  await expect(preview).rejects.toThrow('No booking of customer C0OO10 is known here.');
});
