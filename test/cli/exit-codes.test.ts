import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openShell, type Shell } from './program.js';

let shell: Shell;

beforeAll(async () => {
  shell = await openShell();
}, 30_000);

afterAll(() => shell.close());

test.each([
  [['list', '--view', 'nonsense'], 'There is no view "nonsense". Choose one of not-invoiced,'],
  [['list', '--limit', 'many'], '"many" is not a number of rows.'],
  [['create'], 'Say which rows: --all, --customer NUMBER, or --item ROW'],
  [['create', '--all', '--date', '2026-02-31'], '"2026-02-31" is not a day.'],
  [['create', '--all'], 'Nothing is selected that could go on an invoice.'],
  [['exclude', 'x', '--reason', 'y', '--as', 'whim'], 'There is no reason "whim". Choose one of'],
  [['migrate', '--sql', 'oracle'], '"oracle" is not a database.'],
  [['nosuch'], "unknown command 'nosuch'"],
  [['list', '--csv', '--json'], 'Choose --csv or --json, not both.'],
  [['demo', '--port', 'http'], '"http" is not a port.'],
  [['templates', 'validate', '--directory', 'nowhere'], 'there is no folder '],
  [['templates', 'import', 'nowhere.yaml'], 'Nothing was imported: there is no file '],
])('%j is misuse: exit code 2 and a sentence, no stack', async (args, sentence) => {
  const { code, out, err } = await shell.run(...args);

  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(sentence);
  expect(err).not.toMatch(/\n {4}at /);
});

test.each([
  [['create', '--item', 'nowhere'], 'There is no row nowhere.'],
  [['assign', 'nowhere', 'C00010'], 'This row no longer exists.'],
  [['exclude', 'nowhere', '--reason', 'y'], 'nowhere: This row no longer exists.'],
  [['retry', 'nowhere'], 'None of these rows could be looked at again.'],
  [['runs', 'nowhere'], 'There is no run nowhere.'],
])('%j finds nothing to do: exit code 3 and a sentence', async (args, sentence) => {
  const { code, out, err } = await shell.run(...args);

  expect(code).toBe(3);
  expect(out + err).toContain(sentence);
});

test('a configuration that cannot be used is told with file, line and every fault at once: exit code 2', async () => {
  const file = join(shell.directory, 'broken.yaml');
  const broken = readFileSync(shell.file, 'utf8')
    .replace('retries: 2', 'retries: often')
    .replace('minDelay: 1ms', 'minDelay: soon');
  writeFileSync(file, broken);

  const { code, err } = await shell.run('list', '--config', file);

  expect(code).toBe(2);
  expect(err).toMatch(/The configuration cannot be used:\n.*broken\.yaml:\d+ {2}retry\.retries: /);
  expect(err).toMatch(/broken\.yaml:\d+ {2}retry\.minDelay: "soon" is not a duration/);
});

test('an empty list says how old the data is instead of just being empty', async () => {
  const { code, out } = await shell.run('list');

  expect(code).toBe(0);
  expect(out).toBe('No rows in the view "not-invoiced".\nsalon@fjord.test: never read completely\n');
});

test('migrate prints the script for either database without a configuration, and says when there is nothing to do', async () => {
  const mssql = await shell.run('migrate', '--sql', 'mssql');
  const sqlite = await shell.run('migrate', '--sql', 'sqlite');
  const done = await shell.run('migrate');

  expect(mssql.out).toMatch(/CREATE TABLE .*nvarchar/s);
  expect(sqlite.out).toMatch(/CREATE TABLE/);
  expect(sqlite.out).not.toMatch(/nvarchar/);
  expect(done).toMatchObject({ code: 0, out: 'The database is up to date.\n' });
});

test('check proves both sides and names what to do about a failed one: exit code 3', async () => {
  const good = await shell.run('check');
  shell.sandbox.businessCentral.control.settings({ denied: ['read salesInvoices'] });
  const bad = await shell.run('check');
  const json = await shell.json('check');
  shell.sandbox.businessCentral.control.settings({ denied: [] });

  expect(good).toMatchObject({ code: 0, out: expect.stringContaining('Nothing failed.') });
  expect(good.out).not.toContain('..');
  expect(bad.code).toBe(3);
  expect(bad.out).toMatch(/FAILED .*sales invoices.*\n +→ /);
  expect(
    json
      .filter((finding: { result: string }) => finding.result === 'failed')
      .every((finding: { fix: string }) => finding.fix !== ''),
  ).toBe(true);
});

test('a sync in which a step failed says which, and ends with exit code 3', async () => {
  shell.sandbox.control.addFault({ system: 'graph', pattern: 'calendarView', times: null, action: { kind: 'forbidden' } });

  const { code, out } = await shell.run('sync', '--once');
  shell.sandbox.control.clearFaults();

  expect(code).toBe(3);
  expect(out).toMatch(/^Synced in part\.\npull salon@fjord\.test failed: /);
});

test.each([
  ['a folder', 'sqlite:.', /^The database .* cannot be opened: unable to open database file\. Check that it is a database/],
  ['another file', 'sqlite:broken.yaml', /^The database .* cannot be opened: file is not a database\. Check/],
  [
    'a server that does not answer',
    'mssql://sa:hidden@127.0.0.1:1/db',
    /^The database 127\.0\.0\.1:1 cannot be opened: .* Check that the server runs/,
  ],
])(
  'a database that is %s is told in a sentence, without a stack or password: exit code 1',
  async (_, database, sentence) => {
    const file = join(shell.directory, 'elsewhere.yaml');
    writeFileSync(join(shell.directory, 'broken.yaml'), 'text that is no database, and long enough to tell');
    writeFileSync(file, readFileSync(shell.file, 'utf8').replace('sqlite:bookledger.db', database));

    const { code, err } = await shell.run('list', '--config', file);

    expect(code).toBe(1);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n {4}at |hidden/);
  },
  60_000,
);

test("a second demo in one folder is refused instead of taking the first one's database away", async () => {
  const directory = join(shell.directory, '.data/demo');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'process-id'), String(process.pid));
  writeFileSync(join(directory, 'bookledger.db'), 'of the first');

  const { code, err } = await shell.run('demo', '--once');

  expect(code).toBe(3);
  expect(err).toContain('A demo is running in this folder already');
  expect(readFileSync(join(directory, 'bookledger.db'), 'utf8')).toBe('of the first');
});

test.each([[['list', '--json']], [['runs']], [['audit', '--csv']], [['sync']]])(
  '%j goes on to its end when nobody reads on, as with `| head`: exit code 0 and no stack',
  async (args) => {
    const child = shell.start(...args);
    let err = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdout!.destroy();
    const [code] = (await once(child, 'close')) as [number | null];

    expect(code).toBe(0);
    expect(err).not.toMatch(/EPIPE|\n {4}at /);
  },
);

test('a create run whose progress nobody reads on makes its drafts all the same', async () => {
  shell.book('Anna Karlsen', 'anna@x.test');
  await shell.run('sync');
  const child = shell.start('create', '--all');
  child.stdout!.destroy();
  child.stderr!.destroy();
  const [code] = (await once(child, 'close')) as [number | null];

  expect(code).toBe(0);
  expect(await shell.json('list', '--view', 'drafted')).toMatchObject({ total: 1 });
});
