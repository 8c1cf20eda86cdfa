import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.js';
import { packageDirectory } from '../../src/config.js';
import { writeConfig, type ConfigChanges } from '../sync/config.js';

/** The built program; `npm test` builds it before the tests. */
const program = join(packageDirectory, 'dist/src/cli.js');

export interface Printed {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  out: string;
  err: string;
}

/** The real program in processes of its own, against a sandbox in this one. */
export interface Shell {
  sandbox: Sandbox;
  directory: string;
  file: string;
  /** Runs a command to its end. */
  run(...args: string[]): Promise<Printed>;
  /** Runs a command with `--json` and reads what it printed. Throws when that is not JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json(...args: string[]): Promise<any>;
  /** Starts a command that goes on; ended with the shell at the latest. */
  start(...args: string[]): ChildProcess;
  /** Books a finished massage; returns the appointment's id. */
  book(name: string, emailAddress: string | null, more?: { price?: number; service?: string }): string;
  close(): Promise<void>;
}

export async function openShell(options: { sandbox?: SandboxOptions } & ConfigChanges = {}): Promise<Shell> {
  const directory = mkdtempSync(join(tmpdir(), 'bookledger-cli-'));
  const sandbox = await startSandbox({ seed: { empty: true }, ...options.sandbox });
  const file = writeConfig(directory, sandbox, options);
  const children: ChildProcess[] = [];
  let hoursAgo = 2;

  function start(...args: string[]): ChildProcess {
    const named = args.includes('--config') ? [] : ['--config', file];
    const child = spawn(process.execPath, [program, ...args, ...named], {
      cwd: directory,
      env: { ...process.env, USER: 'kari', NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  }

  async function run(...args: string[]): Promise<Printed> {
    const child = start(...args);
    const printed = { out: '', err: '' };
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (printed.out += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (printed.err += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...printed };
  }

  return {
    sandbox,
    directory,
    file,
    run,
    start,
    json: async (...args) => JSON.parse((await run(...args, '--json')).out) as unknown,
    book(name, emailAddress, { price = 64.5, service = 'Swedish massage' } = {}) {
      const at = sandbox.clock.nowMs() - (hoursAgo += 2) * 3_600_000;
      const outcome = sandbox.control.event({
        kind: 'addAppointment',
        business: 'salon@fjord.test',
        service,
        startDateTime: new Date(at).toISOString(),
        attendees: [{ name, emailAddress }],
        price,
        priceType: 'fixedPrice',
      });
      return outcome.appointmentId!;
    },
    async close() {
      for (const child of children.filter((one) => one.exitCode === null && one.signalCode === null)) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await sandbox.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
