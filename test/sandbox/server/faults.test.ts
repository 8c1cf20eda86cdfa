import { openBench, month, type Bench } from '../caller.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  await bench.token();
});
afterAll(() => bench.close());
afterEach(() => {
  bench.sandbox.control.clearFaults();
  bench.sandbox.control.clearCounters();
  bench.sandbox.control.settings({ faults: { throttleEarlyCalls: true } });
  bench.sandbox.control.seed();
});

const { stringMatching } = expect;
const salon = '/salon@fjord.test';

describe('a fault', () => {
  it.each([
    ['429', { status: 429 }, 'TooManyRequests', undefined],
    ['429 with seconds', { status: 429, retryAfter: '3' }, 'TooManyRequests', '3'],
    ['429 with a fraction', { status: 429, retryAfter: '2.128' }, 'TooManyRequests', '2.128'],
    [
      '429 with a date',
      { status: 429, retryAfterDateInSeconds: 5 },
      'TooManyRequests',
      stringMatching(/^\w{3}, \d\d \w{3} 2026 \d\d:\d\d:\d\d GMT$/),
    ],
    ['503', { status: 503, retryAfter: '1' }, 'serviceNotAvailable', '1'],
    ['500', { status: 500 }, 'UnknownError', undefined],
    ['500 with an empty code', { status: 500, code: '', message: 'An error has occurred.' }, '', undefined],
  ] as const)('answers %s in the words of Graph', async (_what, fields, code, retryAfter) => {
    bench.sandbox.control.addFault({ system: 'graph', action: { kind: 'status', ...fields } });

    const reply = await bench.bookings('');

    expect(reply.status).toBe(fields.status);
    expect(reply.json.error.code).toBe(code);
    expect(reply.headers['retry-after']).toEqual(retryAfter);
    expect(reply.headers['request-id']).toBe(reply.json.error.innerError['request-id']);
  });

  it.each([
    ['an expired token', 'expiredToken', 401, 'InvalidAuthenticationToken'],
    ['missing rights', 'forbidden', 403, 'ErrorAccessDenied'],
  ] as const)('answers %s as the system says it', async (_what, kind, status, code) => {
    bench.sandbox.control.addFault({ system: 'graph', action: { kind } });

    const reply = await bench.bookings('');

    expect([reply.status, reply.json.error.code]).toEqual([status, code]);
  });

  it('answers with a page of HTML', async () => {
    bench.sandbox.control.addFault({ system: 'graph', action: { kind: 'html' } });

    const reply = await bench.bookings('');

    expect([reply.status, reply.headers['content-type']]).toEqual([502, 'text/html']);
    expect(reply.text).toMatch(/^<html>/);
  });

  it('truncates a list and hides that there is more', async () => {
    bench.sandbox.control.addFault({ system: 'graph', action: { kind: 'truncateList' } });

    const short = await bench.bookings(`${salon}/appointments`);
    const whole = await bench.bookings(`${salon}/appointments`);

    expect(short.json.value).toEqual(whole.json.value.slice(0, 10));
    expect(short.json).not.toHaveProperty(['@odata.nextLink']);
    expect(whole.json).toHaveProperty(['@odata.nextLink']);
  });

  it('cuts the connection before anything is done', async () => {
    const { id } = bench.sandbox.control.appointments('salon@fjord.test')[3]! as { id: string };
    bench.sandbox.control.addFault({ method: 'DELETE', action: { kind: 'cutBefore' } });

    const path = `${salon}/appointments/${encodeURIComponent(id)}`;
    await expect(bench.bookings(path, { method: 'DELETE' })).rejects.toThrow(/hang up|ECONNRESET/);

    expect((await bench.bookings(path)).status).toBe(200);
  });

  it('does the work and then cuts the connection', async () => {
    const { id } = bench.sandbox.control.appointments('salon@fjord.test')[3]! as { id: string };
    bench.sandbox.control.addFault({ method: 'DELETE', action: { kind: 'doneThenCut' } });

    const path = `${salon}/appointments/${encodeURIComponent(id)}`;
    await expect(bench.bookings(path, { method: 'DELETE' })).rejects.toThrow(/hang up|ECONNRESET/);

    expect((await bench.bookings(path)).status).toBe(404);
    expect(bench.sandbox.control.counters().routes['graph']!['DELETE appointments/{id}']).toEqual({ 0: 1 });
  });

  it('makes an answer slow and leaves it right', async () => {
    bench.sandbox.control.addFault({ system: 'graph', action: { kind: 'slow', ms: 120 } });
    const started = performance.now();

    const reply = await bench.bookings('');

    expect(reply.status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(115);
  });
});

describe('a rule', () => {
  const statuses = async (paths: string[]): Promise<number[]> => {
    const found: number[] = [];
    for (const path of paths) found.push((await bench.bookings(path)).status);
    return found;
  };

  it('lets some through, hits some, and then rests', async () => {
    bench.sandbox.control.addFault({ system: 'graph', after: 1, times: 2, action: { kind: 'status', status: 500 } });

    expect(await statuses(['', '', '', ''])).toEqual([200, 500, 500, 200]);
    expect(bench.sandbox.control.faults()).toMatchObject([{ seen: 4, hit: 2 }]);
  });

  it('goes on until cleared when told so, and picks by path and query', async () => {
    bench.sandbox.control.addFault({ pattern: 'calendarView.*start', times: null, action: { kind: 'status', status: 500 } });

    expect(await statuses(['', `${salon}/calendarView?${month}`, `${salon}/calendarView?${month}`])).toEqual([200, 500, 500]);
    bench.sandbox.control.clearFaults();
    expect(await statuses([`${salon}/calendarView?${month}`])).toEqual([200]);
  });

  it('with a probability hits about that share, the same in every run', async () => {
    bench.sandbox.control.addFault({ times: null, probability: 0.5, action: { kind: 'status', status: 500 } });

    const hit = (await statuses(Array.from({ length: 40 }, () => ''))).filter((status) => status === 500).length;

    expect(hit).toBeGreaterThan(10);
    expect(hit).toBeLessThan(30);
  });

  it('of one system leaves the others alone, which word it their own way', async () => {
    bench.sandbox.control.addFault({ system: 'businessCentral', action: { kind: 'status', status: 429 } });

    const graph = await bench.bookings('');
    const businessCentral = await bench.call(`${bench.sandbox.businessCentralUrl}/companies`);

    expect(graph.status).toBe(200);
    expect(businessCentral.status).toBe(429);
    expect(businessCentral.json.error).toMatchObject({
      code: 'Application_TooManyRequests',
      message: stringMatching(/CorrelationId/),
    });
  });

  it('is refused when its kind or pattern makes no sense', () => {
    expect(() => bench.sandbox.control.addFault({ action: { kind: 'nonsense' as 'html' } })).toThrow(/one of status/);
    expect(() => bench.sandbox.control.addFault({ pattern: '(', action: { kind: 'html' } })).toThrow(/expression/);
  });
});

describe('throttling', () => {
  it('goes on for calls that come before Retry-After has passed', async () => {
    bench.sandbox.control.addFault({ system: 'graph', action: { kind: 'status', status: 429, retryAfter: '60' } });

    const replies = [await bench.bookings(''), await bench.bookings(salon), await bench.bookings('')];

    expect(replies.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([
      [429, '60'],
      [429, '60'],
      [429, '60'],
    ]);
  });

  it('can be told to forgive early calls, and does so without Retry-After', async () => {
    bench.sandbox.control.addFault({ system: 'graph', action: { kind: 'status', status: 429 } });
    const without = [(await bench.bookings('')).status, (await bench.bookings('')).status];
    bench.sandbox.control.settings({ faults: { throttleEarlyCalls: false } });
    bench.sandbox.control.addFault({ system: 'graph', action: { kind: 'status', status: 429, retryAfter: '60' } });

    const forgiven = [(await bench.bookings('')).status, (await bench.bookings('')).status];

    expect([without, forgiven]).toEqual([
      [429, 200],
      [429, 200],
    ]);
  });
});
