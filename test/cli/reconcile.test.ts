import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openShell, type Shell } from './program.js';

let shell: Shell;
let row: string;

/** Anna's row is drafted after the copy; then the copy takes the place of the database. */
beforeAll(async () => {
  shell = await openShell();
  shell.book('Anna Karlsen', 'anna@x.test');
  await shell.run('sync', '--once');
  row = (await shell.json('list')).rows[0].id;
  const database = join(shell.directory, 'bookledger.db');
  copyFileSync(database, `${database}.bak`);
  await shell.run('create', '--all');
  for (const part of ['-wal', '-shm']) rmSync(`${database}${part}`, { force: true });
  copyFileSync(`${database}.bak`, database);
}, 60_000);

afterAll(() => shell.close());

test('E-34: after a restored backup create drafts nothing, and reconcile names the document, its line and the row, until it is accepted', async () => {
  const refused = await shell.run('create', '--all');
  const synced = await shell.run('sync', '--once');
  const listed = await shell.run('reconcile', '--wide');
  const unexplained = await shell.run('reconcile', '--accept');
  await shell.run('exclude', row, '--invoiced-as', '1', '--reason', 'restored backup');
  const accepted = await shell.run('reconcile', '--accept', '--reason', 'restored backup');
  const after = await shell.run('reconcile');

  const [draft] = shell.sandbox.businessCentral.control
    .state()[0]!
    .drafts.filter(({ customerName }) => customerName === 'Anna Karlsen');
  expect([refused.code, refused.out + refused.err]).toEqual([0, expect.stringContaining('bookledger reconcile')]);
  expect([synced.code, synced.out]).toEqual([3, expect.stringMatching(/^Attention: Business Central has documents/m)]);
  expect(listed.code).toBe(3);
  expect(listed.out).toMatch(
    new RegExp(`^${draft!.number} +draft +Anna Karlsen +80\\.63 EUR .*${draft!.externalDocumentNumber} .*${row}`, 'm'),
  );
  expect([unexplained.code, unexplained.err]).toEqual([2, expect.stringContaining('--reason')]);
  expect([accepted.code, accepted.out]).toEqual([0, expect.stringContaining('1 document accepted.')]);
  expect([after.code, after.out]).toEqual([0, expect.stringContaining('knows every document')]);
}, 120_000);
