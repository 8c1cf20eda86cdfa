import { openBench, month, type Bench, type Reply } from '../caller.js';
import { checkOf, readExample, skipReason, specsAreHere } from '../specs.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ graph: { customersInLists: 'filled', pageSize: 200 } });
});
afterAll(() => bench.close());
afterEach(() => bench.sandbox.control.clearFaults());

const salon = '/salon@fjord.test';
const conformance = specsAreHere ? describe : describe.skip;

/** Names of every property at every depth, so that two bodies can be compared in shape. */
const namesIn = (body: unknown): string[] =>
  typeof body === 'object' && body !== null ? Object.entries(body).flatMap(([name, value]) => [name, ...namesIn(value)]) : [];

conformance(`bodies against the published schema${specsAreHere ? '' : ` (${skipReason})`}`, () => {
  it.each([
    ['bookingBusiness', ''],
    ['bookingAppointment', `${salon}/appointments`],
    ['bookingAppointment', `${salon}/calendarView?${month}`],
    ['bookingCustomer', `${salon}/customers`],
    ['bookingService', `${salon}/services`],
    ['bookingStaffMember', `${salon}/staffMembers`],
    ['bookingCustomQuestion', `${salon}/customQuestions`],
  ])('every %s of %s fits, listed and by id', async (definition, path) => {
    const check = checkOf(definition);
    const entries = (await bench.bookings(path)).json.value as { id: string }[];
    const collection = path.replace(/calendarView.*/, 'appointments');
    const items = await Promise.all(
      entries
        .filter(({ id }) => !id.includes('/'))
        .slice(0, 4)
        .map(async ({ id }) => (await bench.bookings(`${collection}/${encodeURIComponent(id)}`)).json),
    );

    const bodies = [...entries, ...items];

    expect(items.length).toBeGreaterThan(2);
    expect(bodies.flatMap((body) => check.faultsOf(body))).toEqual([]);
    expect(bodies.flatMap((body) => check.strangersOf(body))).toEqual([]);
  });

  it('a wrong body would be noticed', () => {
    const check = checkOf('bookingAppointment');

    expect(check.faultsOf({ id: 'x', price: '10', priceType: 'wrong' })).toHaveLength(2);
    expect(check.strangersOf({ id: 'x', start: {} })).toEqual(['start']);
  });

  it.each([
    ['list-appointments', `${salon}/appointments`],
    ['list-calendar-view', `${salon}/calendarView?${month}`],
    ['list-customers', `${salon}/customers`],
    ['list-services', `${salon}/services`],
    ['list-staff-members', `${salon}/staffMembers`],
    ['list-custom-questions', `${salon}/customQuestions`],
    ['list-booking-businesses', ''],
  ])('names of the example %s are names of ours', async (example, path) => {
    const ours = new Set(namesIn((await bench.bookings(path)).json));
    // Address parts the schema does not have, and the flat and item-only fields that documentation and reports put elsewhere.
    const left = ['postOfficeBox', 'type', 'customerName', 'customerEmailAddress', 'customerPhone', 'customerNotes'];
    const coordinates = ['altitude', 'latitude', 'longitude', 'accuracy', 'altitudeAccuracy'];
    const policy = ['timeSlotInterval', 'minimumLeadTime', 'maximumAdvance', 'sendConfirmationsToOwner', 'allowStaffSelection'];

    const missing = namesIn(readExample(example)).filter((name) => !ours.has(name) && !/^\d+$/.test(name));

    expect(missing.filter((name) => ![...left, ...coordinates, ...policy].includes(name))).toEqual([]);
  });

  it.each([
    ['error-400-invalid-filter', () => bench.bookings(`${salon}/appointments?$filter=price%20gt%201`)],
    ['error-400-invalid-request', () => bench.bookings(`${salon}/calendarView?start=2026-01-01T00:00:00Z`)],
    ['error-401-invalid-token', () => bench.bookings('', { headers: { authorization: 'Bearer nothing' } })],
    ['error-404-not-found', () => bench.bookings(`${salon}/appointments/unknown`)],
    ['error-403-authorization-denied', () => bench.bookings(`${bench.sandbox.graphUrl}/solutions/bookingCurrencies`)],
    ['error-403-access-denied', () => struck(403)],
    ['error-429-throttled', () => struck(429)],
    ['error-500-unknown', () => struck(500)],
    ['error-503-unavailable', () => struck(503)],
  ])('%s has the code and shape of the example', async (example, provoke) => {
    const check = checkOf('odataError');
    const expected = readExample(example);

    const reply = await provoke();

    expect(reply.json.error.code).toBe(expected.error.code);
    expect(new Set(namesIn(reply.json))).toEqual(new Set(namesIn(expected)));
    expect(check.faultsOf(reply.json)).toEqual([]);
  });

  async function struck(status: number): Promise<Reply> {
    bench.sandbox.control.addFault({ system: 'graph', action: { kind: 'status', status } });
    return bench.bookings('');
  }
});
