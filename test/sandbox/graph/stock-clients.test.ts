import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openBench, type Bench } from '../caller.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.sandbox.control.clearFaults();
  bench.sandbox.control.clearCounters();
});

const script = fileURLToPath(new URL('../stock-clients.mjs', import.meta.url));

interface Seen {
  cached: boolean;
  wrongSecret: string;
  ids: string[];
  customers: number;
  missing: [number, string];
  slash: [number, string];
}

async function runClients(): Promise<Seen> {
  const { graphUrl, authorityUrl, credentials, caFile } = bench.sandbox;
  const argument = JSON.stringify({ graphUrl, authorityUrl, credentials });
  const env = { ...process.env, NODE_OPTIONS: '', NODE_EXTRA_CA_CERTS: caFile };
  const { stdout } = await promisify(execFile)(process.execPath, [script, argument], { env });
  return JSON.parse(stdout) as Seen;
}

describe("Microsoft's own client libraries", () => {
  it('sign in, follow pages and read errors against the sandbox as they come', async () => {
    const seen = await runClients();

    const listed = await bench.readAll('/salon@fjord.test/calendarView?start=2026-10-20T00:00:00Z&end=2026-12-20T00:00:00Z');
    expect(seen.ids).toEqual(listed.map(({ id }) => id));
    expect(seen).toMatchObject({ cached: true, wrongSecret: 'invalid_client', customers: 1 });
    expect(seen.missing).toEqual([404, 'ErrorItemNotFound']);
    expect(seen.slash).toEqual([400, 'BadRequest']);
  });

  it('wait and try again after a 429, as they do by themselves', async () => {
    bench.sandbox.control.addFault({
      system: 'graph',
      pattern: 'calendarView',
      action: { kind: 'status', status: 429, retryAfter: '0.3' },
    });

    const seen = await runClients();

    expect(seen.ids.length).toBeGreaterThan(20);
    expect(bench.sandbox.control.counters().routes['graph']!['GET calendarView']).toMatchObject({ 429: 1 });
  });
});
