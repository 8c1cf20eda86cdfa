import { blocks } from '../../src/domain/problems.js';
import { businessId, companyId, erpInvoice, erpLine } from './builders.js';
import { openServer, seedCreated, seedInvoice, seedItem, type TestServer } from './desk.js';

let server: TestServer;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

const idsOf = (body: { rows: { id: string }[] }) => body.rows.map((row) => row.id);

describe('the list', () => {
  it('gives rows as flat as the page shows them', async () => {
    await seedItem(server.store, { id: 'a' });

    const response = await server.get('/api/items');

    expect(response.statusCode).toBe(200);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.json()).toMatchObject({
      total: 1,
      asOf: '2026-06-15T08:00:00.000Z',
      rows: [
        {
          id: 'a',
          state: 'ready',
          durationMinutes: 60,
          customerName: 'Berg AS',
          customerNumber: 'C10',
          amount: '450',
          daysWaiting: 4,
          documentNumber: null,
          documentUrl: null,
        },
      ],
    });
  });

  it('filters in the language of the browser and the zone of the business', async () => {
    await seedItem(server.store, { id: 'evening', startsAt: '2026-06-09T22:30:00.000Z' });
    await seedItem(server.store, { id: 'other', startsAt: '2026-06-09T21:30:00.000Z' });

    const norwegian = await server.get('/api/items?f.startsAt=10.6.2026', { 'accept-language': 'nb-NO,nb;q=0.9' });
    const english = await server.get('/api/items?f.startsAt=6/10/2026', { 'accept-language': 'en-US' });

    expect(idsOf(norwegian.json())).toEqual(['evening']);
    expect(idsOf(english.json())).toEqual(['evening']);
  });

  it('sorts, pages and searches', async () => {
    await seedItem(server.store, { id: 'a', startsAt: '2026-06-08T08:00:00.000Z', serviceName: 'Massage' });
    await seedItem(server.store, { id: 'b', startsAt: '2026-06-09T08:00:00.000Z' });
    await seedItem(server.store, { id: 'c', startsAt: '2026-06-10T08:00:00.000Z', serviceName: 'Massage' });

    const second = await server.get('/api/items?sort=-startsAt&offset=1&limit=1');
    const found = await server.get('/api/items?search=massage');

    expect(idsOf(second.json())).toEqual(['b']);
    expect(second.json()).toMatchObject({ total: 3 });
    expect(idsOf(found.json())).toEqual(['a', 'c']);
  });

  it('shows the document of a drafted row with its address', async () => {
    const item = await seedItem(server.store);
    await seedCreated(server.store, await seedInvoice(server.store, item), erpInvoice());

    const response = await server.get('/api/items?view=drafted');

    expect(response.json()).toMatchObject({
      rows: [
        {
          state: 'drafted',
          documentNumber: 'D-100',
          documentStatus: 'draft',
          documentUrl: `https://bc.test/${companyId}/invoice/D-100`,
          runId: 'run-1',
          daysWaiting: null,
        },
      ],
    });
  });

  it('says in words why a row is blocked or excluded', async () => {
    const problem = blocks('no-email', 'assign-customer', 'There is no e-mail address. Assign a customer.');
    await seedItem(server.store, { id: 'blocked', startsAt: '2026-06-09T08:00:00.000Z' }, { sellTo: null, problems: [problem] });
    await seedItem(server.store, { id: 'free' }, { exclusion: 'free' });

    const response = await server.get('/api/items');

    expect(response.json()).toMatchObject({
      rows: [
        { id: 'blocked', state: 'blocked', customerName: 'Anna Berg', reason: problem.message, reasonCode: 'no-email' },
        { id: 'free', state: 'excluded', reason: 'The service is free.', reasonCode: 'free', exclusion: 'free' },
      ],
    });
  });

  it('answers with every fault of a query', async () => {
    const response = await server.get('/api/items?f.amount=much&f.startsAt=soon');

    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({
      code: 'faulty-request',
      faults: [
        { path: 'f.startsAt', message: expect.stringContaining('"soon" is not a date') },
        { path: 'f.amount', message: expect.stringContaining('"much" is not a number') },
      ],
    });
  });

  it.each(['view=gone', 'sort=price', 'limit=0', 'limit=501', 'offset=-1', 'f.shoeSize=42', 'unknown=1', 'search=a&search=b'])(
    'refuses %s',
    async (query) => {
      const response = await server.get(`/api/items?${query}`);

      expect(response.statusCode).toBe(400);
      expect(response.json<{ faults: unknown[] }>().faults).toHaveLength(1);
    },
  );
});

describe('tax, period and link mode', () => {
  const rowOf = async (id: string) => {
    const { rows } = (await server.get('/api/items?view=all')).json<{ rows: { id: string }[] }>();
    return rows.find((row) => row.id === id);
  };

  it('are empty for a row whose tax nobody knows', async () => {
    await seedItem(server.store, { id: 'a' });

    expect(await rowOf('a')).toMatchObject({
      netAmount: null,
      taxAmount: null,
      grossAmount: null,
      taxBasis: null,
      linkMode: null,
      periodFrom: '2026-06-01',
      periodTo: '2026-06-30',
    });
  });

  it('are what the ERP reports of the line of a row on a document', async () => {
    const item = await seedItem(server.store, { id: 'a' });
    await seedCreated(server.store, await seedInvoice(server.store, item), erpInvoice(), '0', [erpLine()]);

    expect(await rowOf('a')).toMatchObject({
      netAmount: '450',
      taxAmount: '112.5',
      grossAmount: '562.5',
      taxPercent: '25',
      taxBasis: 'document',
      linkMode: 'independent',
    });
  });

  it('are an expectation, and say so, where the ERP has taxed the same item for the same customer and payer before', async () => {
    const billed = await seedItem(server.store, { id: 'a' });
    await seedCreated(server.store, await seedInvoice(server.store, billed), erpInvoice(), '0', [erpLine()]);
    await seedItem(server.store, { id: 'same' }, { amount: '99.99', unitPrice: '99.99' });
    await seedItem(server.store, { id: 'other-item' }, { erpItem: { id: 'erp-item-2', number: 'M', name: 'Massage' } });
    await seedItem(server.store, { id: 'other-payer' }, { billTo: { id: 'customer-2', number: 'C20', name: 'Far AS' } });

    expect(await rowOf('same')).toMatchObject({
      netAmount: '99.99',
      taxAmount: '25',
      grossAmount: '124.99',
      taxBasis: 'expected',
    });
    expect(await rowOf('other-item')).toMatchObject({ taxAmount: null, taxBasis: null });
    expect(await rowOf('other-payer')).toMatchObject({ taxAmount: null, taxBasis: null });
  });

  it('come out of the price where the prices of the customer include tax', async () => {
    const billed = await seedItem(server.store, { id: 'a' });
    await seedCreated(server.store, await seedInvoice(server.store, billed), erpInvoice({ pricesIncludeTax: true }), '0', [
      erpLine(),
    ]);
    await seedItem(server.store, { id: 'b' }, { amount: '100' });

    expect(await rowOf('b')).toMatchObject({ netAmount: '80', taxAmount: '20', grossAmount: '100', taxBasis: 'expected' });
  });
});

describe('counts, totals and ids', () => {
  it('counts every view', async () => {
    await seedItem(server.store);

    const response = await server.get('/api/items/counts');

    expect(response.json()).toMatchObject({ counts: { ready: 1, blocked: 0, all: 1, 'not-invoiced': 1 } });
  });

  it('never adds currencies together', async () => {
    await seedItem(server.store, { id: 'a' });
    await seedItem(server.store, { id: 'b' });
    await seedItem(server.store, { id: 'c', currency: 'EUR' }, { currency: 'EUR', amount: '10.5' });

    const filtered = await server.get('/api/items/totals?view=ready');
    const chosen = await server.post('/api/items/totals', { ids: ['a', 'c'] });

    const byCurrency = (body: { totals: { currency: string }[] }) => new Map(body.totals.map((total) => [total.currency, total]));
    expect(byCurrency(filtered.json()).get('NOK')).toMatchObject({ count: 2, minutes: 120, amount: '900.00' });
    expect(byCurrency(filtered.json()).get('EUR')).toMatchObject({ count: 1, amount: '10.50' });
    expect(byCurrency(chosen.json()).get('NOK')).toMatchObject({ count: 1, amount: '450.00' });
  });

  it('add up tax and gross of the rows whose document tells them, never of an expectation', async () => {
    const billed = await seedItem(server.store, { id: 'a' });
    await seedCreated(server.store, await seedInvoice(server.store, billed), erpInvoice(), '0', [erpLine()]);
    await seedItem(server.store, { id: 'b' });

    const all = await server.get('/api/items/totals?view=all');
    const open = await server.get('/api/items/totals?view=not-invoiced');
    const chosen = await server.post('/api/items/totals', { ids: ['a', 'b'] });

    const taxed = { count: 1, tax: '112.50', gross: '562.50' };
    expect(all.json()).toMatchObject({ totals: [{ currency: 'NOK', count: 2, amount: '900.00', taxed }] });
    expect(open.json()).toEqual({ totals: [{ currency: 'NOK', count: 1, minutes: 60, amount: '450.00' }] });
    expect(chosen.json()).toEqual(all.json());
  });

  it('of everything that matches but for a few leave those out', async () => {
    for (const id of ['a', 'b', 'c'])
      await seedItem(server.store, { id, currency: id === 'c' ? 'EUR' : 'NOK' }, { currency: id === 'c' ? 'EUR' : 'NOK' });

    const query = { view: 'ready' };
    const without = await server.post('/api/items/totals', { query, except: ['a', 'c', 'not-in-the-list'] });
    const unreadable = await server.post('/api/items/totals', { query: { view: 'ready', 'f.amount': 'x' }, except: [] });

    expect(without.json()).toEqual({ totals: [{ currency: 'NOK', count: 1, minutes: 60, amount: '450.00' }] });
    expect(unreadable.statusCode).toBe(400);
  });

  it('names everything that matches, up to a limit', async () => {
    const small = await openServer({ limits: { selectionRows: 1 } });
    try {
      const item = await seedItem(small.store, { id: 'a' });
      const within = await small.get('/api/items/ids?view=all');
      await seedItem(small.store, { id: 'b' });

      const beyond = await small.get('/api/items/ids?view=all');

      expect(within.json()).toEqual({ items: [{ id: 'a', version: item.version }] });
      expect(beyond.statusCode).toBe(422);
      expect(beyond.json()).toMatchObject({ detail: 'More than 1 rows match. Narrow the filter, for example to a month.' });
    } finally {
      await small.close();
    }
  });
});

describe('one item', () => {
  it('comes with its invoice, its history and links into BC', async () => {
    const item = await seedItem(server.store);
    await seedInvoice(server.store, item);
    await server.store.audit.append([
      {
        at: '2026-06-15T08:00:00.000Z',
        actor: 'Kari',
        action: 'claim',
        itemId: 'item-1',
        invoiceId: 'invoice-1',
        runId: null,
        before: null,
        after: null,
        reason: '',
      },
    ]);

    const response = await server.get('/api/items/item-1');

    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      row: { id: 'item-1', state: 'drafting' },
      item: { facts: { businessId, attendee: { email: 'anna@kunde.test' } } },
      invoice: { id: 'invoice-1', expectedTotal: '450', documentUrl: null },
      history: [{ actor: 'Kari', action: 'claim' }],
      links: {
        customerUrl: `https://bc.test/${companyId}/customer/C10`,
        itemUrl: `https://bc.test/${companyId}/item/HAIR`,
        appointmentUrl: null,
      },
    });
  });

  it('is not found in a sentence', async () => {
    const response = await server.get('/api/items/nobody');

    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({
      code: 'not-found',
      detail: expect.stringContaining('This booking is not known here.'),
    });
  });
});
