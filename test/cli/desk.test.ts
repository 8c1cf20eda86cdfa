import { openShell, type Shell } from './program.js';

let shell: Shell;
/** Row ids by the name of who booked. */
let rows: Map<string, string>;

beforeAll(async () => {
  shell = await openShell();
  shell.book('Anna Karlsen', 'anna@x.test');
  shell.book('Anna Karlsen', 'anna@x.test');
  shell.book('Mette Holm', 'shared@family.test');
  shell.book('Walk-in guest', null);
  shell.book('Bo Krag', 'bo@x.test');
  const synced = await shell.run('sync', '--once');
  expect(synced).toMatchObject({ code: 0, out: expect.stringContaining('Synced.') });
  const list = await shell.json('list');
  rows = new Map(list.rows.map((row: { customer: string; id: string }) => [row.customer, row.id]));
}, 60_000);

afterAll(() => shell.close());

const drafts = () =>
  shell.sandbox.businessCentral.control.state()[0]!.drafts.filter((draft) => draft.externalDocumentNumber.startsWith('BKG-'));

test('list prints amounts with all digits of the currency, the sums, the reasons and the age of the data', async () => {
  const { code, out } = await shell.run('list');

  expect(code).toBe(0);
  expect(out).toMatch(/Anna Karlsen +Swedish massage +64\.50 +EUR +ready/);
  expect(out).toMatch(/Mette Holm .* blocked +2 customers have the e-mail address shared@family\.test/);
  expect(out).toContain('5 rows. Together 322.50 EUR in 5 rows.');
  expect(out).toMatch(/salon@fjord\.test: data as of \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
});

test('no line of a list ends in blanks', async () => {
  const { out } = await shell.run('list');

  const lines = out.split('\n');
  expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
});

test('list --json and --csv tell machines the same rows', async () => {
  const json = await shell.json('list', '--view', 'ready');
  const csv = await shell.run('list', '--view', 'ready', '--csv');

  expect(json.rows.map((row: { state: string }) => row.state)).toEqual(['ready', 'ready', 'ready']);
  expect(csv.out.trim().split('\n')).toHaveLength(4);
  expect(csv.out).toContain(json.rows[0].id);
});

test('list --by-payer sums up by payer and currency, for people and for machines (D.1.4)', async () => {
  const text = await shell.run('list', '--by-payer');
  const ready = await shell.json('list', '--by-payer', '--view', 'ready', '--limit', '1');
  const csv = await shell.run('list', '--by-payer', '--csv');

  expect(text.out).toMatch(/^C00010 +Anna Karlsen +2 +2 +129\.00 +EUR$/m);
  expect(text.out).toMatch(/^\(nobody yet\) +2 +2 +129\.00 +EUR$/m);
  expect(ready).toMatchObject({ total: 2, payers: [{ billToNumber: 'C00010', count: 2, amount: '129.00', currency: 'EUR' }] });
  expect(csv.out).toMatch(/^[^,]+,C00010,Anna Karlsen,2,2,129\.00,0,,,EUR$/m);
});

test('preview shows the drafts with their sum, groups what is left out by reason, and writes nothing', async () => {
  const { code, out } = await shell.run('preview', '--all');

  expect(code).toBe(0);
  expect(out).toContain('2 drafts would be created, together 193.50 EUR. Nothing was written.');
  expect(out).toMatch(/C00010 Anna Karlsen: 129\.00 EUR, dated \d{4}-\d\d-\d\d/);
  expect(out).toMatch(/1 +64\.50 +64\.50/);
  expect(out).toContain('2 rows left out:');
  expect(out).toMatch(/1 × {2}Walk-in guest has no e-mail address/);
  expect(drafts()).toEqual([]);
});

test('a decision made here is kept with the name of who made it, and can be taken back', async () => {
  const row = rows.get('Bo Krag')!;

  const excluded = await shell.run('exclude', row, '--reason', 'goodwill');
  const shown = await shell.run('list', '--view', 'excluded');
  const undone = await shell.run('undo', row);

  expect(excluded).toMatchObject({ code: 0, out: '1 row changed.\n' });
  expect(shown.out).toContain('charge removed by kari (command line): goodwill');
  expect(undone).toMatchObject({ code: 0, out: '1 row changed.\n' });
});

test('mark as invoiced elsewhere names the document', async () => {
  const row = rows.get('Walk-in guest')!;

  await shell.run('exclude', row, '--reason', 'paid at the desk', '--invoiced-as', '103001');
  const shown = await shell.run('list', '--view', 'excluded');
  await shell.run('undo', row);

  expect(shown.out).toContain('marked invoiced by kari (command line): paid at the desk (103001)');
});

test('assign and map say what was remembered and how many rows follow', async () => {
  const assigned = await shell.run('assign', rows.get('Walk-in guest')!, 'C00090');
  const mapped = await shell.run('map', rows.get('Bo Krag')!, 'S-FACIAL');
  const back = await shell.run('map', rows.get('Bo Krag')!, 'S-MASSAGE');

  expect(assigned).toMatchObject({ code: 0, out: 'Remembered: customer C00090 Lena Friis. 1 row follow.\n' });
  expect(mapped.out).toBe('Remembered: item S-FACIAL Facial treatment. 5 rows follow.\n');
  expect(back.code).toBe(0);
});

test('create makes the drafts, reports totals and groups what was skipped; a second time nothing is made', async () => {
  const made = await shell.run('create', '--all');
  const again = await shell.run('create', '--all');

  expect(made.code).toBe(0);
  expect(made.err).toMatch(/Working on 5 rows/);
  expect(made.out).toContain('3 drafts created. Nothing was posted or sent.');
  expect(made.out).toMatch(/C00010 Anna Karlsen +2 +129\.00 +129\.00 +EUR +BKG-/);
  expect(made.out).toMatch(/1 row skipped:\n +1 × {2}2 customers have the e-mail address/);
  expect(again.out).toContain('No draft was created.');
  expect(drafts()).toHaveLength(3);
});

test('runs lists what was done, and one run tells its steps and notes', async () => {
  const [latest] = (await shell.json('runs')) as { id: string; kind: string }[];
  const list = await shell.run('runs');
  const one = await shell.run('runs', latest!.id);

  expect(latest!.kind).toBe('create');
  expect(list.out).toMatch(/create +done +kari \(command line\) +[0-9a-f-]{36} +3 drafts of 5 rows/);
  expect(one).toMatchObject({ code: 0, out: expect.stringMatching(/push: nothing to do[\s\S]*1 × {2}2 customers have/) });
});
