import { companyId } from './builders.js';
import { openServer, seedItem, type TestServer } from './desk.js';

let server: TestServer;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

it('sums up by payer what is chosen, and what matches but for a few (D.1.4)', async () => {
  const payer = { id: 'payer-1', number: 'P1', name: 'Fjord AS' };
  await seedItem(server.store, { id: 'a' });
  await seedItem(server.store, { id: 'b' }, { billTo: payer });
  await seedItem(server.store, { id: 'c' }, { billTo: payer });

  const url = '/api/items/totals/by-payer';
  const all = await server.post(url, { of: { query: { view: 'ready' }, except: ['b'] } });
  const own = await server.post(url, { of: { query: { view: 'ready', 'f.billToNumber': 'C10' }, except: [] } });
  const page = await server.post(url, { of: { ids: ['a', 'b', 'c'] }, limit: 1 });
  const unreadable = await server.post(url, { of: { query: { view: 'ready', 'f.amount': 'x' }, except: [] } });

  const fjord = {
    companyId,
    billToNumber: 'P1',
    billToName: 'Fjord AS',
    currency: 'NOK',
    count: 1,
    minutes: 60,
    amount: '450.00',
  };
  expect(all.json()).toEqual({
    payers: [{ ...fjord, billToNumber: 'C10', billToName: 'Berg AS' }, fjord],
    total: 2,
  });
  expect(own.json()).toMatchObject({ payers: [{ billToNumber: 'C10', count: 1 }], total: 1 });
  expect(page.json()).toMatchObject({ payers: [{ billToNumber: 'P1', count: 2, amount: '900.00' }], total: 2 });
  expect(unreadable.statusCode).toBe(400);
});

it('tells with an item what else is to be invoiced to its payer, the newest first (D.1.9)', async () => {
  const days = ['01', '02', '03', '04', '05', '06', '07'];
  for (const day of days) await seedItem(server.store, { id: `on-${day}`, startsAt: `2026-06-${day}T08:00:00.000Z` });
  await seedItem(server.store, { id: 'nobody' }, { sellTo: null });

  const item = await server.get('/api/items/on-06');
  const unknown = await server.get('/api/items/nobody');

  const { openOfPayer } = item.json<{ openOfPayer: { rows: { id: string }[]; total: number } }>();
  expect(openOfPayer.rows.map(({ id }) => id)).toEqual(['on-07', 'on-05', 'on-04', 'on-03', 'on-02']);
  expect(openOfPayer.total).toBe(6);
  expect(unknown.json()).toMatchObject({ openOfPayer: null });
});
