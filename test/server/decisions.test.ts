import { RequestError } from '../../src/domain/errors.js';
import type { Desk, DecisionOutcome } from '../../src/sync/desk.js';
import type { RunEvent } from '../../src/server/events.js';
import { openServer, seedItem, type TestServer } from './desk.js';

const customer = {
  id: 'customer-2',
  number: 'C20',
  name: 'Anna Berg',
  email: 'anna@kunde.test',
  type: 'person' as const,
  blocked: 'none' as const,
  currencyCode: 'NOK',
  lastModifiedAt: '2026-06-01T00:00:00Z',
};
const item = {
  id: 'erp-item-2',
  number: 'CUT',
  name: 'Cut',
  type: 'service' as const,
  blocked: false,
  unitOfMeasureCode: 'PCS',
  lastModifiedAt: '2026-06-01T00:00:00Z',
};

async function withDesk(
  desk: Partial<Desk>,
  work: (server: TestServer, heard: RunEvent[]) => Promise<void>,
  selectionRows = 100,
) {
  const server = await openServer({ desk, limits: { selectionRows } });
  const heard: RunEvent[] = [];
  server.events.subscribe((event) => heard.push(event));
  try {
    await work(server, heard);
  } finally {
    await server.close();
  }
}

describe('a decision', () => {
  it('is answered with the row as it is now: the mapping that follows gives it another version', async () => {
    const decide: Desk['decide'] = async (rows) =>
      'query' in rows ? [] : [{ itemId: rows[0]!.id, outcome: 'done', message: '', item: null }];

    await withDesk({ decide }, async (server) => {
      const { facts, version } = await seedItem(server.store);
      const rows = [{ id: facts.id, version }];

      const response = await server.post('/api/items/decide', { rows, change: { kind: 'confirm', on: true }, reason: '' });

      expect(response.json()).toMatchObject({ outcomes: [{ outcome: 'done', item: { version } }] });
    });
  });

  it('reaches the desk with who decided, and every page hears of it', async () => {
    const asked: unknown[] = [];
    const decide: Desk['decide'] = async (...args) => {
      asked.push(args);
      return [
        {
          itemId: 'a',
          outcome: 'changed-meanwhile',
          message: 'Ola changed it first. Look again.',
          item: null,
        } satisfies DecisionOutcome,
      ];
    };
    const rows = [{ id: 'a', version: 3 }];
    const change = { kind: 'set-price', unitPrice: '99.50', quantity: '2' };

    await withDesk({ decide }, async (server, heard) => {
      const response = await server.post('/api/items/decide', { rows, change, reason: 'Agreed' });

      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({ outcomes: [{ itemId: 'a', outcome: 'changed-meanwhile' }] });
      expect(asked).toEqual([[rows, change, 'Agreed', 'Kari']]);
      expect(heard).toEqual([{ type: 'items' }]);
    });
  });

  it('gives back the item as it is now', async () => {
    await withDesk({}, async (server) => {
      const saved = await seedItem(server.store);
      const app = await openServer({
        desk: { decide: async () => [{ itemId: 'item-1', outcome: 'done', message: '', item: saved }] },
      });
      try {
        const response = await app.post('/api/items/decide', {
          rows: [{ id: 'item-1', version: null }],
          change: { kind: 'confirm', on: true },
        });

        expect(response.json()).toMatchObject({ outcomes: [{ item: { facts: { id: 'item-1' } } }] });
      } finally {
        await app.close();
      }
    });
  });

  it('D.1.12: is made about everything the list shows, when that is as much as the person saw', async () => {
    const asked: unknown[] = [];
    const decide: Desk['decide'] = async (...args) => {
      asked.push(args);
      return [];
    };
    const query = { view: 'ready', 'f.customerName': 'Anna*' };
    const change = { kind: 'set-period', day: '2026-07-01' };

    await withDesk({ decide }, async (server) => {
      const described = await server.post('/api/items/decide', { query, except: ['row-7'], count: 99, change, reason: 'Agreed' });
      const tooMany = await server.post('/api/items/decide', { query, count: 101, change, reason: 'Agreed' });
      const nothing = await server.post('/api/items/decide', { query, change, reason: 'Agreed' });

      expect([described.statusCode, tooMany.statusCode, nothing.statusCode]).toEqual([200, 422, 422]);
      const filters = [expect.objectContaining({ column: 'customerName' })];
      const rows = { query: expect.objectContaining({ view: 'ready', filters }), except: ['row-7'], count: 99 };
      expect(asked).toEqual([[rows, change, 'Agreed', 'Kari']]);
    });
  });

  it.each([
    ['an unknown change', { kind: 'delete' }],
    ['a price that is no number', { kind: 'set-price', unitPrice: '1e3', quantity: '1' }],
    ['a price in the local notation', { kind: 'set-price', unitPrice: '9,50', quantity: '1' }],
    ['a day that does not exist', { kind: 'not-before', date: '2026-02-30' }],
    ['a reason only a rule may give', { kind: 'exclude', reason: 'ignored-by-rule' }],
    ['more than it knows', { kind: 'clear-price', evil: true }],
  ])('is refused for %s', async (_what, change) => {
    await withDesk({ decide: () => Promise.reject(new Error('must not be reached')) }, async (server, heard) => {
      const response = await server.post('/api/items/decide', { rows: [{ id: 'a', version: 1 }], change, reason: '' });

      expect(response.statusCode).toBe(400);
      expect(heard).toEqual([]);
    });
  });

  it('names all faults at once', async () => {
    await withDesk({}, async (server) => {
      const response = await server.post('/api/items/decide', { rows: [], change: { kind: 'clear-price' }, reason: 7 });

      const paths = response.json<{ faults: { path: string }[] }>().faults.map((fault) => fault.path);
      expect(paths).toEqual(['rows', 'reason']);
    });
  });

  it('takes no more rows than configured', async () => {
    await withDesk(
      {},
      async (server) => {
        const rows = [1, 2, 3].map((number) => ({ id: `item-${number}`, version: 1 }));

        const response = await server.post('/api/items/decide', { rows, change: { kind: 'clear-price' } });

        expect(response.statusCode).toBe(422);
      },
      2,
    );
  });
});

describe('links into BC', () => {
  it('assigns a customer', async () => {
    const asked: unknown[] = [];
    const before = [{ itemId: 'a', number: null }];
    const assignCustomer: Desk['assignCustomer'] = async (...args) => {
      asked.push(args);
      return { customer, affectedItems: 4, before, skipped: 0 };
    };

    await withDesk({ assignCustomer }, async (server, heard) => {
      const response = await server.post('/api/items/assign-customer', { ids: ['a', 'b'], customerNumber: ' C20 ' });

      expect(response.json()).toEqual({ customer, affectedItems: 4, before, skipped: 0 });
      expect(asked).toEqual([[['a', 'b'], 'C20', 'Kari', undefined]]);
      expect(heard).toEqual([{ type: 'items' }]);
    });
  });

  it('assigns a customer to everything the list shows, more than would fit into a request', async () => {
    const asked: unknown[] = [];
    const assignCustomer: Desk['assignCustomer'] = async (...args) => {
      asked.push(args);
      return { customer, affectedItems: 60_000, before: [], skipped: 0 };
    };
    const ids = Array.from({ length: 60_000 }, (_, row) => `row-${String(row).padStart(20, '0')}`);
    const query = { view: 'blocked', 'f.customerName': 'Anna*' };

    await withDesk({ assignCustomer }, async (server) => {
      const listed = await server.post('/api/items/assign-customer', { ids, customerNumber: 'C20' });
      const described = await server.post('/api/items/assign-customer', {
        query,
        except: ['row-7'],
        count: 59_999,
        customerNumber: 'C20',
        instead: 'C10',
      });
      const nothing = await server.post('/api/items/assign-customer', { query, customerNumber: 'C20' });

      expect([listed.statusCode, described.statusCode, nothing.statusCode]).toEqual([413, 200, 422]);
      expect(asked).toEqual([
        [
          {
            query: expect.objectContaining({ view: 'blocked', filters: [expect.objectContaining({ column: 'customerName' })] }),
            except: ['row-7'],
            count: 59_999,
          },
          'C20',
          'Kari',
          'C10',
        ],
      ]);
    });
  });

  it('maps a service', async () => {
    await withDesk({ mapService: async () => ({ item, affectedItems: 12, before: [], skipped: 0 }) }, async (server) => {
      const response = await server.post('/api/items/map-service', { ids: ['a'], itemNumber: 'CUT' });

      expect(response.json()).toEqual({ item, affectedItems: 12, before: [], skipped: 0 });
    });
  });

  it('says why an item cannot be taken, and tells no page that anything changed', async () => {
    const mapService = () => Promise.reject(new RequestError('invalid', 'CUT is an inventory item. Choose one of type Service.'));

    await withDesk({ mapService }, async (server, heard) => {
      const response = await server.post('/api/items/map-service', { ids: ['a'], itemNumber: 'CUT' });

      expect(response.statusCode).toBe(422);
      expect(response.json()).toMatchObject({ detail: 'CUT is an inventory item. Choose one of type Service.' });
      expect(heard).toEqual([]);
    });
  });

  it.each(['assign-customer', 'map-service'])('%s needs a number', async (action) => {
    await withDesk({}, async (server) => {
      const response = await server.post(`/api/items/${action}`, { ids: ['a'] });

      expect(response.statusCode).toBe(400);
    });
  });
});

it('asks again for refused rows', async () => {
  await withDesk({ retry: async (ids) => ids.length }, async (server) => {
    const response = await server.post('/api/items/retry', { ids: ['a', 'b'] });
    const nothing = await server.post('/api/items/retry', { ids: [] });

    expect(response.json()).toEqual({ retried: 2 });
    expect(nothing.statusCode).toBe(400);
  });
});

it('finds customers and items of BC', async () => {
  await withDesk({ searchCustomers: async () => [customer], searchItems: async () => [item] }, async (server) => {
    const customers = await server.get('/api/erp/customers?companyId=company-1&text=anna');
    const items = await server.get('/api/erp/items?companyId=company-1&text=cut');
    const nothing = await server.get('/api/erp/customers?companyId=company-1&text=%20');

    expect(customers.json()).toEqual({ rows: [customer] });
    expect(items.json()).toEqual({ rows: [item] });
    expect(nothing.statusCode).toBe(400);
  });
});
