import type { ItemQuery } from '../../src/domain/filter.js';
import type { Problem } from '../../src/domain/problems.js';
import { creditWarnings } from '../../src/sync/credit.js';
import { anna, bo, closePipelines, everything, openPipeline, plain, type Pipeline } from './pipeline.js';

/** E-28: a payer's credit limit, against what they owe and the drafts of the preview. The company's local currency is euro. */
afterEach(closePipelines);

async function withLimit(creditLimit: string, prices: readonly number[] = [60]): Promise<Pipeline> {
  const pipeline = await openPipeline();
  for (const [at, price] of prices.entries()) pipeline.book({ price, at: `2026-06-0${at + 1}T06:00:00.000Z`, who: [anna] });
  await pipeline.sync();
  const [item] = (await pipeline.store.list.page(all, '2026-06-10T10:00:00.000Z', 0, 1)).rows;
  const customer = item!.item.billing.sellTo!;
  pipeline.sandbox.businessCentral.control.editRecord({ entitySet: 'customers', id: customer.id, fields: { creditLimit } });
  return pipeline;
}

const all: ItemQuery = { view: 'all', filters: [], search: '', sort: { column: 'startsAt', direction: 'ascending' } };

async function warningsOf(pipeline: Pipeline): Promise<Problem[][]> {
  const { documents } = await pipeline.desk.preview(everything, plain);
  return documents.map((document) => document.warnings);
}

async function owing(pipeline: Pipeline): Promise<void> {
  await pipeline.create();
  pipeline.sandbox.businessCentral.control.post({ invoiceId: pipeline.documents()[0]!.invoiceId });
  pipeline.book({ price: 40, at: '2026-06-09T06:00:00.000Z' });
  await pipeline.sync();
}

test('E-28: the preview warns when what is owed and the drafts together go over the limit', async () => {
  const pipeline = await withLimit('100');
  await owing(pipeline);

  const [[warning]] = (await warningsOf(pipeline)) as [[Problem]];

  // 60 and 40 with 25 % VAT, as Business Central taxed the same before.
  expect(warning).toMatchObject({ code: 'over-credit-limit', severity: 'warns' });
  expect(warning.message).toBe(
    'Customer C00010 Anna Karlsen owes 75 EUR. With 50 on these drafts it is 125, over the credit limit of 100. Agree on it before posting.',
  );
});

test('E-28: up to the limit, and without one, nothing is said', async () => {
  const within = await withLimit('125');
  await owing(within);
  const without = await withLimit('0', [9000]);

  expect(await warningsOf(within)).toEqual([[]]);
  expect(await warningsOf(without)).toEqual([[]]);
});

test('E-28: a limit is in local currency: documents in another are not compared with it', async () => {
  const pipeline = await withLimit('100');
  const [draft] = (await pipeline.desk.preview(everything, plain)).documents;
  const abroad = { ...draft!, currency: 'USD', expectedTotal: '9000' };
  const here = { ...draft!, expectedTotal: '9000' };

  const warnings = await creditWarnings(pipeline.context, [abroad, here]);

  expect([warnings.has(abroad), warnings.has(here)]).toEqual([false, true]);
  expect(warnings.get(here)).toMatchObject([{ message: expect.stringContaining('owes 0 EUR. With 9000 on these drafts') }]);
});

test('E-28: where the balance cannot be read the limit is told, and that the balance is not known', async () => {
  const pipeline = await withLimit('100');
  const action = { kind: 'status', status: 403 } as const;
  pipeline.sandbox.control.addFault({ system: 'businessCentral', pattern: 'customerFinancialDetails', times: null, action });

  const [[warning]] = (await warningsOf(pipeline)) as [[Problem]];

  expect(warning.message).toContain('has a credit limit of 100 EUR, and these drafts come to 60.');
  expect(warning.message).toContain('could not be read');
});

test('E-28: where limits cannot be read at all the preview is shown and says so', async () => {
  const pipeline = await withLimit('100');
  pipeline.book({ who: [bo] });
  const action = { kind: 'status', status: 403 } as const;
  pipeline.sandbox.control.addFault({ system: 'businessCentral', pattern: '\\$batch|customers', times: null, action });

  const [warnings] = await warningsOf(pipeline);

  expect(warnings!.map(({ message }) => message)).toEqual([expect.stringContaining('Credit limits could not be read')]);
});
