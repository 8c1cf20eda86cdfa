import type { AuditEntry } from '../../src/domain/audit-store.js';
import type { SyncContext } from '../../src/sync/context.js';
import { pruneAudit } from '../../src/sync/retention.js';
import { auditEntry } from '../store/builders.js';
import { closePipelines, day, minute, openPipeline, type Pipeline } from './pipeline.js';

afterEach(closePipelines);

const keepTenDays = (pipeline: Pipeline) =>
  pipeline.again({ settings: { ...pipeline.context.settings, retention: { auditMs: 10 * day } } });
const entriesOf = async (pipeline: Pipeline, scope: { itemId?: string } = {}): Promise<AuditEntry[]> =>
  (await pipeline.store.audit.list(scope, 0, 1000)).rows;
const prunings = async (pipeline: Pipeline) => (await entriesOf(pipeline)).filter(({ action }) => action === 'audit-pruned');

test('D.1.14: the audit of what is paid ends with the retention, that of drafts and open rows stays, and one entry says what went', async () => {
  const pipeline = await keepTenDays(await openPipeline());
  const [paid, drafted] = [pipeline.book({ at: '2026-06-08T06:00:00.000Z' }), pipeline.book({ at: '2026-06-09T06:00:00.000Z' })];
  const open = pipeline.book({ price: 0 });
  await pipeline.sync();
  const [paidId, draftedId, openId] = await Promise.all(
    [paid, drafted, open].map(async (id) => (await pipeline.itemOf(id)).facts.id),
  );
  await pipeline.desk.decide([{ id: openId!, version: null }], { kind: 'confirm', on: true }, 'Seen', 'Kari');
  await pipeline.create({ kind: 'items', ids: [paidId!] });
  await pipeline.create({ kind: 'items', ids: [draftedId!] });
  const inErp = (await pipeline.store.invoices.find((await pipeline.itemOf(paid)).invoiceId!))!.erp!.id;
  const ledger = pipeline.sandbox.businessCentral.control;
  ledger.post({ invoiceId: inErp });
  ledger.pay({ invoiceId: inErp });
  await pipeline.sync();

  pipeline.advance(20 * day);
  await pipeline.sync();
  await pipeline.sync();

  const left = await Promise.all(
    [paidId, draftedId, openId].map(async (id) => (await entriesOf(pipeline, { itemId: id! })).length),
  );
  const [entry, ...more] = await prunings(pipeline);
  expect(left.map((count) => count > 0)).toEqual([false, true, true]);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ actor: 'system', itemId: null });
  expect(JSON.parse(entry!.after!)).toEqual({ entries: expect.any(Number), before: '2026-06-20T10:00:00.000Z' });
});

test('D.1.14: a round that was stopped goes on where it was, and its entry counts all of it', async () => {
  const pipeline = await keepTenDays(await openPipeline());
  const old = Array.from({ length: 1_200 }, (_, at) => auditEntry({ at: '2026-01-01T00:00:00.000Z', reason: `entry ${at}` }));
  await pipeline.store.audit.append([...old, auditEntry({ at: pipeline.now(), reason: 'young' })]);
  const { transaction } = pipeline.store;
  let lumps = 0;
  const stopped: SyncContext = {
    ...pipeline.context,
    store: {
      ...pipeline.store,
      transaction: async (...work) => {
        if ((lumps += 1) === 2) throw new Error('killed');
        return transaction(...work);
      },
    },
  };

  await expect(pruneAudit(stopped)).rejects.toThrow('killed');
  const between = (await pipeline.store.audit.list({}, 0, 1)).total;
  pipeline.advance(minute);
  const { counts } = await pruneAudit(pipeline.context);

  expect(between).toBe(701);
  expect(counts).toEqual({ removed: 1_200 });
  expect((await entriesOf(pipeline)).map(({ action, reason }) => action === 'audit-pruned' || reason)).toEqual([true, 'young']);
  expect((await prunings(pipeline)).map(({ after }) => JSON.parse(after!) as unknown)).toMatchObject([{ entries: 1_200 }]);
});

test('D.1.14: without a retention the audit is kept for ever', async () => {
  const pipeline = await openPipeline();
  await pipeline.store.audit.append([auditEntry({ at: '1999-01-01T00:00:00.000Z' })]);

  await pipeline.sync();

  expect((await entriesOf(pipeline)).length).toBe(1);
});
