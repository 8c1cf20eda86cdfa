import { openBench, type Bench } from '../caller.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ latencyMs: { graph: 250 }, graph: { concurrencyLimit: null } });
  await bench.token();
  // Opens the connections first, so that the requests of the tests meet.
  await atOnce(8);
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.sandbox.control.clearCounters();
  bench.sandbox.control.settings({ graph: { concurrencyLimit: 4, concurrencyRetryAfterSeconds: 1 } });
});

const atOnce = (count: number): Promise<number[]> =>
  Promise.all(Array.from({ length: count }, async () => (await bench.bookings('')).status));

describe('counters', () => {
  it('name routes without ids and keep the statuses apart', async () => {
    await bench.bookings('/salon@fjord.test/appointments/unknown');
    await bench.bookings('/salon@fjord.test/appointments/$count');
    await bench.bookings('/salon@fjord.test');
    await bench.bookings('/salon@fjord.test/appointments/unknown/cancel', { method: 'POST' });

    const { routes, total } = bench.sandbox.control.counters();

    expect(routes['graph']).toEqual({
      'GET appointments/{id}': { 404: 1 },
      'GET appointments/$count': { 200: 1 },
      'GET bookingBusinesses/{id}': { 200: 1 },
      'POST appointments/{id}/cancel': { 404: 1 },
    });
    expect(total).toEqual({ identity: 0, graph: 4, businessCentral: 0 });
  });

  it('know the most requests in flight at once', async () => {
    await atOnce(3);

    expect(bench.sandbox.control.counters().peakInFlight.graph).toBe(3);
  });
});

describe('requests beyond four at once', () => {
  it('are throttled, and only they', async () => {
    const statuses = await atOnce(6);

    expect(statuses.sort()).toEqual([200, 200, 200, 200, 429, 429]);
  });

  it('hear that the mailbox is over its limit', async () => {
    bench.sandbox.control.settings({ graph: { concurrencyLimit: 0, concurrencyRetryAfterSeconds: null } });

    const reply = await bench.bookings('');

    expect(reply.json.error).toMatchObject({
      code: 'ApplicationThrottled',
      message: 'Application is over its MailboxConcurrency limit.',
    });
    expect(reply.headers).not.toHaveProperty('retry-after');
  });

  it('are served when the limit is switched off', async () => {
    bench.sandbox.control.settings({ graph: { concurrencyLimit: null } });

    expect(new Set(await atOnce(8))).toEqual(new Set([200]));
  });
});

describe('latency', () => {
  it('delays each answer, not one after the other', async () => {
    const started = performance.now();

    await atOnce(4);

    const tookMs = performance.now() - started;
    expect(tookMs).toBeGreaterThan(245);
    expect(tookMs).toBeLessThan(4 * 250);
  });
});
