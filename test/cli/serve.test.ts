import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';
import { parse, stringify } from 'yaml';
import { openShell, type Shell } from './program.js';

let shell: Shell;

beforeEach(async () => {
  const sync = { schedule: '0 0 1 1 *', nudgePoll: '100ms', shutdown: '5s' };
  shell = await openShell({ config: { sync, server: { port: 0 }, log: { level: 'info' } } });
}, 30_000);

afterEach(() => shell.close());

/** The log lines of a started service, and a promise of the first that fits. */
function logOf(child: ChildProcess): {
  lines: Record<string, unknown>[];
  until(message: string): Promise<Record<string, unknown>>;
} {
  const lines: Record<string, unknown>[] = [];
  const reader = createInterface({ input: child.stderr! });
  reader.on('line', (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  return {
    lines,
    async until(message) {
      for (;;) {
        const found = lines.find((line) => line.msg === message);
        if (found !== undefined) return found;
        await once(reader, 'line');
      }
    },
  };
}

/** Waits until the sandbox has answered a route. */
async function reached(route: string): Promise<void> {
  while (shell.sandbox.control.counters().routes.businessCentral?.[route] === undefined)
    await new Promise((done) => setImmediate(done));
}

test('SIGTERM in the middle of a create run ends the service with exit code 0 and loses nothing', async () => {
  for (let at = 0; at < 8; at += 1) shell.book(`Person ${at}`, `person${at}@x.test`);
  await shell.run('sync', '--once');
  shell.sandbox.control.latency({ businessCentral: 150 });
  const { rows } = await shell.json('list', '--view', 'ready');
  const child = shell.start('serve');
  const log = logOf(child);
  const { url } = await log.until('listening');
  await queueCreateAll(
    String(url),
    rows.map((row: { id: string }) => row.id),
  );
  await reached('POST salesInvoices');

  child.kill('SIGTERM');
  const [code] = (await once(child, 'close')) as [number];
  shell.sandbox.control.latency({ businessCentral: 0 });
  const after = await shell.run('sync', '--once');

  expect(code).toBe(0);
  expect(log.lines.map((line) => line.msg)).toEqual(
    expect.arrayContaining(['stopping; the work at hand is finished first', 'stopped']),
  );
  expect(after.code).toBe(0);
  const drafts = shell.sandbox.businessCentral.control
    .state()[0]!
    .drafts.filter(({ externalDocumentNumber: key }) => key.startsWith('BKG-'));
  expect(drafts.map(({ customerName }) => customerName).sort()).toEqual(Array.from({ length: 8 }, (_, at) => `Person ${at}`));
}, 90_000);

/** As a page would: a session, its token, a preview, and the request bound to it. */
async function queueCreateAll(url: string, ids: string[]): Promise<void> {
  const me = await fetch(`${url}/api/me`);
  const cookie = me.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const { csrfToken } = (await me.json()) as { csrfToken: string };
  const post = async (path: string, body: object): Promise<{ dataVersion: string }> => {
    const headers = { 'content-type': 'application/json', 'x-csrf-token': csrfToken, cookie };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { dataVersion: string };
  };
  const selection = { kind: 'items', ids };
  const { dataVersion } = await post('/api/preview', { selection });
  await post('/api/runs', { selection, dataVersion });
}

test('a service whose work outlasts the time to shut down ends all the same, and every row knows where it stands', async () => {
  for (let at = 0; at < 3; at += 1) shell.book(`Person ${at}`, `person${at}@x.test`);
  await shell.run('sync', '--once');
  const { rows } = await shell.json('list', '--view', 'ready');
  shell.sandbox.control.addFault({
    system: 'businessCentral',
    method: 'POST',
    pattern: '/salesInvoices',
    times: null,
    action: { kind: 'slow', ms: 12_000 },
  });
  const child = shell.start('serve');
  const log = logOf(child);
  const { url } = await log.until('listening');
  await queueCreateAll(
    String(url),
    rows.map((row: { id: string }) => row.id),
  );
  while ((await shell.json('list', '--view', 'drafted')).total < 3);

  child.kill('SIGTERM');
  const [code] = (await once(child, 'close')) as [number];
  const { rows: kept } = await shell.json('list', '--view', 'drafted');

  // The exit code that says: something is still waiting.
  expect(code).toBe(3);
  expect(kept.map((row: { state: string }) => row.state)).toEqual(['drafting', 'drafting', 'drafting']);
}, 90_000);

test('an idle service ends at once on SIGINT, too', async () => {
  const child = shell.start('serve');
  const log = logOf(child);
  await log.until('listening');

  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number];

  expect(code).toBe(0);
}, 60_000);

test('a second service that finds its port taken ends at once with a sentence, having synced nothing', async () => {
  const first = logOf(shell.start('serve'));
  const { url } = await first.until('listening');
  const file = join(shell.directory, 'second.yaml');
  const second = {
    ...parse(readFileSync(shell.file, 'utf8')),
    database: 'sqlite:second.db',
    server: { port: Number(new URL(String(url)).port) },
  };
  writeFileSync(file, stringify(second));

  const { code, err } = await shell.run('serve', '--config', file);
  const runs = await shell.json('runs', '--config', file);

  expect(code).toBe(2);
  expect(err).toMatch(
    /server\.port: another program listens on 127\.0\.0\.1:\d+, perhaps a second Bookledger\. Stop it, or choose another port/,
  );
  expect(runs).toEqual([]);
});

test('it does not listen beyond this machine until there is a sign-in', async () => {
  const file = join(shell.directory, 'open.yaml');
  writeFileSync(file, stringify({ ...parse(readFileSync(shell.file, 'utf8')), server: { host: '0.0.0.0', port: 0 } }));

  const { code, err } = await shell.run('serve', '--config', file);

  expect(code).toBe(2);
  expect(err).toContain('Refusing to listen on 0.0.0.0');
});
