import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { stringify } from 'yaml';
import type { App } from '../app.js';
import { loadConfig, packageDirectory } from '../config.js';
import { RequestError } from '../domain/errors.js';
import type { ItemQuery } from '../domain/filter.js';
import { createLog } from '../log.js';
import { runCycle } from '../sync/cycle.js';
import { progress } from './create.js';
import { list } from './list.js';
import { startService } from './serve.js';
import type { CommonOptions } from './session.js';

const demoUsers = ['Anna Lind, finance', 'Bo Krag, finance', 'Ida Holm, IT'];

/** What the sandbox says of itself when it has started. */
interface SandboxAddresses {
  graphUrl: string;
  authorityUrl: string;
  businessCentralUrl: string;
  ledgerUrl: string;
  controlUrl: string;
  caFile: string;
  credentials: { tenantId: string; clientId: string; clientSecret: string };
}

/**
 * The main job on this machine with nothing else: starts the sandbox in a process of its own, writes a configuration for it, syncs, prints the list and
 * serves the pages. State is made anew each time.
 */
export async function demo(options: CommonOptions & { port: string; once?: boolean }): Promise<void> {
  const directory = resolve('.data/demo');
  const port = portOf(options.port);
  refuseSecondDemo(directory);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, processFile), String(process.pid));
  say('Starting the sandbox: loopback stand-ins for Microsoft sign-in, Bookings and Business Central …');
  const sandbox = await startSandboxProcess(directory);
  try {
    const file = join(directory, 'bookledger.yaml');
    writeFileSync(file, configFor(sandbox.addresses, port));
    await run(file, join(directory, 'sandbox'), sandbox.addresses, options);
  } finally {
    sandbox.process.kill('SIGTERM');
    if (sandbox.process.exitCode === null) await once(sandbox.process, 'exit');
    rmSync(join(directory, processFile), { force: true });
  }
}

/** Names the process a demo runs in, as long as it runs. */
const processFile = 'process-id';

/** A second demo here would take the first one's database away under it. */
function refuseSecondDemo(directory: string): void {
  const file = join(directory, processFile);
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (!isRunning(pid)) return;
  throw new RequestError(
    'conflict',
    `A demo is running in this folder already (process ${pid}). End it with Ctrl+C, then start this one.`,
  );
}

/** False also when the process is somebody else's: then it is no demo of ours. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new RequestError('invalid', `"${text}" is not a port. Write --port 8420, for example.`);
}

async function run(file: string, sandboxFolder: string, addresses: SandboxAddresses, options: { once?: boolean }): Promise<void> {
  const { config } = loadConfig(file);
  const service = await startService(config, createLog('error'), { holdFirstCycle: true });
  try {
    say('Reading Bookings and matching it with Business Central …');
    const tell = progress();
    await runCycle(service.app.context, { requestedBy: 'demo', settleNow: true, onChange: tell });
    await playTheWeek(service.app, sandboxFolder);
    say('\nBookings not invoiced:\n');
    await list({ config: file });
    if (options.once === true) return;
    service.daemon.begin();
    say(guide(service.url, addresses.ledgerUrl));
    await untilInterrupted();
    say('Stopping …');
  } finally {
    await service.stop();
  }
}

/** A desk in use: two customers were drafted earlier in the week, and finance has posted one of the drafts. */
async function playTheWeek(app: App, sandboxFolder: string): Promise<void> {
  const { callControl } = await import('../../sandbox/cli-control.js');
  const ready: ItemQuery = { view: 'ready', filters: [], search: '', sort: { column: 'startsAt', direction: 'ascending' } };
  const { rows } = await app.store.list.page(ready, app.context.clock.now(), 0, 500);
  const inEuro = rows.map(({ item }) => item).filter((item) => item.billing.currency === 'EUR');
  const customers = [...new Set(inEuro.map((item) => item.billing.sellTo!.number))];
  const companyId = inEuro[0]!.facts.companyId!;
  for (const [index, customerNumber] of customers.slice(0, 2).entries()) {
    const options = { takeCustomersOthers: false, billAttendee: false, invoiceDate: null };
    const queued = await app.desk.create({ kind: 'customer', customerNumber, companyId }, options, null, demoUsers[index]!);
    await app.desk.work(queued.id);
    if (index > 0) continue;
    const { rows: invoices } = await app.store.invoices.list({
      push: ['created'],
      runId: queued.id,
      search: '',
      varianceOnly: false,
      offset: 0,
      limit: 1,
    });
    await callControl(sandboxFolder, 'POST', 'businessCentral/post', { invoiceId: invoices[0]!.erp!.id });
  }
  await runCycle(app.context, { requestedBy: 'demo', settleNow: true, onChange: () => {} });
  say(
    'Two customers were drafted for you, and one draft was posted on the Business Central side, as in a week that is under way.',
  );
}

function guide(url: string, ledgerUrl: string): string {
  return [
    '',
    'The desk is open:',
    `  finance pages                 ${url}`,
    `  the Business Central side     ${ledgerUrl}   (its certificate is made here; the browser will warn)`,
    '',
    'Try on the pages:',
    '  Blocked, Mette Holm                            two customers fit her address: open the row with Enter and assign one',
    '  Ready, Create drafts                           the preview shows every document before anything is made',
    '  the Business Central side                      post a draft there; seconds later it is under Invoices, Posted',
    '  Invoices, a draft, Withdraw draft              its bookings are back on the list',
    '  press ? in the list                            every key; the name at the top right acts as somebody else',
    '',
    'Try, in another terminal in this folder:',
    '  npm run bookledger -- list                     the list again, with reasons for blocked rows',
    '  npm run bookledger -- preview --all            the drafts that would be made',
    '  npm run bookledger -- create --all             make them; then look at the Business Central side',
    '  npm run bookledger -- create --all             again: nothing is made twice',
    '  npm run bookledger -- check                    prove permissions and set-up',
    '  npm run bookledger -- --help                   everything else',
    '',
    'Ctrl+C ends the demo. Its state is in .data/demo.',
  ].join('\n');
}

/** Only what differs from the defaults; an installation's own file looks the same with other addresses. */
function configFor(addresses: SandboxAddresses, port: number): string {
  const { tenantId, clientId, clientSecret } = addresses.credentials;
  return stringify({
    database: 'sqlite:bookledger.db',
    signIn: { authority: new URL(addresses.authorityUrl).origin, tenantId, clientId, clientSecret, caFile: addresses.caFile },
    bookings: { baseUrl: addresses.graphUrl },
    businessCentral: { baseUrl: addresses.businessCentralUrl, webClientUrl: addresses.ledgerUrl },
    sync: { settle: { every: '5s', sweep: '10s' }, vanish: { secondLook: '10s' }, schedule: '*/20 * * * * *' },
    templates: join(packageDirectory, 'config/templates'),
    server: { port, demoUsers },
  });
}

async function startSandboxProcess(directory: string): Promise<{ process: ChildProcess; addresses: SandboxAddresses }> {
  const program = join(packageDirectory, 'dist/sandbox/cli.js');
  const child = spawn(process.execPath, [program, '--data-dir', join(directory, 'sandbox'), 'start', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Also when this process ends in a way nobody planned, the sandbox must not stay behind.
  process.once('exit', () => child.kill('SIGTERM'));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The sandbox ended at once (exit code ${String(code)}).`);
  });
  const firstLine = once(createInterface({ input: child.stdout! }), 'line');
  const [line] = (await Promise.race([firstLine, ended])) as [string];
  ended.catch(() => {});
  return { process: child, addresses: JSON.parse(line) as SandboxAddresses };
}

async function untilInterrupted(): Promise<void> {
  await new Promise<void>((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
