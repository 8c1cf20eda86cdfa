import { closePipelines, hour, openPipeline, type Pipeline } from './pipeline.js';

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

test('D.1.8: the credit memo that cancelled an invoice is found, kept with it and written into its history, once', async () => {
  const pipeline = await oneDrafted();
  const { number } = ledger(pipeline).post({ invoiceId: pipeline.invoiceId });
  await pipeline.sync();
  ledger(pipeline).cancel({ invoiceId: pipeline.invoiceId });

  await pipeline.sync();
  pipeline.advance(hour);
  await pipeline.sync();

  const invoice = await ours(pipeline);
  const { rows } = await pipeline.store.audit.list({ invoiceId: invoice.id }, 0, 20);
  expect(invoice).toMatchObject({ erp: { number, status: 'canceled' }, creditMemo: { date: expect.stringMatching(/^2026-/) } });
  expect(invoice.creditMemo!.number).not.toBe('');
  expect(rows.filter(({ action }) => action === 'credited-in-erp')).toMatchObject([
    { actor: 'system', after: JSON.stringify({ number: invoice.creditMemo!.number, date: invoice.creditMemo!.date }) },
  ]);
});

test('D.1.8: a credit memo finance posts for an invoice is linked; one that is only a draft is not', async () => {
  const pipeline = await oneDrafted();
  ledger(pipeline).post({ invoiceId: pipeline.invoiceId });
  await pipeline.sync();
  const { creditMemoId } = ledger(pipeline).makeCorrectiveCreditMemo({ invoiceId: pipeline.invoiceId });
  await pipeline.sync();
  const before = await ours(pipeline);

  ledger(pipeline).postCreditMemo({ creditMemoId });
  await pipeline.sync();

  expect(before.creditMemo).toBeUndefined();
  expect((await ours(pipeline)).creditMemo).toMatchObject({ id: creditMemoId });
});

test('D.1.8: an invoice paid with money has no credit memo and is not asked for again', async () => {
  const pipeline = await oneDrafted();
  ledger(pipeline).post({ invoiceId: pipeline.invoiceId });
  ledger(pipeline).pay({ invoiceId: pipeline.invoiceId });
  await pipeline.sync();

  const invoice = await ours(pipeline);
  expect(invoice).toMatchObject({ erp: { status: 'paid' } });
  expect(invoice.creditMemo).toBeUndefined();
  expect(await pipeline.store.invoices.listWithoutCreditMemo(invoice.companyId, 10)).toEqual([]);
});

test('D.1.8: a question for credit memos that fails does not fail the step, and is put again', async () => {
  const pipeline = await oneDrafted();
  ledger(pipeline).post({ invoiceId: pipeline.invoiceId });
  ledger(pipeline).cancel({ invoiceId: pipeline.invoiceId });
  const action = { kind: 'status', status: 500 } as const;
  pipeline.sandbox.control.addFault({ system: 'businessCentral', pattern: 'salesCreditMemos', times: null, action });

  const run = await pipeline.sync();
  const before = await ours(pipeline);
  pipeline.sandbox.control.clearFaults();
  pipeline.advance(hour);
  await pipeline.sync();

  expect(run.state).toBe('done');
  expect(before).toMatchObject({ erp: { status: 'canceled' } });
  expect(before.creditMemo).toBeUndefined();
  expect((await ours(pipeline)).creditMemo).toBeDefined();
});
