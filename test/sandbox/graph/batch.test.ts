import { openBench, type Bench, type Reply } from '../caller.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ graph: { concurrencyLimit: 4 } });
  await bench.token();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.sandbox.control.clearFaults();
  bench.sandbox.control.clearCounters();
  bench.sandbox.control.latency({ graph: 0 });
});

interface Answered {
  id: string;
  status: number;
  headers: Record<string, string>;
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

const batch = (requests: object[]): Promise<Reply> =>
  bench.bookings(`${bench.sandbox.graphUrl}/$batch`, { method: 'POST', body: { requests } });
const byId = (reply: Reply): Record<string, Answered> =>
  Object.fromEntries((reply.json.responses as Answered[]).map((response) => [response.id, response]));
const gets = (count: number): object[] => {
  const ids = bench.sandbox.control
    .appointments('salon@fjord.test')
    .map(({ id }) => String(id))
    .filter((id) => !id.includes('/'));
  return ids.slice(0, count).map((id, index) => ({
    id: String(index),
    method: 'GET',
    url: `/solutions/bookingBusinesses/salon@fjord.test/appointments/${encodeURIComponent(id)}`,
  }));
};

describe('$batch', () => {
  it('answers every part for itself, in any order', async () => {
    const reply = await batch([
      ...gets(2),
      { id: 'missing', method: 'GET', url: '/solutions/bookingBusinesses/salon@fjord.test/appointments/unknown' },
    ]);

    const parts = byId(reply);

    expect(reply.status).toBe(200);
    expect([parts['0']!.status, parts['1']!.status, parts['missing']!.status]).toEqual([200, 200, 404]);
    expect(parts['0']!.body.customers).toHaveLength(1);
    expect(parts['missing']!.body.error.code).toBe('ErrorItemNotFound');
    expect(reply.json.responses[0].id).toBe('missing');
  });

  it('takes twenty requests and refuses twenty-one', async () => {
    const twenty = await batch(gets(20));
    const more = await batch(gets(21));

    expect([twenty.json.responses.length, more.status]).toEqual([20, 400]);
  });

  it('runs four parts at a time, so twenty take five rounds', async () => {
    bench.sandbox.control.latency({ graph: 40 });
    const started = performance.now();

    await batch(gets(20));

    expect(performance.now() - started).toBeGreaterThan(5 * 40 - 5);
  });

  it('throttles single parts, each with its own Retry-After', async () => {
    bench.sandbox.control.addFault({
      system: 'graph',
      method: 'GET',
      after: 1,
      action: { kind: 'status', status: 429, retryAfter: '0' },
    });

    const parts = byId(await batch(gets(3)));

    expect(['0', '1', '2'].map((id) => parts[id]!.status)).toEqual([200, 429, 200]);
    expect(parts['1']!.headers['Retry-After']).toBe('0');
    expect(bench.sandbox.control.counters().routes['graph']!['$batch: GET appointments/{id}']).toEqual({ 200: 2, 429: 1 });
  });

  it('throttles parts when another request is in flight beside it', async () => {
    bench.sandbox.control.latency({ graph: 300 });

    const [one, other] = await Promise.all([batch(gets(4)), batch(gets(4))]);

    const throttled = [one, other].flatMap((reply) => reply.json.responses as Answered[]).filter(({ status }) => status === 429);
    expect(throttled.map(({ body }) => body.error.code)).toEqual(['ApplicationThrottled']);
  });

  it('does not do what depends on a failure', async () => {
    const [first] = gets(1) as { id: string; url: string }[];
    const failing = { id: 'a', method: 'GET', url: '/solutions/bookingBusinesses/unknown' };

    const parts = byId(await batch([failing, { ...first, id: 'b', method: 'DELETE', dependsOn: ['a'] }]));

    expect(parts['b']!.status).toBe(424);
    expect((await bench.bookings(`${bench.sandbox.graphUrl}${first!.url}`)).status).toBe(200);
  });

  it('wants ids of its own for every part, and a token for the whole', async () => {
    const twice = await batch([...gets(1), ...gets(1)]);
    const anonymous = await bench.call(`${bench.sandbox.graphUrl}/$batch`, { method: 'POST', body: { requests: gets(1) } });

    expect([twice.status, anonymous.status]).toEqual([400, 401]);
  });
});
