import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open.js';
import type { Store } from '../../src/domain/store.js';
import { readAhead } from '../../src/sync/erp-ahead.js';
import { acceptDocuments, findUnknownDocuments } from '../../src/sync/reconcile.js';
import { bo, closePipelines, day, everything, openPipeline, plain, type Pipeline } from './pipeline.js';

const folder = mkdtempSync(join(tmpdir(), 'bookledger-restored-'));
const stores: Store[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await closePipelines();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The database of a pipeline as it is now, put aside. */
function backUp(pipeline: Pipeline, name: string): string {
  const file = join(folder, `${name}.db`);
  const database = pipeline.app.config.database.replace(/^sqlite:/, '');
  for (const part of ['', '-wal', '-shm']) cpSync(`${database}${part}`, `${file}${part}`);
  return file;
}

/** The program on a database that was put aside earlier. */
async function restored(pipeline: Pipeline, file: string, settings = pipeline.context.settings): Promise<Pipeline> {
  const store = await openStore({ kind: 'sqlite', file });
  stores.push(store);
  return pipeline.again({ store, settings });
}

/** Anna's booking is drafted after the backup; the restored database believes that it is still to be billed. */
async function oneAhead(name: string): Promise<{ before: Pipeline; after: Pipeline; booked: string }> {
  const before = await openPipeline();
  const booked = before.book();
  await before.sync();
  const file = backUp(before, name);
  await before.create();
  return { before, after: await restored(before, file), booked };
}

const ahead = /Business Central has documents with keys of ours that this database does not know: 1\d+ \(1 in all\)/;

test('E-34: a restored database drafts nothing that was drafted since, and says what an administrator must do', async () => {
  const { after, booked } = await oneAhead('stop');
  await after.sync();
  const said = await readAhead(after);

  const preview = await after.desk.preview(everything, plain, 'Kari');
  const run = await after.create();

  expect(await after.stateOf(booked)).toBe('ready');
  expect(said).toEqual([[expect.objectContaining({ sentence: 'erp-ahead' })]]);
  expect(preview.documents).toEqual([]);
  expect(preview.leftOut.flatMap(({ reasons }) => reasons.map(({ message }) => message))).toEqual([expect.stringMatching(ahead)]);
  expect(await after.notesOf(run)).toEqual([expect.stringMatching(ahead)]);
  expect(after.documents()).toHaveLength(1);
});

test('E-34, E-30: an intent written while Business Central could not be asked is held back when it can', async () => {
  const { after } = await oneAhead('outage');
  await after.sync();
  const asking = { system: 'businessCentral', pattern: '/salesInvoices' } as const;
  after.sandbox.control.addFault({ ...asking, times: null, action: { kind: 'status', status: 503 } });
  const during = await after.create();
  after.sandbox.control.clearFaults();
  after.advance(day);
  await after.sync();

  const [waiting] = (await after.store.invoices.list({ push: [], search: '', varianceOnly: false, offset: 0, limit: 10 })).rows;

  expect(during.state).toBe('waiting');
  expect(waiting).toMatchObject({ push: 'intended', problem: { message: expect.stringMatching(ahead) } });
  expect(after.documents()).toHaveLength(1);
});

test('E-34: the unknown documents are told with the rows they bill; once these are dealt with, the rest is drafted', async () => {
  const { after, booked } = await oneAhead('accept');
  const other = after.book({ who: [bo], at: '2026-06-09T06:00:00.000Z' });
  await after.sync();
  const { facts } = await after.itemOf(booked);

  const unknown = await findUnknownDocuments(after.context);
  await after.desk.decide(
    [{ id: facts.id, version: null }],
    { kind: 'exclude', reason: 'marked-invoiced', reference: unknown[0]!.number },
    'Restored backup',
    'Kari',
  );
  await acceptDocuments(after.context, unknown, { actor: 'Kari', reason: 'Restored backup' });
  await after.create();

  const [draft] = after.documents();
  expect(unknown).toMatchObject([{ key: draft!.externalDocumentNumber, number: draft!.number, lines: [{ rows: [facts.id] }] }]);
  expect([await after.stateOf(booked), await after.stateOf(other)]).toEqual(['excluded', 'drafted']);
  expect(after.documents()).toHaveLength(2);
  expect(await findUnknownDocuments(after.context)).toEqual([]);
  expect(await readAhead(after)).toEqual([]);
  const { rows } = await after.store.audit.list({}, 0, 50);
  expect(rows).toContainEqual(
    expect.objectContaining({ action: 'documents-accepted', actor: 'Kari', reason: 'Restored backup' }),
  );
});

test('E-34: a database that was lost altogether finds every document, however old', async () => {
  const before = await openPipeline();
  before.book();
  await before.sync();
  await before.create();
  before.advance(300 * day);
  const lost = await restored(before, join(folder, 'lost.db'));
  lost.book({ at: '2027-04-01T06:00:00.000Z' });
  await lost.sync();

  await lost.create();

  expect(await findUnknownDocuments(lost.context)).toHaveLength(1);
  expect(lost.documents()).toHaveLength(1);
});

test('documents of another Bookledger in the same company can be ignored, and our own are asked for once', async () => {
  const { before, after } = await oneAhead('ignore');
  const ignoring = await before.again({
    store: after.store,
    settings: { ...after.context.settings, safeguards: { ...after.context.settings.safeguards, unknownDocuments: 'ignore' } },
  });
  before.book({ who: [bo], at: '2026-06-09T06:00:00.000Z' });
  await before.sync();
  await ignoring.sync();
  before.sandbox.control.clearCounters();

  await before.create();
  const asked = before.answers('businessCentral', 'GET salesInvoices');
  await ignoring.create();

  expect(asked).toBeLessThanOrEqual(2);
  expect(ignoring.documents().length).toBeGreaterThan(2);
});
