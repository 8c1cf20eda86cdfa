import { openServer, seedItem, type TestServer } from './desk.js';

let server: TestServer;

beforeAll(async () => {
  server = await openServer();
  const customer = (name: string, number: string) => ({ sellTo: { id: number, number, name } });
  await seedItem(
    server.store,
    { id: 'anna', startsAt: '2026-06-08T08:00:00.000Z' },
    { ...customer('Anna Berg', 'C10'), amount: '100' },
  );
  await seedItem(
    server.store,
    { id: 'berg', startsAt: '2026-06-09T08:00:00.000Z' },
    { ...customer('BERG AS', 'C20'), amount: '450.5' },
  );
  await seedItem(
    server.store,
    { id: 'percent', startsAt: '2026-06-10T08:00:00.000Z' },
    { ...customer('100% [Hår]_1', 'C30'), amount: '1200' },
  );
  const nobody = { sellTo: null, billTo: null, amount: null, quantity: null, unitPrice: null };
  await seedItem(
    server.store,
    { id: 'nobody', startsAt: '2026-06-14T22:30:00.000Z', attendee: null, serviceName: "O'Brien & Co" },
    nobody,
  );
});
afterAll(() => server.close());

it.each([
  ['customerName', 'Anna Berg', ['anna']],
  ['customerName', 'anna berg', []],
  ['customerName', '@anna berg', ['anna']],
  ['customerName', '@*berg*', ['anna', 'berg']],
  ['customerName', '*Berg', ['anna']],
  ['customerName', '<>@*berg*', ['percent', 'nobody']],
  ['customerName', '100% *', ['percent']],
  ['customerName', '1?0*', ['percent']],
  ['customerName', '*[H*', ['percent']],
  ['customerName', '*_1', ['percent']],
  ['customerName', '*_2', []],
  ['customerName', "''", ['nobody']],
  ['customerName', "<>''", ['anna', 'berg', 'percent']],
  ['serviceName', "O'Brien & Co", []],
  ['serviceName', "'O''Brien & Co'", ['nobody']],
  ['serviceName', "O'Brien*", ['nobody']],
  ['customerNumber', 'C10..C20', ['anna', 'berg']],
  ['customerNumber', '>C10&<C30', ['berg']],
  ['customerNumber', 'C10|C30', ['anna', 'percent']],
  ['amount', '450,5', ['berg']],
  ['amount', '100..450,5', ['anna', 'berg']],
  ['amount', '>100', ['berg', 'percent']],
  ['amount', '<>100', ['berg', 'percent', 'nobody']],
  ['amount', "''", ['nobody']],
  ['amount', "<>''", ['anna', 'berg', 'percent']],
  ['startsAt', 't', ['nobody']],
  ['startsAt', '8.6..9.6', ['anna', 'berg']],
  ['startsAt', '>9.6.2026', ['percent', 'nobody']],
  ['startsAt', '<>9.6.2026', ['anna', 'percent', 'nobody']],
  ['startsAt', '10.6.2026 10:00', ['percent']],
  ['durationMinutes', '60', ['anna', 'berg', 'percent', 'nobody']],
])('%s filtered by %s shows %j', async (column, text, expected) => {
  const response = await server.get(`/api/items?locale=nb-NO&f.${column}=${encodeURIComponent(text)}`);

  expect(response.json<{ rows: { id: string }[] }>().rows.map((row) => row.id)).toEqual(expected);
});
