import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { selfSigned } from '../connectors/certificates.js';
import { openShell, type Shell } from './program.js';

const daySeconds = 86_400;

let shell: Shell;
afterEach(() => shell.close());

/** The metrics of a service whose first sync has ended, as a table from series to value. */
async function metricsAfterFirstSync(): Promise<Map<string, number>> {
  const child = shell.start('serve');
  let url = '';
  for await (const line of createInterface({ input: child.stderr! })) {
    const entry = JSON.parse(line) as { msg: string; url?: string };
    url = entry.url ?? url;
    if (entry.msg === 'run finished') break;
  }
  // The run's row is written, and counted, right after the line.
  for (;;) {
    const text = await (await fetch(`${url}/metrics`)).text();
    const series = text.split('\n').filter((line) => line.startsWith('bookledger_'));
    const table = new Map(
      series.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
    );
    if ([...table.keys()].some((name) => name.startsWith('bookledger_runs_total'))) {
      child.kill('SIGTERM');
      await once(child, 'close');
      return table;
    }
  }
}

async function openWithCertificate(): Promise<void> {
  const { certificatePem, privateKeyPem } = await selfSigned({ to: 20 });
  const config = { sync: { schedule: '0 0 1 1 *' }, server: { port: 0 }, log: { level: 'info' } };
  shell = await openShell({ sandbox: { identity: { certificates: [certificatePem], expiresInSeconds: 3000 } }, config });
  const written = parse(readFileSync(shell.file, 'utf8')) as { signIn: Record<string, unknown> };
  delete written.signIn.clientSecret;
  written.signIn.certificate = { privateKey: privateKeyPem, certificate: certificatePem };
  writeFileSync(shell.file, stringify(written));
  shell.book('Anna Karlsen', 'anna@x.test');
}

test('tells how long tokens and certificates are good for, and when the last sync went well', async () => {
  await openWithCertificate();

  const metrics = await metricsAfterFirstSync();

  for (const system of ['bookings', 'business-central']) {
    const token = metrics.get(`bookledger_token_seconds{system="${system}"}`)!;
    expect(token).toBeGreaterThan(2_000);
    expect(token).toBeLessThanOrEqual(3_000);
    expect(metrics.get(`bookledger_certificate_seconds{system="${system}"}`)! / daySeconds).toBeCloseTo(20, 1);
  }
  expect(metrics.get('bookledger_runs_total{kind="sync",state="done"}')).toBe(1);
  expect(Math.abs(metrics.get('bookledger_last_success_timestamp_seconds')! - Date.now() / 1000)).toBeLessThan(120);
  expect(metrics.get('bookledger_lease_seconds')).toBe(0);
  expect([...metrics.keys()].filter((name) => name.startsWith('bookledger_step_failures_total{'))).toEqual([]);
});

test('counts the steps that failed by system and cause, and knows no success then', async () => {
  await openWithCertificate();
  shell.sandbox.control.addFault({
    system: 'businessCentral',
    pattern: 'customers|batch',
    times: null,
    action: { kind: 'forbidden' },
  });

  const metrics = await metricsAfterFirstSync();

  expect(metrics.get('bookledger_step_failures_total{step="resolve",system="business-central",cause="access"}')).toBe(1);
  expect(metrics.get('bookledger_runs_total{kind="sync",state="partly-failed"}')).toBe(1);
  expect(metrics.has('bookledger_last_success_timestamp_seconds')).toBe(false);
});
