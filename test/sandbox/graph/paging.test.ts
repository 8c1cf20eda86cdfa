import { openBench, month, type Bench } from '../caller.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ graph: { pageSize: 7 } });
});
afterAll(() => bench.close());
afterEach(() => {
  bench.sandbox.control.settings({ graph: { nextLinks: 'normal', emptyPageEvery: null, windowEdges: 'overlap' } });
  bench.sandbox.control.seed();
});

const salon = '/salon@fjord.test';
const idsOf = (entries: { id: string }[]): string[] => entries.map(({ id }) => id);

describe('pages', () => {
  it('lead through every appointment exactly once by opaque links on the same origin', async () => {
    const count = Number((await bench.bookings(`${salon}/appointments/$count`)).text);
    const first = await bench.bookings(`${salon}/appointments`);

    const all = idsOf(await bench.readAll(`${salon}/appointments`));

    expect(first.json.value).toHaveLength(7);
    expect(first.json['@odata.nextLink']).toMatch(new RegExp(`^${bench.sandbox.graphUrl}/.*\\$skiptoken=[\\w-]+$`));
    expect(first.json['@odata.nextLink']).not.toMatch(/skip=\d/);
    expect(new Set(all).size).toBe(count);
    expect(all).toHaveLength(count);
  });

  it('end without a next link when $top is sent, and the rest is lost', async () => {
    const reply = await bench.bookings(`${salon}/appointments?$top=3`);

    expect(reply.json.value).toHaveLength(3);
    expect(reply.json).not.toHaveProperty(['@odata.nextLink']);
  });

  it('count what there is when asked', async () => {
    const reply = await bench.bookings(`${salon}/customers?$count=true`);

    expect(reply.json['@odata.count']).toBe(15);
    expect(reply.json.value).toHaveLength(7);
  });

  it('lose nothing when an appointment on an earlier page goes away in between', async () => {
    const first = await bench.bookings(`${salon}/appointments`);
    const before = idsOf(await bench.readAll(`${salon}/appointments`));
    bench.sandbox.control.event({ kind: 'cancel', appointmentId: before[0]! });

    const rest = idsOf(await bench.readAll(first.json['@odata.nextLink']));

    expect(rest).toEqual(before.slice(7));
  });

  it('may be empty and still go on', async () => {
    const expected = idsOf(await bench.readAll(`${salon}/appointments`));
    bench.sandbox.control.settings({ graph: { emptyPageEvery: 2 } });

    const first = await bench.bookings(`${salon}/appointments`);
    const second = await bench.bookings(first.json['@odata.nextLink']);

    expect(second.json.value).toEqual([]);
    expect(second.json['@odata.nextLink']).toBeDefined();
    expect(idsOf(await bench.readAll(`${salon}/appointments`))).toEqual(expected);
  });

  it('can be made to repeat their link or to lead elsewhere', async () => {
    bench.sandbox.control.settings({ graph: { nextLinks: 'repeating' } });
    const first = await bench.bookings(`${salon}/appointments`);
    const second = await bench.bookings(first.json['@odata.nextLink']);
    bench.sandbox.control.settings({ graph: { nextLinks: 'otherHost' } });

    const away = await bench.bookings(`${salon}/appointments`);

    expect(second.json['@odata.nextLink']).toBe(first.json['@odata.nextLink']);
    expect(new URL(away.json['@odata.nextLink']).host).toBe('elsewhere.invalid');
  });

  it('refuse a token that was made up', async () => {
    const reply = await bench.bookings(`${salon}/appointments?$skiptoken=abcdef`);

    expect(reply.status).toBe(400);
  });
});

describe('calendarView', () => {
  const inWindow = (from: string, to: string): Promise<{ id: string }[]> =>
    bench.readAll(`${salon}/calendarView?start=${from}&end=${to}`);

  it('pages within its window and keeps it in the links', async () => {
    const all = await bench.readAll(`${salon}/calendarView?${month}`);
    const starts = all.map(({ startDateTime }) => startDateTime.dateTime as string);

    expect(all.length).toBeGreaterThan(40);
    expect(starts).toEqual([...starts].sort());
    expect(new Set(idsOf(all)).size).toBe(all.length);
  });

  it.each(['', '?start=2026-11-01T00:00:00Z', '?startDateTime=2026-11-01T00:00:00Z', '?start=x&end=y'])(
    'refuses %s',
    async (query) => {
      const reply = await bench.bookings(`${salon}/calendarView${query}`);

      expect(reply.status).toBe(400);
      expect(reply.json.error).toMatchObject({ code: 'ErrorInvalidRequest', message: 'The request is invalid.' });
    },
  );

  it('takes either pair of names', async () => {
    const one = await bench.bookings(`${salon}/calendarView?${month}`);
    const other = await bench.bookings(
      `${salon}/calendarView?${month.replace('start', 'startDateTime').replace('end', 'endDateTime')}`,
    );

    expect(idsOf(other.json.value)).toEqual(idsOf(one.json.value));
  });

  it('holds what reaches into the window, or only what starts in it, as told', async () => {
    const service = 'Swedish massage';
    const { appointmentId } = bench.sandbox.control.event({
      kind: 'addAppointment',
      business: 'salon@fjord.test',
      service,
      startDateTime: '2027-03-01T09:30:00Z',
    });

    const overlapping = await inWindow('2027-03-01T10:00:00Z', '2027-03-01T12:00:00Z');
    const touching = await inWindow('2027-03-01T10:30:00Z', '2027-03-01T12:00:00Z');
    bench.sandbox.control.settings({ graph: { windowEdges: 'startWithin' } });
    const starting = await inWindow('2027-03-01T10:00:00Z', '2027-03-01T12:00:00Z');

    expect(idsOf(overlapping)).toEqual([appointmentId]);
    expect(touching).toEqual([]);
    expect(starting).toEqual([]);
  });

  it('understands an offset in the bounds', async () => {
    const utc = await inWindow('2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z');
    const offset = await inWindow('2026-11-19T02:00:00%2B02:00', '2026-11-20T02:00:00%2B02:00');

    expect(utc.length).toBeGreaterThan(0);
    expect(idsOf(offset)).toEqual(idsOf(utc));
  });
});

describe('$filter', () => {
  it.each([
    ['/appointments?$filter=startDateTime/dateTime%20ge%20%272026-01-01%27', 'This filter query is not supported.'],
    ['/appointments?$filter=price%20gt%2010', 'Invalid filter clause'],
    ['/customers?$filter=displayName%20eq%20%27x%27', 'Invalid filter clause'],
    [
      `/calendarView?${month}&$filter=customers/any(c:c/emailAddress%20eq%20%27x%27)`,
      "Invalid filter clause: Could not find a property named 'emailAddress' on type 'microsoft.graph.bookingCustomerInformationBase'.",
    ],
  ])('is refused on %s', async (path, message) => {
    const reply = await bench.bookings(`${salon}${path}`);

    expect(reply.status).toBe(400);
    expect(reply.json.error).toMatchObject({ code: 'BadRequest', message });
  });

  it('works in calendarView for a text of the appointment itself', async () => {
    const all = await bench.readAll(`${salon}/calendarView?${month}`);
    const wanted = all.find(({ selfServiceAppointmentId }) => !selfServiceAppointmentId.startsWith('0000'));
    const filter = encodeURIComponent(`selfServiceAppointmentId eq '${wanted.selfServiceAppointmentId}'`);

    const found = await bench.readAll(`${salon}/calendarView?${month}&$filter=${filter}`);

    expect(idsOf(found)).toEqual([wanted.id]);
  });

  it('and other options that are not known are ignored', async () => {
    const plain = await bench.bookings(`${salon}/services`);
    const options = await bench.bookings(`${salon}/services?$orderby=displayName&$select=id&$search=x&$expand=y&nonsense=1`);

    expect(idsOf(options.json.value)).toEqual(idsOf(plain.json.value));
    expect(options.json.value[0]).toHaveProperty('displayName');
  });
});
