/** Command line of the sandbox: start it, and send events, faults and settings to one that runs. */
import { writeFile } from 'node:fs/promises';
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { addressFile, callControl, pairsToObject, readFault } from './cli-control.js';
import { startSandbox, type Sandbox, type SandboxOptions } from './server.js';

export interface SandboxCliEnvironment {
  /** Takes one line. */
  print?: (line: string) => void;
  /** Stops a started sandbox, beside SIGINT and SIGTERM. */
  stop?: AbortSignal;
}

interface StartFlags {
  graphPort: number;
  businessCentralPort: number;
  controlPort: number;
  seedSize?: number;
  customers: number;
  seedNumber: number;
  latency: number;
  pageSize: number;
  now?: string;
  certificate?: string;
  json?: boolean;
}

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('Not a whole number.');
  return number;
};

/**
 * Runs the sandbox's command line. Starting resolves when the sandbox has been stopped.
 * @param argv the arguments after the program's name
 * @throws CommanderError for arguments it does not know, Error in words when the running sandbox refuses
 */
export async function runSandboxCli(
  argv: readonly string[],
  { print = console.log, stop }: SandboxCliEnvironment = {},
): Promise<void> {
  const program = new Command('sandbox')
    .description('Loopback stand-ins for Microsoft sign-in, Graph Bookings and Business Central')
    .option('--data-dir <folder>', 'where ca.pem and sandbox.json go, and are looked for', '.data/sandbox')
    .exitOverride();
  const folder = (): string => path.resolve(program.opts<{ dataDir: string }>().dataDir);
  addStart(program, folder, print, stop);
  addRemotes(program, folder, (result) => print(typeof result === 'string' ? result : JSON.stringify(result, null, 2)));
  await program.parseAsync([...argv], { from: 'user' });
}

function addStart(program: Command, folder: () => string, print: (line: string) => void, stop: AbortSignal | undefined): void {
  program
    .command('start', { isDefault: true })
    .description('start a sandbox and keep it running')
    .option('--graph-port <port>', 'sign-in and Graph; 0 for any free port', wholeNumber, 0)
    .option('--business-central-port <port>', 'Business Central', wholeNumber, 0)
    .option('--control-port <port>', 'control API and ledger page', wholeNumber, 0)
    .option('--seed-size <appointments>', 'this many finished bookings in the salon instead of its working week', wholeNumber)
    .option('--customers <number>', 'customers of the seeded bookings', wholeNumber, 200)
    .option('--seed-number <number>', 'another number gives other data', wholeNumber, 1)
    .option('--latency <ms>', 'added to every answer', wholeNumber, 0)
    .option('--page-size <entries>', 'entries a page of Graph lists', wholeNumber, 20)
    .option('--certificate <file>', 'a certificate the application may sign in with (PEM), beside its secret')
    .option('--json', 'print the addresses as one line of JSON')
    .option('--now <instant>', "start of the sandbox's clock, such as 2026-03-02T09:00:00.000Z")
    .action(async (flags: StartFlags) => {
      const sandbox = await startSandbox(optionsOf(flags, folder()));
      await writeFile(addressFile(folder()), JSON.stringify({ controlUrl: sandbox.controlUrl, caFile: sandbox.caFile }));
      if (flags.json === true) print(JSON.stringify(addressesOf(sandbox)));
      else for (const line of describe(sandbox)) print(line);
      await untilStopped(stop);
      await sandbox.stop();
      print('The sandbox has stopped.');
    });
}

function optionsOf(flags: StartFlags, dataDir: string): SandboxOptions {
  const { latency, seedSize, seedNumber, customers, pageSize, now } = flags;
  return {
    graphPort: flags.graphPort,
    businessCentralPort: flags.businessCentralPort,
    controlPort: flags.controlPort,
    dataDir,
    latencyMs: { identity: latency, graph: latency, businessCentral: latency },
    graph: { pageSize },
    seed: { number: seedNumber, ...(seedSize === undefined ? {} : { bulk: { appointments: seedSize, customers } }) },
    ...(flags.certificate === undefined ? {} : { identity: { certificates: [readFileSync(flags.certificate, 'utf8')] } }),
    ...(now === undefined ? {} : { now }),
  };
}

/** What a program needs to know to use the sandbox. */
function addressesOf({
  graphUrl,
  authorityUrl,
  businessCentralUrl,
  controlUrl,
  ledgerUrl,
  caFile,
  credentials,
}: Sandbox): object {
  return { graphUrl, authorityUrl, businessCentralUrl, controlUrl, ledgerUrl, caFile, credentials };
}

function describe({ graphUrl, authorityUrl, businessCentralUrl, controlUrl, ledgerUrl, caFile, credentials }: Sandbox): string[] {
  return [
    `Graph answers at ${graphUrl}`,
    `Sign-in answers at ${authorityUrl} to client ${credentials.clientId} with the secret ${credentials.clientSecret}`,
    `Business Central answers at ${businessCentralUrl}`,
    `The control API is at ${controlUrl}, and the ledger page at ${ledgerUrl}`,
    `Clients must trust the certificate in ${caFile}`,
    'Stop it with Ctrl+C.',
  ];
}

function untilStopped(stop: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      process.off('SIGINT', finish).off('SIGTERM', finish);
      resolve();
    };
    process.on('SIGINT', finish).on('SIGTERM', finish);
    if (stop?.aborted) finish();
    else stop?.addEventListener('abort', finish, { once: true });
  });
}

/** Commands for a sandbox that runs: its address is in `sandbox.json` of the data folder. */
function addRemotes(program: Command, folder: () => string, show: (result: unknown) => void): void {
  const remote = (name: string, description: string, work: (words: string[]) => Promise<unknown>): void => {
    program
      .command(`${name} [words...]`)
      .description(description)
      .action(async (words: string[]) => show((await work(words)) ?? 'Done.'));
  };
  const call = (method: string, route: string, argument?: unknown): Promise<unknown> =>
    callControl(folder(), method, route, argument);
  remote('event', 'event <kind> name=value …, such as: event price appointmentId=AAMk… price=95', ([kind, ...pairs]) =>
    call('POST', 'events', { kind, ...pairsToObject(pairs) }),
  );
  remote(
    'fault',
    'fault <kind> name=value …, such as: fault status status=429 retryAfter=2 system=graph; or: list, clear',
    ([kind = '', ...pairs]) => {
      if (kind === 'list') return call('GET', 'faults');
      if (kind === 'clear') return call('DELETE', 'faults');
      return call('POST', 'faults', readFault(kind, pairsToObject(pairs)));
    },
  );
  remote(
    'erp',
    'erp <function> name=value …, finance\'s side: erp state; erp post invoiceId=…; erp editLine invoiceId=… lineNo=1 changes={"unitPrice":50}',
    ([name, ...pairs]) =>
      name === undefined ? call('GET', '').then(namesOf) : call('POST', `businessCentral/${name}`, pairsToObject(pairs)),
  );
  remote('counters', 'what has reached each system; or: clear', ([word]) =>
    call(word === 'clear' ? 'DELETE' : 'GET', 'counters'),
  );
  remote('clock', 'now=<instant> advanceMs=<ms> frozen=true|false', (pairs) => call('PATCH', 'clock', pairsToObject(pairs)));
  remote('latency', 'graph=<ms> businessCentral=<ms> identity=<ms>', (pairs) => call('PATCH', 'latency', pairsToObject(pairs)));
  remote('settings', 'graph.<setting>=<value> identity.<setting>=<value>', (pairs) =>
    call('PATCH', 'settings', pairsToObject(pairs)),
  );
  remote('seed', 'number=<n> slashId=true|false bulk={"appointments":1000,"customers":50}', (pairs) =>
    call('POST', 'seed', pairsToObject(pairs)),
  );
  remote('appointments', 'appointments <business>', ([business = '']) =>
    call('GET', `appointments?business=${encodeURIComponent(business)}`),
  );
}

/** The functions of the Business Central side that `GET /control` lists. */
function namesOf(routes: unknown): string[] {
  return (routes as { businessCentral: string[] }).businessCentral;
}

const isMain = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
  runSandboxCli(process.argv.slice(2)).catch((error: unknown) => {
    const isHelp = (error as { exitCode?: unknown }).exitCode === 0;
    const isCommander = typeof (error as { exitCode?: unknown }).exitCode === 'number';
    if (!isCommander) console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = isHelp ? 0 : 1;
  });
}
