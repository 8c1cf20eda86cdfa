import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageDirectory } from '../src/config.js';
import type { Mode, SandboxAddresses } from './job.js';

/** `system route` → how many requests. Parts of a batch are no requests. */
export type RouteCounts = Record<string, number>;

/** The sandbox in a process of its own. */
export interface BenchSandbox {
  addresses: SandboxAddresses;
  /** Both sides as at the start: so many finished appointments, nobody and nothing in Business Central but its own seed. */
  reset(appointments: number, customers: number, mode: Mode): Promise<void>;
  /** Requests since the last call. */
  takeCounts(): Promise<RouteCounts>;
  stop(): Promise<void>;
}

/** Starts the sandbox. `latencyMs` is added to every answer. */
export async function startSandbox(directory: string, latencyMs: number, pageSize: number): Promise<BenchSandbox> {
  const program = join(packageDirectory, 'dist/sandbox/cli.js');
  const flags = ['--data-dir', directory, 'start', '--json', '--latency', String(latencyMs), '--page-size', String(pageSize)];
  const child = spawn(process.execPath, [program, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const addresses = JSON.parse(line) as SandboxAddresses;
  const agent = new Agent({ keepAlive: true, ca: readFileSync(addresses.caFile) });
  const control = (method: string, path: string, body?: unknown): Promise<unknown> =>
    callControl(agent, method, `${addresses.controlUrl}/${path}`, body);
  // The limit of 6,000 requests in 5 minutes would decide every long run by itself.
  await control('POST', 'businessCentral/settings', { requestsPerWindow: 1_000_000_000 });

  return {
    addresses,
    async reset(appointments, customers, mode) {
      await control('PATCH', 'settings', { graph: { customersInLists: mode } });
      await control('POST', 'businessCentral/reset');
      await control('POST', 'seed', { bulk: { appointments, customers } });
      await control('DELETE', 'counters');
    },
    async takeCounts() {
      const { routes } = (await control('GET', 'counters')) as { routes: Record<string, Record<string, Record<string, number>>> };
      await control('DELETE', 'counters');
      return countsOf(routes);
    },
    async stop() {
      agent.destroy();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function countsOf(routes: Record<string, Record<string, Record<string, number>>>): RouteCounts {
  const counts: RouteCounts = {};
  for (const [system, ofSystem] of Object.entries(routes)) {
    for (const [route, byStatus] of Object.entries(ofSystem)) {
      if (route.startsWith('$batch: ')) continue;
      counts[`${system} ${route}`] = Object.values(byStatus).reduce((total, count) => total + count, 0);
    }
  }
  return counts;
}

function callControl(agent: Agent, method: string, url: string, body: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, method }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (part: string) => (text += part));
      incoming.on('error', reject);
      incoming.on('end', () => {
        if (incoming.statusCode! >= 300) reject(new Error(`${method} ${url}: ${incoming.statusCode} ${text}`));
        else resolve(text === '' ? undefined : JSON.parse(text));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
