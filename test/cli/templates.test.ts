import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openShell, type Shell } from './program.js';

let shell: Shell;

beforeAll(async () => {
  shell = await openShell();
}, 30_000);

afterAll(() => shell.close());

const rules = () => join(shell.directory, 'templates', 'rules.yaml');

test('templates that can be used are said to be so, and shown on a sample', async () => {
  const valid = await shell.run('templates', 'validate');
  const preview = await shell.run('templates', 'preview');

  expect(valid).toMatchObject({ code: 0, out: expect.stringContaining('can be used.') });
  expect(preview).toMatchObject({ code: 0, out: expect.stringContaining('salon@fjord.test') });
});

test('an export is read back as it was, and nothing is imported that has a fault', async () => {
  const before = readFileSync(rules(), 'utf8');
  const file = join(shell.directory, 'bundle.yaml');
  await shell.run('templates', 'export', file);
  writeFileSync(rules(), 'businesses: []\n');

  const imported = await shell.run('templates', 'import', file);
  const restored = readFileSync(rules(), 'utf8');
  writeFileSync(file, readFileSync(file, 'utf8').replace('when-due', 'some-day'));
  const refused = await shell.run('templates', 'import', file);

  expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('1 file imported') });
  expect(restored).toBe(before);
  expect(refused).toMatchObject({
    code: 2,
    out: expect.stringMatching(/Nothing was imported\.\n.*write when-due, when-seen or never/),
  });
  expect(readFileSync(rules(), 'utf8')).toBe(before);
});

test('every fault is told with file and line: exit code 2', async () => {
  const before = readFileSync(rules(), 'utf8');
  writeFileSync(rules(), before.replace('attendee.name', 'attendee.nam').replace('type: Person', 'typ: Person'));

  const { code, out } = await shell.run('templates', 'validate');
  writeFileSync(rules(), before);

  expect(code).toBe(2);
  expect(out).toMatch(/rules\.yaml:\d+ .*nam/);
  expect(out).toMatch(/\d faults\.$/m);
});
