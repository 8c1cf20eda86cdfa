import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { CompanyState } from '../../sandbox/businesscentral/state.js';
import type { FaultRule } from '../../sandbox/contract.js';
import type { GraphEvent } from '../../sandbox/graph/events.js';
import { startProgram } from './processes.js';

/** Where the parts of a running sandbox answer. */
export interface Addresses {
  graphUrl: string;
  authorityUrl: string;
  businessCentralUrl: string;
  controlUrl: string;
  ledgerUrl: string;
  caFile: string;
  credentials: { tenantId: string; clientId: string; clientSecret: string };
}

/** The sandbox in a process of its own, moved through its control listener. */
export interface SandboxProcess extends Addresses {
  control(method: string, path: string, body?: object): Promise<unknown>;
  fault(rule: FaultRule): Promise<void>;
  clearFaults(): Promise<void>;
  event(event: GraphEvent): Promise<{ appointmentId: string }>;
  /** The books of the first company. */
  books(): Promise<CompanyState>;
  stop(): Promise<void>;
}

/** Starts it with no bookings in it. */
export async function startSandboxProcess(directory: string, flags: readonly string[] = []): Promise<SandboxProcess> {
  const dataDir = join(directory, 'sandbox');
  const args = ['dist/sandbox/cli.js', '--data-dir', dataDir, 'start', '--json', '--page-size', '100', ...flags];
  const program = await startProgram(args, 'stdout', (line) => (line.startsWith('{') ? line : null));
  const addresses = JSON.parse(program.found) as Addresses;
  const ca = readFileSync(addresses.caFile);
  const control = (method: string, path: string, body?: object) => callControl(ca, method, addresses.controlUrl + path, body);
  return {
    ...addresses,
    control,
    fault: async (rule) => void (await control('POST', '/faults', rule)),
    clearFaults: async () => void (await control('DELETE', '/faults')),
    event: async (event) => (await control('POST', '/events', event)) as { appointmentId: string },
    books: async () => ((await control('POST', '/businessCentral/state')) as CompanyState[])[0]!,
    stop: () => program.stop(),
  };
}

function callControl(ca: Buffer, method: string, url: string, body?: object): Promise<unknown> {
  const payload = body === undefined ? '' : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
    const outgoing = request(url, { method, ca, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (part: string) => (text += part));
      incoming.on('error', reject);
      incoming.on('end', () => {
        if ((incoming.statusCode ?? 0) >= 400) reject(new Error(`${method} ${url}: ${text}`));
        else resolve(text === '' ? undefined : JSON.parse(text));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}
