import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import { startSandbox } from '../../../sandbox/server.js';
import { createClock } from '../../../sandbox/clock.js';
import { openBench } from '../caller.js';

describe('the sandbox', () => {
  it('answers on three origins, each with its own part', async () => {
    const bench = await openBench();
    try {
      const { graphUrl, authorityUrl, businessCentralUrl, controlUrl } = bench.sandbox;
      const origins = [graphUrl, businessCentralUrl, controlUrl].map((url) => new URL(url).origin);
      const token = (await bench.signIn({ scope: 'https://api.businesscentral.dynamics.com/.default' })).json.access_token;
      const companies = await bench.call(`${businessCentralUrl}/companies`, { headers: { authorization: `Bearer ${token}` } });
      const wrongToken = await bench.call(`${businessCentralUrl}/companies`, {
        headers: { authorization: `Bearer ${await bench.token()}` },
      });
      const wrongPlace = await bench.call(`${new URL(graphUrl).origin}/v2.0/companies`);

      expect(new Set(origins).size).toBe(3);
      expect(new URL(authorityUrl).origin).toBe(origins[0]);
      expect(companies.json.value.length).toBeGreaterThanOrEqual(2);
      expect([wrongToken.status, wrongPlace.status]).toEqual([401, 404]);
      expect((await bench.call(bench.sandbox.ledgerUrl)).text).toMatch(/<h1>Fjord Wellness/);
    } finally {
      await bench.close();
    }
  });

  it('is trusted by those who were given its authority, and by nobody else', async () => {
    const sandbox = await startSandbox();
    const connect = (ca?: string): Promise<string> =>
      new Promise((resolve) => {
        get(sandbox.controlUrl, { agent: false, ...(ca ? { ca } : {}) }, (answer) =>
          resolve(String(answer.resume().statusCode)),
        ).on('error', (error) => resolve((error as NodeJS.ErrnoException).code ?? error.message));
      });

    try {
      const trusted = await connect(await readFile(sandbox.caFile, 'utf8'));
      const untrusted = await connect();

      expect(trusted).toBe('200');
      expect(untrusted).toMatch(/SELF_SIGNED|UNABLE_TO/);
    } finally {
      await sandbox.stop();
    }
  });

  it('says when a port is taken, and leaves nothing open', async () => {
    const sandbox = await startSandbox();
    const port = Number(new URL(sandbox.controlUrl).port);

    await expect(startSandbox({ controlPort: port })).rejects.toThrow(/EADDRINUSE/);

    await sandbox.stop();
    const again = await startSandbox({ controlPort: port });
    await again.stop();
    expect(existsSync(again.caFile)).toBe(false);
    expect(new URL(again.controlUrl).port).toBe(String(port));
  });
});

describe('the clock', () => {
  it('runs on from where it was set, stands still when frozen, and goes on from there', () => {
    let elapsedMs = 1000;
    const clock = createClock(50_000, () => elapsedMs);
    const readings = [clock.nowMs()];
    const pass = (ms: number): void => {
      elapsedMs += ms;
      readings.push(clock.nowMs());
    };

    pass(10);
    clock.advance(500);
    pass(5);
    clock.freeze();
    pass(1000);
    clock.advance(1);
    pass(1000);
    clock.resume();
    pass(3);
    clock.set(0);
    pass(1);

    expect(readings).toEqual([50_000, 50_010, 50_515, 50_515, 50_516, 50_519, 1]);
  });
});
