import { readCsv } from '../server/csv.js';
import { openShell, type Shell } from './program.js';

let shell: Shell;
let row: string;

beforeAll(async () => {
  shell = await openShell();
  shell.book('Anna Karlsen', 'anna@x.test');
  shell.book('Bo Krag', 'bo@x.test');
  await shell.run('sync', '--once');
  const list = await shell.json('list');
  row = list.rows.find(({ customer }: { customer: string }) => customer === 'Anna Karlsen').id;
  await shell.run('exclude', row, '--as', 'no-show-not-charged', '--reason', '=1+1 was ill');
  await shell.run('create', '--all');
}, 60_000);

afterAll(() => shell.close());

const parsed = (csv: string): Record<string, string>[] => {
  const [head = [], ...rows] = readCsv(csv, ',');
  return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])));
};

test('audit prints who did what and why, the latest first', async () => {
  const { code, out } = await shell.run('audit');

  const lines = out.split('\n');
  expect(code).toBe(0);
  expect(lines[0]).toMatch(/^When +Who +What +Row +From +To +Why$/);
  expect(lines.findIndex((line) => line.includes('drafted'))).toBeLessThan(lines.findIndex((line) => line.includes('was ill')));
  expect(out).toMatch(/\d+ entries\./);
});

test('audit of one row leaves out the others, also as CSV, in which no reason becomes a formula', async () => {
  const { out } = await shell.run('audit', '--item', row, '--csv');

  const entries = parsed(out);
  expect(entries.every(({ itemId }) => itemId === row)).toBe(true);
  expect(entries.map(({ reason }) => reason)).toContain("'=1+1 was ill");
});

test('audit of one document, by its number, tells the rows that went onto it', async () => {
  const [draft] = shell.sandbox.businessCentral.control
    .state()[0]!
    .drafts.filter(({ customerName }) => customerName === 'Bo Krag');

  const { out } = await shell.run('audit', '--invoice', draft!.number, '--json');

  const entries = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { action: string; after: string });
  expect(entries).toEqual([
    expect.objectContaining({ action: 'drafted', after: JSON.stringify({ key: draft!.externalDocumentNumber }) }),
  ]);
});

test.each([
  [['audit', '--since', '2026-02-31'], 2, 'is not a day'],
  [['audit', '--invoice', 'S-NOBODY'], 3, 'There is no document S-NOBODY'],
  [['audit', '--csv', '--json'], 2, 'not both'],
  [['audit', '--limit', 'many'], 2, 'is not a number of entries'],
])('%j says what to write instead', async (words, code, said) => {
  expect(await shell.run(...words)).toMatchObject({ code, err: expect.stringContaining(said) });
});

test('audit of a day to come is empty and says so', async () => {
  expect((await shell.run('audit', '--since', '2999-01-01')).out).toContain('Nothing was done yet');
});
