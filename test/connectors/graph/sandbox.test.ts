import { createServer } from 'node:net';
import type { FaultAction } from '../../../sandbox/contract.js';
import type { Appointment } from '../../../src/domain/booking.js';
import type { AppointmentPage, AppointmentRecord } from '../../../src/domain/ports.js';
import { addMs } from '../../../src/domain/time.js';
import { startGraphRig, type GraphRig } from '../sandbox.js';
import { sourceWith } from './source.js';

const now = '2026-03-04T09:00:00.000Z';
const salon = 'salon@fjord.test';
const studio = 'studio@hudson.test';
const dayMs = 86_400_000;
const fortnight = { from: addMs(now, -14 * dayMs), to: addMs(now, 14 * dayMs) };

let rig: GraphRig;

beforeAll(async () => {
  rig = await startGraphRig({ now, graph: { pageSize: 5 } });
});
afterAll(() => rig.stop());
afterEach(() => {
  rig.sandbox.control.clearFaults();
  rig.sandbox.control.settings({
    graph: {
      customersInLists: 'empty',
      dateTimeSuffix: 'none',
      nextLinks: 'normal',
      emptyPageEvery: null,
      dropLastUpdatedDateTime: false,
    },
  });
  rig.sandbox.control.clearCounters();
  rig.slept.length = 0;
});

async function pages(businessId = salon): Promise<AppointmentPage[]> {
  const all: AppointmentPage[] = [];
  for await (const page of rig.source.listPages(businessId, fortnight)) all.push(page);
  return all;
}

function read(all: AppointmentPage[]): AppointmentRecord[] {
  return all.flatMap((page) => page.read());
}

function appointmentsOf(records: AppointmentRecord[]): Appointment[] {
  return records.flatMap((record) => ('appointment' in record ? [record.appointment] : []));
}

async function addressableIds(): Promise<string[]> {
  return appointmentsOf(read(await pages()))
    .map(({ id }) => id)
    .filter((id) => !id.includes('/'));
}

function fault(pattern: string, action: FaultAction, times: number | null = 1): void {
  rig.sandbox.control.addFault({ system: 'graph', pattern, times, action });
}

const requests = (): number => rig.sandbox.control.counters().total.graph;

describe('listing a window', () => {
  it('reads every appointment of the business once, whatever the page size', async () => {
    const records = read(await pages());

    const there = rig.sandbox.control.appointments(salon).map(({ id }) => id as string);
    const listed = appointmentsOf(records).map(({ id }) => id);
    expect(records.length).toBeGreaterThan(10);
    expect(new Set(listed).size).toBe(listed.length);
    expect(there).toEqual(expect.arrayContaining(listed));
    expect(listed).toHaveLength(records.length);
  });

  it('has the same page fingerprints while nothing changes, and another after a price edit', async () => {
    const before = await pages();
    const again = await pages();
    const [id] = await addressableIds();
    rig.sandbox.control.event({ kind: 'price', appointmentId: id!, price: 1234.5 });
    const after = await pages();

    const fingerprints = [before, again, after].map((all) => all.map(({ fingerprint }) => fingerprint));
    expect(fingerprints[1]).toEqual(fingerprints[0]);
    expect(fingerprints[2]).not.toEqual(fingerprints[0]);
    expect(appointmentsOf(read(after)).find((appointment) => appointment.id === id)?.price).toBe(1234.5);
  });

  it('means the same moments with and without Z', async () => {
    const starts = async (): Promise<string[]> => appointmentsOf(read(await pages(studio))).map(({ startsAt }) => startsAt);
    const withoutZ = await starts();
    rig.sandbox.control.settings({ graph: { dateTimeSuffix: 'Z' } });
    const withZ = await starts();

    expect(withoutZ).toEqual(withZ);
    expect(withZ.length).toBeGreaterThan(0);
  });

  it.each([
    ['empty', null],
    ['absent', null],
    ['filled', 'told'],
  ] as const)('when lists leave customers %s, a GET still tells them', async (customersInLists, expected) => {
    rig.sandbox.control.settings({ graph: { customersInLists } });
    const booked = appointmentsOf(read(await pages())).find(
      ({ id, filledAttendeesCount }) => !id.includes('/') && filledAttendeesCount === 1,
    )!;

    const answer = await rig.source.findAppointment(salon, booked.id);

    expect(booked.attendees === null ? null : 'told').toBe(expected);
    expect(answer).toMatchObject({
      kind: 'found',
      appointment: { attendees: [expect.objectContaining({ name: expect.any(String) as string })] },
    });
  });

  it('lives without lastUpdatedDateTime', async () => {
    rig.sandbox.control.settings({ graph: { dropLastUpdatedDateTime: true } });

    const appointments = appointmentsOf(read(await pages()));

    expect(appointments.every(({ lastUpdatedAt }) => lastUpdatedAt === null)).toBe(true);
  });

  it('walks over empty pages', async () => {
    const count = read(await pages()).length;
    rig.sandbox.control.settings({ graph: { emptyPageEvery: 2 } });

    expect(read(await pages())).toHaveLength(count);
  });

  test.each([
    ['repeating', 'same next link'],
    ['otherHost', 'Only links on'],
  ] as const)('refuses next links that are %s', async (nextLinks, words) => {
    rig.sandbox.control.settings({ graph: { nextLinks } });

    await expect(pages()).rejects.toMatchObject({ name: 'ContractError', message: expect.stringContaining(words) as string });
  });
});

describe('reading one', () => {
  it('flags an id with a slash without asking for it', async () => {
    const slashed = appointmentsOf(read(await pages())).find(({ id }) => id.includes('/'))!;
    const before = requests();

    expect(await rig.source.findAppointment(salon, slashed.id)).toEqual({ kind: 'unaddressable' });
    expect(requests()).toBe(before);
  });

  it('says absent after a cancellation', async () => {
    const id = (await addressableIds()).at(-1)!;
    rig.sandbox.control.event({ kind: 'cancel', appointmentId: id });

    expect(await rig.source.findAppointment(salon, id)).toEqual({ kind: 'absent' });
  });

  it('reads businesses with a Windows zone, and with neither currency nor zone', async () => {
    const found = await Promise.all([studio, 'popup@nowhere.test', 'nobody@fjord.test'].map((id) => rig.source.findBusiness(id)));

    expect(found).toEqual([
      expect.objectContaining({ currency: 'USD', timeZone: 'America/New_York' }),
      expect.objectContaining({ currency: null, timeZone: null }),
      null,
    ]);
  });

  it('lists the services, hidden ones included', async () => {
    const services = await rig.source.listServices(salon);

    expect(services.map(({ defaultPriceType }) => defaultPriceType)).toEqual(
      expect.arrayContaining(['fixedPrice', 'hourly', 'free']),
    );
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
  });
});

describe('the error table for reads, over real sockets (design, section 5)', () => {
  const all = 'bookingBusinesses';

  test.each<[string, FaultAction]>([
    ['500 with an empty code', { kind: 'status', status: 500, code: '', message: '' }],
    ['503', { kind: 'status', status: 503 }],
    ['502 with a page of HTML', { kind: 'html' }],
    ['a connection cut before the request was read', { kind: 'cutBefore' }],
    ['a connection cut after the work', { kind: 'doneThenCut' }],
    ['an expired token, renewed at once', { kind: 'expiredToken' }],
  ])('%s passes unnoticed when it happens once', async (_what, action) => {
    fault(all, action);

    expect(await rig.source.findBusiness(salon)).toMatchObject({ id: salon });
  });

  test.each([
    ['whole seconds', '3', 3_000],
    ['a fraction', '2.128', 2_128],
  ])('a 429 with %s is waited out to the full', async (_what, retryAfter, expectedMs) => {
    rig.sandbox.control.settings({ faults: { throttleEarlyCalls: false } });
    fault(all, { kind: 'status', status: 429, code: 'TooManyRequests', retryAfter });

    expect(await rig.source.findBusiness(salon)).toMatchObject({ id: salon });
    expect(rig.slept.reduce((sum, ms) => sum + ms, 0)).toBe(expectedMs);
  });

  it('a 429 without Retry-After is answered by a growing back-off', async () => {
    rig.sandbox.control.settings({ faults: { throttleEarlyCalls: false } });
    fault(all, { kind: 'status', status: 429 }, 3);

    await rig.source.findBusiness(salon);

    expect(rig.slept).toHaveLength(3);
    expect(rig.slept[2]).toBeGreaterThan(rig.slept[0]!);
  });

  it('a withdrawn token is renewed once, for all calls together', async () => {
    await rig.source.findBusiness(salon);
    rig.sandbox.control.revokeTokens();
    const tokensBefore = rig.sandbox.control.counters().total.identity;

    await Promise.all([salon, studio, salon, studio].map((id) => rig.source.findBusiness(id)));

    expect(rig.sandbox.control.counters().total.identity - tokensBefore).toBe(1);
  });

  it('a 403 goes to the caller and needs attention', async () => {
    fault(all, { kind: 'forbidden' });

    await expect(rig.source.findBusiness(salon)).rejects.toMatchObject({ status: 403, outcome: 'refused', needsAttention: true });
    expect(requests()).toBe(1);
  });

  it('a lasting fault ends with what was known', async () => {
    fault(all, { kind: 'cutBefore' }, null);

    await expect(rig.source.findBusiness(salon)).rejects.toMatchObject({ outcome: 'unknown', status: null, code: 'ECONNRESET' });
  });

  it('nobody listening is not sent', async () => {
    const port = await closedPort();
    const source = sourceWith({ baseUrl: `https://localhost:${port}/v1.0` });

    await expect(source.findBusiness(salon)).rejects.toMatchObject({ outcome: 'not-sent', status: null, code: 'ECONNREFUSED' });
  });

  it('a certificate nobody vouches for is not sent, and says what to configure', async () => {
    const source = sourceWith({ baseUrl: rig.sandbox.graphUrl });

    await expect(source.findBusiness(salon)).rejects.toMatchObject({
      outcome: 'not-sent',
      message: expect.stringContaining('CA file') as string,
    });
  });

  it('never has more than four requests in flight', async () => {
    rig.sandbox.control.latency({ graph: 5 });
    const ids = await addressableIds();

    await Promise.all(ids.map((id) => rig.source.findAppointment(salon, id)));
    rig.sandbox.control.latency({ graph: 0 });

    expect(rig.sandbox.control.counters().peakInFlight.graph).toBe(4);
  });
});

/** A port of loopback that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
