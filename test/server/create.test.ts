import { RequestError } from '../../src/domain/errors.js';
import type { Desk, Preview, Selection } from '../../src/sync/desk.js';
import type { RunEvent } from '../../src/server/events.js';
import { erpInvoice, invoice, run } from './builders.js';
import { openServer, seedCreated, seedInvoice, seedItem, type TestServer } from './desk.js';

const preview: Preview = {
  documents: [
    {
      companyId: 'company-1',
      customer: { id: 'customer-1', number: 'C10', name: 'Berg AS' },
      billTo: null,
      currency: 'NOK',
      invoiceDate: '2026-06-15',
      postingDate: null,
      lines: [{ itemId: 'a', description: 'Haircut', quantity: '1', unitPrice: '450', amount: '450', warnings: [] }],
      expectedTotal: '450',
      expectedTax: { tax: '112.5', gross: '562.5' },
      warnings: [],
    },
  ],
  leftOut: [{ itemId: 'b', customerName: 'Ola', serviceName: 'Cut', state: 'blocked', reasons: [], runId: null }],
  offeredOthers: 2,
  dataVersion: 'v1',
};

async function withServer(desk: Partial<Desk>, work: (server: TestServer) => Promise<void>): Promise<void> {
  const server = await openServer({ desk, limits: { selectionRows: 3 } });
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

describe('a preview', () => {
  it('reads the filter texts of "everything that matches" before the desk sees them', async () => {
    const selections: Selection[] = [];
    const desk: Partial<Desk> = {
      preview: async (selection) => {
        selections.push(selection);
        return preview;
      },
    };
    await withServer(desk, async (server) => {
      const query = { view: 'ready', sort: '-amount', locale: 'de', search: ' berg ', 'f.amount': '>=1.000,50' };

      const response = await server.post('/api/preview', { selection: { kind: 'all', query } });

      expect(response.json()).toEqual(preview);
      expect(selections).toEqual([
        {
          kind: 'all',
          query: {
            view: 'ready',
            filters: [{ column: 'amount', term: { kind: 'range', from: '1000.5', to: null } }],
            search: 'berg',
            sort: { column: 'amount', direction: 'descending' },
          },
        },
      ]);
    });
  });

  it('takes chosen rows and customers as they are, with nothing switched on unless asked', async () => {
    const asked: unknown[] = [];
    const desk: Partial<Desk> = {
      preview: async (...args) => {
        asked.push(args);
        return preview;
      },
    };
    await withServer(desk, async (server) => {
      await server.post('/api/preview', { selection: { kind: 'items', ids: ['a'] } });
      await server.post('/api/preview', {
        selection: { kind: 'customer', customerNumber: 'C10' },
        options: { takeCustomersOthers: true, billAttendee: true, invoiceDate: '2026-06-30' },
      });

      expect(asked).toEqual([
        [{ kind: 'items', ids: ['a'] }, { takeCustomersOthers: false, billAttendee: false, invoiceDate: null }, 'Kari'],
        [
          { kind: 'customer', customerNumber: 'C10' },
          { takeCustomersOthers: true, billAttendee: true, invoiceDate: '2026-06-30' },
          'Kari',
        ],
      ]);
    });
  });

  it.each([
    ['no rows', { kind: 'items', ids: [] }, 400],
    ['too many rows', { kind: 'items', ids: ['a', 'b', 'c', 'd'] }, 422],
    ['an unreadable filter', { kind: 'all', query: { 'f.amount': 'much' } }, 400],
    ['an unknown column', { kind: 'all', query: { 'f.shoeSize': '42' } }, 400],
    ['nothing we know', { kind: 'some' }, 400],
  ])('is refused for %s', async (_what, selection, status) => {
    await withServer({}, async (server) => {
      const response = await server.post('/api/preview', { selection });

      expect(response.statusCode).toBe(status);
    });
  });
});

describe('creating', () => {
  it('answers at once with a queued run and tells every page', async () => {
    const asked: unknown[] = [];
    const queued = run({ state: 'queued' });
    const desk: Partial<Desk> = {
      create: async (...args) => {
        asked.push(args);
        return queued;
      },
    };
    await withServer(desk, async (server) => {
      const heard: RunEvent[] = [];
      server.events.subscribe((event) => heard.push(event));
      const selection = { kind: 'items', ids: ['a'] };

      const response = await server.post('/api/runs', { selection, dataVersion: 'v1' });

      expect(response.statusCode).toBe(202);
      expect(response.json()).toEqual(queued);
      expect(asked).toEqual([[selection, { takeCustomersOthers: false, billAttendee: false, invoiceDate: null }, 'v1', 'Kari']]);
      expect(heard).toEqual([{ type: 'run', run: queued }]);
    });
  });

  it('is refused in a sentence when the rows changed since the preview', async () => {
    const create = () => Promise.reject(new RequestError('conflict', '2 rows changed since the preview. Look at it again.'));
    await withServer({ create }, async (server) => {
      const response = await server.post('/api/runs', { selection: { kind: 'items', ids: ['a'] }, dataVersion: 'v0' });

      expect(response.statusCode).toBe(409);
      expect(response.json()).toMatchObject({ detail: '2 rows changed since the preview. Look at it again.' });
    });
  });

  it('needs the version of a preview', async () => {
    await withServer({}, async (server) => {
      const response = await server.post('/api/runs', { selection: { kind: 'items', ids: ['a'] } });

      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({ faults: [{ path: 'dataVersion' }] });
    });
  });
});

describe('runs', () => {
  it('are listed newest first, by kind, with their notes', async () => {
    await withServer({}, async ({ store, get }) => {
      await store.runs.insert(run({ id: 'run-1', queuedAt: '2026-06-15T07:00:00.000Z' }));
      await store.runs.insert(run({ id: 'run-2', kind: 'sync', queuedAt: '2026-06-15T07:30:00.000Z' }));
      const note = { runId: 'run-1', at: '2026-06-15T07:01:00.000Z', step: 'draft', invoiceId: null, level: 'skipped' as const };
      await store.runs.addNotes([{ ...note, itemId: 'b', message: 'No customer.' }]);

      const all = await get('/api/runs');
      const creating = await get('/api/runs?kind=create');
      const notes = await get('/api/runs/run-1/notes');
      const one = await get('/api/runs/run-2');

      expect(all.json()).toMatchObject({ total: 2, rows: [{ id: 'run-2' }, { id: 'run-1' }] });
      expect(creating.json()).toMatchObject({ total: 1, rows: [{ id: 'run-1' }] });
      expect(notes.json()).toMatchObject({ total: 1, rows: [{ message: 'No customer.' }] });
      expect(one.json()).toMatchObject({ id: 'run-2', kind: 'sync' });
    });
  });

  it('end with what was created, skipped and failed', async () => {
    await withServer({}, async ({ store, get }) => {
      await store.runs.insert(run());
      const item = await seedItem(store);
      await seedCreated(store, await seedInvoice(store, item), erpInvoice());
      const note = { runId: 'run-1', at: '2026-06-15T07:01:00.000Z', step: 'draft', itemId: 'b', invoiceId: null };
      await store.runs.addNotes([
        { ...note, level: 'skipped', message: 'No customer.' },
        { ...note, level: 'error', message: 'BC refused.' },
        { ...note, level: 'info', message: 'Found.' },
      ]);

      const response = await get('/api/runs/run-1/result');

      expect(response.json()).toMatchObject({
        created: [{ id: invoice().id, documentUrl: 'https://bc.test/company-1/invoice/D-100' }],
        skipped: [{ message: 'No customer.' }],
        failed: [{ message: 'BC refused.' }],
      });
    });
  });

  it('do not call an attempt a failure that was repeated with success', async () => {
    await withServer({}, async ({ store, get }) => {
      await store.runs.insert(run());
      const made = await seedInvoice(store, await seedItem(store));
      await seedCreated(store, made, erpInvoice());
      const note = { runId: 'run-1', at: '2026-06-15T07:01:00.000Z', step: 'push', itemId: null, invoiceId: made.id };
      await store.runs.addNotes([{ ...note, level: 'error', message: 'BC could not be reached.' }]);

      const response = await get('/api/runs/run-1/result');

      expect(response.json()).toMatchObject({ created: [{ id: made.id }], failed: [] });
    });
  });

  it.each(['/api/runs/none', '/api/runs/none/notes', '/api/runs/none/result'])('%s is not found', async (url) => {
    await withServer({}, async ({ get }) => {
      expect((await get(url)).statusCode).toBe(404);
    });
  });

  it('have no other kinds', async () => {
    await withServer({}, async ({ get }) => {
      expect((await get('/api/runs?kind=other')).statusCode).toBe(400);
    });
  });
});
