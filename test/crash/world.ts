import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { CompanyState } from '../../sandbox/businesscentral/state.js';
import { startSandbox, type Sandbox } from '../../sandbox/server.js';
import { migrate } from '../../src/store/open.js';
import { databases, type TestDatabase } from '../store/databases.js';
import type { Order } from './child/main.js';
import type { Plan } from './child/plan.js';
import { start, type Ending, type Running } from './process.js';
import type { Program } from './program.js';

export const salon = 'salon@fjord.test';

/** A salon whose bookings are all over, Business Central without its customers, an empty database, and the program to bring them together. */
export interface World {
  sandbox: Sandbox;
  database: TestDatabase;
  /** Business Central before anything happened. */
  before: CompanyState[];
  start(plan?: Plan, job?: Order['job']): Running;
  /** Runs one process to its end. */
  run(plan?: Plan, job?: Order['job']): Promise<Ending>;
  /** Runs a process that must come to its end by itself: the recovery. Throws with what is left when it does not. */
  recover(): Promise<Ending>;
  close(): Promise<void>;
}

export interface WorldOptions {
  program: Program;
  appointments: number;
  customers: number;
  seedNumber?: number;
  /** What shares a draft; one for each payer by default. */
  grouping?: 'payer' | 'booking';
  /** Time Business Central may take for one request; what is unclear is looked for 1.5 s later. */
  requestTimeoutMs?: number;
}

/** Longest time a process may take for all its work; reached only when something is wrong. */
export const limitMs = 60_000;

export async function openWorld(options: WorldOptions): Promise<World> {
  const { appointments, customers, seedNumber: number = 1 } = options;
  const directory = await mkdtemp(join(tmpdir(), 'bookledger-crash-'));
  const sandbox = await startSandbox({
    dataDir: join(directory, 'sandbox'),
    seed: { number, bulk: { appointments, customers } },
    businessCentral: { requestsPerWindow: 1_000_000 },
  });
  const database = await databases.at(-1)!.create();
  await migrate(database.options);
  const configFile = await writeConfig(directory, sandbox, database, options);
  const startOne = (plan: Plan = { kind: 'live' }, job: Order['job'] = 'bill') =>
    start(options.program.entry, { configFile, plan, job, limitMs });
  const run: World['run'] = (plan, job) => startOne(plan, job).ended;
  return {
    sandbox,
    database,
    before: sandbox.businessCentral.control.state(),
    start: startOne,
    run,
    async recover() {
      sandbox.control.clearFaults();
      const ending = await run();
      if (ending.kind !== 'finished') throw new Error(`The recovery did not finish: ${ending.message}`);
      const daemon = await run({ kind: 'live' }, 'daemon');
      if (daemon.kind !== 'finished') throw new Error(`The daemon did not come up: ${daemon.message}`);
      return ending;
    },
    async close() {
      await sandbox.stop();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Short delays in the proportions of the real ones: nothing here outlasts `requestTimeout`, and that is shorter than `unknownWait`. */
async function writeConfig(directory: string, sandbox: Sandbox, database: TestDatabase, world: WorldOptions): Promise<string> {
  const { tenantId, clientId, clientSecret } = sandbox.credentials;
  const { options } = database;
  const { grouping = 'payer', requestTimeoutMs = 1500 } = world;
  const config = {
    database: options.kind === 'sqlite' ? `sqlite:${options.file}` : options.url,
    signIn: { authority: new URL(sandbox.authorityUrl).origin, tenantId, clientId, clientSecret, caFile: sandbox.caFile },
    bookings: { baseUrl: sandbox.graphUrl, requestTimeout: '10s' },
    businessCentral: { baseUrl: sandbox.businessCentralUrl, requestTimeout: `${requestTimeoutMs}ms` },
    retry: { retries: 3, minDelay: '20ms', maxDelay: '200ms', maxRetryAfter: '1s' },
    sync: {
      schedule: '0 0 1 1 *',
      nudgePoll: '100ms',
      push: { unknownWait: `${requestTimeoutMs + 1500}ms`, retryDelays: ['100ms'] },
      cards: { retryDelays: ['100ms'], askAgain: '500ms' },
      lease: { ttl: '1s' },
    },
    templates: join(directory, 'templates'),
    log: { level: 'error' },
  };
  await writeTemplates(join(directory, 'templates'), grouping);
  const file = join(directory, 'bookledger.yaml');
  await writeFile(file, stringify(config));
  return file;
}

/** Business Central has an item of this name, which nobody would take without being told. */
const facial = `  - when: { service: Facial treatment }
    item: S-FACIAL
`;

/** The rules that come with the program, for the salon alone. */
async function writeTemplates(directory: string, grouping: string): Promise<void> {
  const shipped = join(import.meta.dirname, '../../config/templates');
  const read = (name: string) => readFile(join(shipped, name), 'utf8');
  await mkdir(directory);
  await writeFile(join(directory, 'customer.yaml'), await read('customer.yaml'));
  await writeFile(join(directory, 'services.yaml'), (await read('services.yaml')).replace('services:\n', `services:\n${facial}`));
  await writeFile(
    join(directory, 'invoice.yaml'),
    (await read('invoice.yaml')).replace('grouping: payer', `grouping: ${grouping}`),
  );
  await writeFile(
    join(directory, 'routing.yaml'),
    stringify({ businesses: [{ id: salon, name: 'Fjord Wellness', company: 'Fjord Wellness ApS' }] }),
  );
}
