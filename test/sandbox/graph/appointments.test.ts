import { openBench, type Bench, type Reply } from '../caller.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.control.seed());

const salon = '/salon@fjord.test';
const all = (): any[] => bench.sandbox.control.appointments('salon@fjord.test'); // eslint-disable-line @typescript-eslint/no-explicit-any
const pathOf = (id: string): string => `${salon}/appointments/${encodeURIComponent(id)}`;
const serviceId = async (name: string): Promise<string> =>
  (await bench.readAll(`${salon}/services`)).find(({ displayName }) => displayName === name).id;
const post = (body: object): Promise<Reply> => bench.bookings(`${salon}/appointments`, { method: 'POST', body });

describe('an appointment', () => {
  it.each([
    ['cancelled', 'POST', '/cancel'],
    ['cancelled by its long name', 'POST', '/microsoft.graph.cancel'],
    ['deleted', 'DELETE', ''],
  ])('that was %s is gone from lists and by id', async (_what, method, action) => {
    const { id } = all()[5];

    const done = await bench.bookings(`${pathOf(id)}${action}`, { method, body: {} });
    const again = await bench.bookings(`${pathOf(id)}${action}`, { method, body: {} });
    const byId = await bench.bookings(pathOf(id));

    expect([done.status, done.text, again.status, byId.status]).toEqual([204, '', 404, 404]);
    expect(byId.json.error.code).toBe('ErrorItemNotFound');
    expect((await bench.readAll(`${salon}/appointments`)).map((entry) => entry.id)).not.toContain(id);
  });

  it('changed by PATCH keeps its id and moves its last update', async () => {
    const before = all()[5];
    bench.sandbox.clock.advance(60_000);

    const reply = await bench.bookings(pathOf(before.id), {
      method: 'PATCH',
      body: {
        price: 12.5,
        startDateTime: { dateTime: '2026-11-25T10:00:00', timeZone: 'Romance Standard Time' },
        serviceNotes: 'Moved',
      },
    });
    const after = (await bench.bookings(pathOf(before.id))).json;

    expect(reply.status).toBe(204);
    expect(after).toMatchObject({
      id: before.id,
      price: 12.5,
      serviceNotes: 'Moved',
      startDateTime: { dateTime: '2026-11-25T09:00:00.0000000' },
    });
    expect(after.lastUpdatedDateTime > before.lastUpdatedDateTime).toBe(true);
  });

  it('can be made, with the service copied, under the names of v1.0 or beta', async () => {
    const service = await serviceId('Manicure');
    const start = { dateTime: '2026-12-01T09:00:00Z', timeZone: 'UTC' };
    const end = { dateTime: '2026-12-01T09:30:00Z', timeZone: 'UTC' };

    const modern = await post({
      serviceId: service,
      startDateTime: start,
      endDateTime: end,
      customers: [{ name: 'New', emailAddress: 'new@mail.test' }],
    });
    const beta = await post({ serviceId: service, start, end });

    expect([modern.status, beta.status]).toEqual([201, 201]);
    expect(modern.json).toMatchObject({
      serviceName: 'Manicure',
      price: 32.95,
      priceType: 'fixedPrice',
      duration: 'PT30M',
      filledAttendeesCount: 1,
    });
    expect(beta.json.startDateTime).toEqual(modern.json.startDateTime);
    expect((await bench.bookings(pathOf(modern.json.id))).status).toBe(200);
  });

  it('of a group drops customers it does not know without a word, and five at once break the service', async () => {
    const [known] = all()[0].customers;
    const times = { startDateTime: { dateTime: '2026-12-01T09:00:00Z' }, endDateTime: { dateTime: '2026-12-01T10:15:00Z' } };
    const group = { serviceId: await serviceId('Yoga class'), ...times };

    const made = await post({
      ...group,
      customers: [{ customerId: known.customerId }, { customerId: '00000000-0000-4000-8000-000000000000' }],
    });
    const broken = await post({ ...group, customers: Array.from({ length: 5 }, () => ({ customerId: known.customerId })) });

    expect(made.json.customers.map(({ customerId }: { customerId: string }) => customerId)).toEqual([known.customerId]);
    expect([broken.status, broken.json.error.code, broken.json.error.message]).toEqual([500, 'UnknownError', '']);
  });

  it('with a slash in its id is listed but cannot be asked for', async () => {
    const slashed = (await bench.readAll(`${salon}/appointments`)).find(({ id }) => id.includes('/'));

    const encoded = await bench.bookings(pathOf(slashed.id));
    const twice = await bench.bookings(`${salon}/appointments/${encodeURIComponent(encodeURIComponent(slashed.id))}`);
    const plain = await bench.bookings(`${salon}/appointments/${slashed.id}`);

    expect([encoded.status, twice.status, plain.status]).toEqual([400, 400, 400]);
    expect(encoded.json.error).toMatchObject({
      code: 'BadRequest',
      message: expect.stringMatching(/^Resource not found for the segment/),
    });
  });

  it('is asked for by its exact id only', async () => {
    const { id } = all()[5];

    const reply = await bench.bookings(pathOf(id.toLowerCase()));

    expect(reply.status).toBe(404);
  });
});

describe('what else is refused', () => {
  it.each([
    ['GET', '/unknown@mail.test', 404, 'ErrorItemNotFound'],
    ['GET', '/salon@fjord.test/nonsense', 400, 'BadRequest'],
    ['GET', '/salon@fjord.test/services/unknown', 404, 'ErrorItemNotFound'],
    ['POST', '/salon@fjord.test/appointments', 400, 'BadRequest'],
  ])('%s %s', async (method, path, status, code) => {
    const reply = await bench.bookings(path, { method, ...(method === 'POST' ? { body: 'no json' } : {}) });

    expect([reply.status, reply.json.error.code]).toEqual([status, code]);
  });

  it('and every answer names the request in headers and body', async () => {
    const reply = await bench.bookings('/unknown@mail.test', { headers: { 'client-request-id': 'mine' } });

    expect(reply.headers['client-request-id']).toBe('mine');
    expect(reply.json.error.innerError).toMatchObject({ 'request-id': reply.headers['request-id'], 'client-request-id': 'mine' });
  });

  it.each([
    ['POST', '', 403, /Business\.Create does not support the token type: App/],
    ['DELETE', '/salon@fjord.test', 403, /Business\.Delete does not support the token type: App/],
    ['PUT', '/salon@fjord.test', 405, /not allowed/],
  ])('%s of a business "%s" by an application', async (method, path, status, message) => {
    const reply = await bench.bookings(path, { method, body: '{}' });

    expect(reply.status).toBe(status);
    expect(reply.json.error.message).toMatch(message);
  });

  it('but a page is published and taken back without an answer body', async () => {
    const published = async () => (await bench.bookings('/salon@fjord.test')).json.isPublished;

    const taken = await bench.bookings('/salon@fjord.test/unpublish', { method: 'POST' });
    const between = await published();
    await bench.bookings('/salon@fjord.test/publish', { method: 'POST' });

    expect([taken.status, between, await published()]).toEqual([204, false, true]);
  });

  it('currencies are not for applications', async () => {
    const reply = await bench.bookings(`${bench.sandbox.graphUrl}/solutions/bookingCurrencies`);

    expect([reply.status, reply.json.error.code]).toEqual([403, 'Authorization_RequestDenied']);
  });
});

describe('customers and services', () => {
  it('deleted or renamed leave the copies in appointments alone', async () => {
    const booking = all()[0];
    const { customerId, name } = booking.customers[0];
    bench.sandbox.control.settings({ graph: { customerIds: 'guid' } });

    const deleted = await bench.bookings(`${salon}/customers/${customerId}`, { method: 'DELETE' });
    const renamed = await bench.bookings(`${salon}/services/${booking.serviceId}`, {
      method: 'PATCH',
      body: { displayName: 'Renamed' },
    });
    const after = (await bench.bookings(pathOf(booking.id))).json;

    expect([deleted.status, renamed.status]).toEqual([204, 204]);
    expect(after).toMatchObject({ serviceName: booking.serviceName, customers: [{ customerId, name }] });
    expect((await bench.bookings(`${salon}/customers/${customerId}`)).status).toBe(404);
    expect((await bench.bookings(`${salon}/services/${booking.serviceId}`)).json.displayName).toBe('Renamed');
  });

  it('can be added', async () => {
    const reply = await bench.bookings(`${salon}/customers`, {
      method: 'POST',
      body: { displayName: 'New', emailAddress: 'n@mail.test' },
    });

    expect(reply.status).toBe(201);
    expect((await bench.readAll(`${salon}/customers`)).map(({ id }) => id)).toContain(reply.json.id);
  });
});
