import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A program of ours that runs beside the tests. */
export interface Program {
  /** The first line that `pick` took something from. */
  found: string;
  /** SIGTERM, and waits until it has ended; SIGKILL for one that does not listen. */
  stop(): Promise<void>;
}

/** How long a program may take to end by itself. */
const stopMs = 15_000;

/**
 * Starts `node` with these arguments and waits for the line it says its address in.
 * Throws with what it printed when it ends before that.
 */
export async function startProgram(
  args: readonly string[],
  from: 'stdout' | 'stderr',
  pick: (line: string) => string | null,
): Promise<Program> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => said.push(text));
  }
  const ended: Promise<never> = once(child, 'close').then(([code]) => {
    throw new Error(`${args[0]} ended with ${String(code)}: ${said.join('').slice(-2_000)}`);
  });
  const found = (await Promise.race([lineOf(child[from], pick), ended])) ?? (await ended);
  ended.catch(() => undefined);
  return { found, stop: () => stopProcess(child) };
}

async function lineOf(stream: Readable, pick: (line: string) => string | null): Promise<string | null> {
  for await (const line of createInterface({ input: stream })) {
    const picked = pick(line);
    if (picked !== null) {
      // The rest goes nowhere, but it must be read: a full pipe would stop the program.
      stream.resume();
      return picked;
    }
  }
  return null;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), stopMs);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(late);
}

/** A free port below those the system hands out, so that a program stopped and started again gets it back. */
export async function findSteadyPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
