import { closePipelines, day, hour, openPipeline, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

async function oneDrafted(): Promise<Pipeline & { booked: string; invoiceId: string; draftNumber: string }> {
  const pipeline = await openPipeline();
  const booked = pipeline.book();
  await pipeline.sync();
  await pipeline.create();
  const [draft] = pipeline.documents();
  return { ...pipeline, booked, invoiceId: draft!.invoiceId, draftNumber: draft!.number };
}

const ledger = (pipeline: Pipeline) => pipeline.sandbox.businessCentral.control;
const ours = async (pipeline: Pipeline & { booked: string }) =>
  (await pipeline.store.invoices.find((await pipeline.itemOf(pipeline.booked)).invoiceId!))!;

test('F-20: a posted draft is followed to its posted number; the number of the draft is kept', async () => {
  const pipeline = await oneDrafted();
  const { number } = ledger(pipeline).post({ invoiceId: pipeline.invoiceId });

  await pipeline.sync();

  expect(number).not.toBe(pipeline.draftNumber);
  expect(await pipeline.stateOf(pipeline.booked)).toBe('posted');
  expect(await ours(pipeline)).toMatchObject({ draftNumber: pipeline.draftNumber, erp: { number } });
});

test('trap 10, E-19: a posted invoice is followed to paid, and a cancelled one to credited', async () => {
  const paid = await oneDrafted();
  const cancelled = await oneDrafted();
  ledger(paid).post({ invoiceId: paid.invoiceId });
  ledger(paid).pay({ invoiceId: paid.invoiceId });
  ledger(cancelled).post({ invoiceId: cancelled.invoiceId });
  ledger(cancelled).cancel({ invoiceId: cancelled.invoiceId });

  await paid.sync();
  await cancelled.sync();

  expect([await paid.stateOf(paid.booked), await cancelled.stateOf(cancelled.booked)]).toEqual(['paid', 'credited']);
});

test('a line that finance changes on the draft is read again: the row shows the tax BC has now', async () => {
  const pipeline = await oneDrafted();
  const taxOf = async () => {
    const { facts } = await pipeline.itemOf(pipeline.booked);
    return (await pipeline.store.invoices.lineAmounts([facts.id])).get(facts.id);
  };
  const before = await taxOf();
  ledger(pipeline).editLine({ invoiceId: pipeline.invoiceId, lineNo: 1, changes: { unitPrice: 10 } });

  await pipeline.sync();

  expect(before).toMatchObject({ net: '60' });
  expect(await taxOf()).toEqual({ net: '10', tax: '2.5', gross: '12.5', taxPercent: '25' });
});

test('trap 5: each booking of a document keeps its own amount when the document is posted', async () => {
  const pipeline = await openPipeline();
  const booked = [40, 60].map((price, at) => pipeline.book({ price, at: `2026-06-0${at + 1}T06:00:00.000Z` }));
  await pipeline.sync();
  await pipeline.create();
  ledger(pipeline).post({ invoiceId: pipeline.documents()[0]!.invoiceId });

  await pipeline.sync();

  const items = await Promise.all(booked.map((id) => pipeline.itemOf(id)));
  expect(items.map((item) => [item.stage, item.billing.amount])).toEqual([
    ['posted', '40'],
    ['posted', '60'],
  ]);
});

test('F-19, E-17: a draft deleted by hand gives its rows back with history, and nothing makes it again by itself', async () => {
  const pipeline = await oneDrafted();
  ledger(pipeline).deleteDraft({ invoiceId: pipeline.invoiceId });

  await pipeline.sync();
  pipeline.advance(day);
  await pipeline.sync();

  const item = await pipeline.itemOf(pipeline.booked);
  expect(item).toMatchObject({ stage: 'ready', invoiceId: null });
  expect(pipeline.documents()).toEqual([]);
  const { rows } = await pipeline.store.audit.list({ itemId: item.facts.id }, 0, 10);
  expect(rows[0]).toMatchObject({
    action: 'draft-deleted-in-erp',
    actor: 'system',
    before: JSON.stringify({ number: pipeline.draftNumber }),
  });
});

test('a row whose draft was deleted can be drafted anew, under another key', async () => {
  const pipeline = await oneDrafted();
  const [first] = pipeline.documents();
  ledger(pipeline).deleteDraft({ invoiceId: pipeline.invoiceId });
  await pipeline.sync();

  await pipeline.create();

  expect(pipeline.documents()).toHaveLength(1);
  expect(pipeline.documents()[0]!.externalDocumentNumber).not.toBe(first!.externalDocumentNumber);
});

test('an invoice that was posted and is hidden from us is not taken for deleted', async () => {
  const pipeline = await oneDrafted();
  ledger(pipeline).post({ invoiceId: pipeline.invoiceId });
  ledger(pipeline).hidePostedInvoices({ hidden: true });

  const run = await pipeline.sync();

  expect(await pipeline.stateOf(pipeline.booked)).toBe('drafted');
  expect(run.steps.find((step) => step.name === 'settle')!.counts).toMatchObject({ deleted: 0, unclear: 1 });
});

test('the right to see posted invoices is proven anew each time, for it may be taken away', async () => {
  const pipeline = await oneDrafted();
  const second = pipeline.book({ at: '2026-06-09T06:00:00.000Z' });
  await pipeline.sync();
  await pipeline.create();
  ledger(pipeline).deleteDraft({ invoiceId: pipeline.invoiceId });
  await pipeline.sync();

  const [other] = pipeline.documents();
  ledger(pipeline).post({ invoiceId: other!.invoiceId });
  ledger(pipeline).hidePostedInvoices({ hidden: true });
  pipeline.advance(hour);
  await pipeline.sync();

  expect(await pipeline.stateOf(pipeline.booked)).toBe('ready');
  expect(await pipeline.stateOf(second)).toBe('drafted');
});

test('an untouched draft can be withdrawn: it is deleted there, its rows return, and the history names who did it', async () => {
  const pipeline = await oneDrafted();

  await pipeline.desk.withdraw((await ours(pipeline)).id, 'Kari');

  expect(pipeline.documents()).toEqual([]);
  const item = await pipeline.itemOf(pipeline.booked);
  expect(item).toMatchObject({ stage: 'ready', invoiceId: null });
  const { rows } = await pipeline.store.audit.list({ itemId: item.facts.id }, 0, 1);
  expect(rows[0]).toMatchObject({ action: 'withdrawn', actor: 'Kari' });
});

test.each([
  ['edited', 'Somebody edited draft'],
  ['posted', 'is no longer a draft'],
])('a draft that finance %s is theirs: withdrawing it is refused', async (what, sentence) => {
  const pipeline = await oneDrafted();
  const { invoiceId } = pipeline;
  if (what === 'edited') ledger(pipeline).editLine({ invoiceId, changes: { unitPrice: 10 } });
  else ledger(pipeline).post({ invoiceId });

  const withdrawal = pipeline.desk.withdraw((await ours(pipeline)).id, 'Kari');

  await expect(withdrawal).rejects.toThrow(sentence);
  expect(pipeline.documents()).toHaveLength(1);
});

test.each([
  ['the price of a line', { unitPrice: 10 }],
  ['the text of a line', { description: 'As agreed with Anna' }],
])('D.1.13: a draft on which finance changed %s stays theirs after a sync has followed the change', async (_, changes) => {
  const pipeline = await oneDrafted();
  ledger(pipeline).editLine({ invoiceId: pipeline.invoiceId, lineNo: 1, changes });
  pipeline.advance(hour);
  await pipeline.sync();

  await expect(pipeline.desk.withdraw((await ours(pipeline)).id, 'Kari')).rejects.toThrow('Somebody edited draft');

  expect(pipeline.documents()).toHaveLength(1);
});

test('E-17: a draft that was posted and is hidden from us cannot be withdrawn: its rows would be billed again', async () => {
  const pipeline = await oneDrafted();
  const { id } = await ours(pipeline);
  ledger(pipeline).post({ invoiceId: pipeline.invoiceId });
  ledger(pipeline).hidePostedInvoices({ hidden: true });

  await expect(pipeline.desk.withdraw(id, 'Kari')).rejects.toThrow('cannot be seen in Business Central');

  expect(await pipeline.stateOf(pipeline.booked)).toBe('drafted');
});

test('a draft that finance has deleted can be withdrawn before that is noticed: its rows return', async () => {
  const pipeline = await oneDrafted();
  const { id } = await ours(pipeline);
  ledger(pipeline).deleteDraft({ invoiceId: pipeline.invoiceId });

  await pipeline.desk.withdraw(id, 'Kari');

  expect(await pipeline.stateOf(pipeline.booked)).toBe('ready');
});

test('one company that does not answer does not keep the documents of another from being followed', async () => {
  const businesses = [
    { id: 'salon@fjord.test', company: 'Fjord Wellness ApS' },
    { id: 'studio@hudson.test', company: 'Hudson Studio Inc.' },
  ];
  const pipeline = await openPipeline({ rules: { businesses } });
  const salons = pipeline.book();
  const studios = pipeline.book({
    business: 'studio@hudson.test',
    service: 'Headshot',
    who: [{ name: 'Liam Carter', emailAddress: 'liam@x.test' }],
  });
  await pipeline.sync();
  await pipeline.create();
  const [fjord, hudson] = ledger(pipeline).state();
  const draftOf = (company: typeof fjord) => company!.drafts.find((draft) => draft.externalDocumentNumber.startsWith('BKG-'))!;
  ledger(pipeline).post({ invoiceId: draftOf(fjord).invoiceId });
  ledger(pipeline).post({ invoiceId: draftOf(hudson).invoiceId });
  const action = { kind: 'status', status: 500 } as const;
  pipeline.sandbox.control.addFault({ system: 'businessCentral', pattern: fjord!.companyId, times: null, action });

  const run = await pipeline.sync();

  expect(run.state).toBe('partly-failed');
  expect([await pipeline.stateOf(salons), await pipeline.stateOf(studios)]).toEqual(['drafted', 'posted']);
});
