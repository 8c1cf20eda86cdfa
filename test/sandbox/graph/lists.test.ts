import { openBench, month, type Bench } from '../caller.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());
afterEach(() => {
  bench.sandbox.control.settings({
    graph: {
      customersInLists: 'empty',
      customerIds: 'mixed',
      dateTimeSuffix: 'none',
      dropLastUpdatedDateTime: false,
      flatCustomerFields: 'none',
    },
  });
});

const view = `/salon@fjord.test/calendarView?${month}`;

describe('businesses', () => {
  it('are listed with id and name only, and found whatever the case of the id', async () => {
    const list = await bench.bookings('');
    const one = await bench.bookings('/SALON@Fjord.Test');

    expect(list.json.value[0]).toEqual({ id: 'salon@fjord.test', displayName: 'Fjord Wellness' });
    expect(one.json).toMatchObject({
      id: 'salon@fjord.test',
      defaultCurrencyIso: 'EUR',
      bookingPageSettings: { businessTimeZone: 'Europe/Copenhagen' },
    });
  });

  it('may give a Windows time zone, no currency, or no page settings', async () => {
    const studio = await bench.bookings('/studio@hudson.test');
    const popup = await bench.bookings('/popup@nowhere.test');

    expect(studio.json.bookingPageSettings.businessTimeZone).toBe('Eastern Standard Time');
    expect(popup.json.defaultCurrencyIso).toBeNull();
    expect(popup.json).not.toHaveProperty('bookingPageSettings');
  });

  it('are searched by name with query', async () => {
    const found = await bench.bookings('?query=hudson');

    expect(found.json.value.map(({ id }: { id: string }) => id)).toEqual(['studio@hudson.test']);
  });
});

describe('appointments in a list and by id', () => {
  it.each([
    ['empty', (customers: unknown) => expect(customers).toEqual([])],
    ['absent', (customers: unknown) => expect(customers).toBeUndefined()],
    ['filled', (customers: unknown) => expect(customers).toHaveLength(1)],
  ] as const)('have %s customers in lists when told so, and always full ones by id', async (customersInLists, check) => {
    bench.sandbox.control.settings({ graph: { customersInLists } });

    const [first] = (await bench.bookings(view)).json.value;
    const item = await bench.bookings(`/salon@fjord.test/appointments/${encodeURIComponent(first.id)}`);

    check(first.customers);
    expect(item.json.customers[0]).toMatchObject({ '@odata.type': '#microsoft.graph.bookingCustomerInformation' });
    expect(item.json.customers[0].customerId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('show notes and reminders only by id', async () => {
    bench.sandbox.control.settings({ graph: { customersInLists: 'filled' } });
    const all = await bench.readAll(view);
    const listed = all.find(({ price }) => price === 72.25);

    const item = await bench.bookings(`/salon@fjord.test/appointments/${encodeURIComponent(listed.id)}`);

    expect(item.json.serviceNotes).toBe('Price agreed by phone.');
    expect(item.json.reminders).toHaveLength(1);
    expect(item.json).toHaveProperty('customerNotes');
    expect(listed).toMatchObject({ serviceNotes: null, reminders: [] });
    expect(listed).not.toHaveProperty('customerNotes');
  });

  it('carry the flat copy of one customer only where told so, and none for a group', async () => {
    const hidden = (await bench.bookings(view)).json.value[0];
    bench.sandbox.control.settings({ graph: { flatCustomerFields: 'calendarView' } });

    const all = await bench.readAll(view);
    const group = all.find(({ maximumAttendeesCount }) => maximumAttendeesCount === 5);

    expect(hidden).not.toHaveProperty('customerName');
    expect(all[0].customerName).not.toBe('');
    expect(group).toMatchObject({ customerName: null, customerEmailAddress: null, filledAttendeesCount: 3 });
  });

  it.each([
    ['none', /^2026-\d\d-\d\dT\d\d:\d\d:00\.0000000$/],
    ['Z', /^2026-\d\d-\d\dT\d\d:\d\d:00\.0000000Z$/],
  ] as const)('write times in UTC with the suffix %s', async (dateTimeSuffix, shape) => {
    bench.sandbox.control.settings({ graph: { dateTimeSuffix } });

    const [first] = (await bench.bookings(view)).json.value;

    expect(first.startDateTime).toEqual({ dateTime: expect.stringMatching(shape), timeZone: 'UTC' });
  });

  it('leave lastUpdatedDateTime out everywhere when told so', async () => {
    const before = (await bench.bookings(view)).json.value[0];
    bench.sandbox.control.settings({ graph: { dropLastUpdatedDateTime: true } });

    const bodies = await Promise.all(
      ['', '/appointments', '/customers', '/services'].map(
        async (path) => (await bench.bookings(`/salon@fjord.test${path}`)).text,
      ),
    );

    expect(before).toHaveProperty('lastUpdatedDateTime');
    bodies.forEach((text) => expect(text).not.toContain('lastUpdatedDateTime'));
  });
});

describe('customers', () => {
  const ids = async (): Promise<string[]> => (await bench.readAll('/salon@fjord.test/customers')).map(({ id }) => id);

  it('have ids in either form, and the long one holds the GUID that appointments carry', async () => {
    bench.sandbox.control.settings({ graph: { customerIds: 'guid' } });
    const guids = await ids();
    bench.sandbox.control.settings({ graph: { customerIds: 'exchange' } });
    const long = await ids();
    bench.sandbox.control.settings({ graph: { customerIds: 'mixed' } });
    const mixed = await ids();

    const bytes = Buffer.from(long[0]!, 'base64');
    const tail = bytes.subarray(-16);
    const swapped = Buffer.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((index) => tail[index]!)).toString(
      'hex',
    );
    expect(bytes).toHaveLength(59);
    expect(swapped).toBe(guids[0]!.replaceAll('-', ''));
    expect(new Set(mixed.map((id) => id.length)).size).toBe(2);
  });

  it('whose id is long are not found by GUID', async () => {
    bench.sandbox.control.settings({ graph: { customerIds: 'guid' } });
    const [guid] = await ids();
    const known = await bench.bookings(`/salon@fjord.test/customers/${guid}`);
    bench.sandbox.control.settings({ graph: { customerIds: 'exchange' } });
    const [long] = await ids();

    const byGuid = await bench.bookings(`/salon@fjord.test/customers/${guid}`);
    const byLong = await bench.bookings(`/salon@fjord.test/customers/${encodeURIComponent(long!)}`);

    expect([known.status, byGuid.status, byLong.status]).toEqual([200, 404, 200]);
    expect(byLong.json.displayName).toBe(known.json.displayName);
  });
});

describe('staff', () => {
  it('show later roles only to callers who ask for them', async () => {
    const roles = async (headers: Record<string, string>): Promise<string[]> =>
      (await bench.bookings('/salon@fjord.test/staffMembers', { headers })).json.value.map(({ role }: { role: string }) => role);

    expect(await roles({})).toEqual(['administrator', 'externalGuest', 'unknownFutureValue']);
    expect(await roles({ prefer: 'include-unknown-enum-members' })).toEqual(['administrator', 'externalGuest', 'scheduler']);
  });
});
