import { openBench, type Bench, type Reply } from '../caller.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const control = (method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Reply> =>
  bench.call(`${bench.sandbox.controlUrl}${path}`, { method, ...(body ? { body } : {}), ...(headers ? { headers } : {}) });

describe('the control listener', () => {
  it('says what it can do and where everything is', async () => {
    const help = await control('GET', '');
    const info = await control('GET', '/info');

    expect(help.json.routes).toContain('POST /control/faults');
    expect(info.json).toMatchObject({
      graphUrl: bench.sandbox.graphUrl,
      caFile: bench.sandbox.caFile,
      credentials: bench.sandbox.credentials,
    });
  });

  it('adds, lists and clears faults', async () => {
    const added = await control('POST', '/faults', { system: 'graph', action: { kind: 'status', status: 503 } });
    const struck = await bench.bookings('');
    const listed = await control('GET', '/faults');
    const cleared = await control('DELETE', '/faults');

    expect([added.status, struck.status, cleared.status]).toEqual([200, 503, 204]);
    expect(listed.json).toMatchObject([{ system: 'graph', hit: 1 }]);
    expect((await control('GET', '/faults')).json).toEqual([]);
  });

  it('moves, freezes and reads the clock', async () => {
    const frozen = await control('PATCH', '/clock', { now: '2027-01-31T22:59:00.000Z', frozen: true });
    const later = await control('PATCH', '/clock', { advanceMs: 60_000 });
    const reply = await bench.call(bench.sandbox.controlUrl);
    await control('PATCH', '/clock', { now: '2026-11-21T11:00:00.000Z', frozen: false });

    expect(frozen.json).toEqual({ now: '2027-01-31T22:59:00.000Z', frozen: true });
    expect(later.json.now).toBe('2027-01-31T23:00:00.000Z');
    expect(reply.headers.date).toBe('Sun, 31 Jan 2027 23:00:00 GMT');
  });

  it('changes settings and latency, and refuses names it does not know', async () => {
    const settings = await control('PATCH', '/settings', { graph: { pageSize: 3 }, identity: { expiresInSeconds: 60 } });
    const latency = await control('PATCH', '/latency', { graph: 5 });
    const unknown = await control('PATCH', '/settings', { graph: { pagesize: 3 } });
    const page = await bench.bookings('/salon@fjord.test/appointments');
    await control('PATCH', '/settings', { graph: { pageSize: 20 } });

    expect(settings.json).toMatchObject({
      graph: { pageSize: 3, customersInLists: 'empty' },
      identity: { expiresInSeconds: 60 },
    });
    expect(latency.json).toEqual({ identity: 0, graph: 5, businessCentral: 0 });
    expect([unknown.status, unknown.json.error]).toEqual([400, expect.stringMatching(/no setting pagesize/)]);
    expect(page.json.value).toHaveLength(3);
  });

  it('makes events happen and shows what the business has', async () => {
    const before = await control('GET', '/appointments?business=salon@fjord.test&limit=3');
    const done = await control('POST', '/events', { kind: 'cancel', appointmentId: before.json[0].id });
    const refused = await control('POST', '/events', { kind: 'cancel', appointmentId: before.json[0].id });
    const after = await control('GET', '/appointments?business=salon@fjord.test&limit=3');

    expect(before.json).toHaveLength(3);
    expect(done.json).toEqual({ business: 'salon@fjord.test', appointmentId: before.json[0].id });
    expect(refused.status).toBe(400);
    expect(after.json[0].id).toBe(before.json[1].id);
  });

  it('seeds anew', async () => {
    const seeded = await control('POST', '/seed', { bulk: { appointments: 33, customers: 3 } });

    const count = await bench.bookings('/salon@fjord.test/appointments/$count');
    await control('POST', '/seed', {});

    expect([seeded.status, count.text]).toEqual([204, '33']);
  });

  it('reads and clears counters', async () => {
    await control('DELETE', '/counters');
    await bench.bookings('');

    const counted = await control('GET', '/counters');

    expect(counted.json.routes.graph).toEqual({ 'GET bookingBusinesses': { 200: 1 } });
  });

  it('withdraws tokens', async () => {
    const token = (await bench.signIn()).json.access_token as string;
    const headers = { authorization: `Bearer ${token}` };
    const before = await bench.bookings('', { headers });

    await control('DELETE', '/tokens');
    const after = await bench.bookings('', { headers });

    expect([before.status, after.status]).toEqual([200, 401]);
  });

  it("plays finance's side of Business Central", async () => {
    const state = await control('POST', '/businessCentral/state', {});
    const unknown = await control('POST', '/businessCentral/toString', {});

    expect(state.json.map(({ name, displayName }: { name?: string; displayName?: string }) => name ?? displayName)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Fjord Wellness/), expect.stringMatching(/^Hudson Studio/)]),
    );
    expect(unknown.status).toBe(404);
  });

  it('answers neither pages of other origins nor other host names', async () => {
    const foreign = await control('POST', '/seed', {}, { origin: 'https://evil.test' });
    const rebound = await control('GET', '/info', undefined, { host: 'localhost:1' });
    const own = await control('GET', '/info', undefined, { origin: new URL(bench.sandbox.controlUrl).origin });

    expect([foreign.status, rebound.status, own.status]).toEqual([403, 403, 200]);
  });

  it('says so when a body cannot be read or nothing is there', async () => {
    const broken = await bench.call(`${bench.sandbox.controlUrl}/faults`, { method: 'POST', body: '{' });
    const nothing = await control('GET', '/nothing');

    expect([broken.status, nothing.status]).toEqual([400, 404]);
  });
});
