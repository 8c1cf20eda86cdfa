import { RequestError } from '../../src/domain/errors.js';
import { erpInvoice } from './builders.js';
import { openServer, seedCreated, seedInvoice, seedItem, type TestServer } from './desk.js';

let server: TestServer;
beforeEach(async () => {
  server = await openServer({
    desk: {
      withdraw: async (id, actor) => {
        if (id !== 'invoice-1' || actor !== 'Kari')
          throw new RequestError('conflict', 'The draft was changed in Business Central. Delete it there.');
        return { returnedItems: 1 };
      },
      searchCustomers: async (_company, text) =>
        text === 'C77'
          ? [
              {
                id: 'c77',
                number: 'C77',
                name: 'New',
                email: '',
                type: 'company',
                blocked: 'none',
                currencyCode: 'NOK',
                lastModifiedAt: '',
              },
            ]
          : [],
    },
  });
});
afterEach(() => server.close());

async function seedTwoInvoices(): Promise<void> {
  const drafted = await seedItem(server.store, { id: 'a' });
  await seedCreated(server.store, await seedInvoice(server.store, drafted), erpInvoice(), '0.5');
  const queued = await seedItem(server.store, { id: 'b' });
  await seedInvoice(server.store, queued, { id: 'invoice-2', customer: { id: 'customer-2', number: 'C20', name: 'Other' } });
}

const idsOf = (body: { rows: { id: string }[] }) => body.rows.map((row) => row.id);

describe('invoices', () => {
  it('are listed by state, variance, customer and words', async () => {
    await seedTwoInvoices();

    const all = await server.get('/api/invoices');
    const created = await server.get('/api/invoices?push=created');
    const both = await server.get('/api/invoices?push=created&push=intended');
    const varied = await server.get('/api/invoices?varianceOnly=true');
    const ofCustomer = await server.get('/api/invoices?customerNumber=C20');
    const found = await server.get('/api/invoices?search=D-100');

    expect(all.json()).toMatchObject({ total: 2 });
    expect(idsOf(created.json())).toEqual(['invoice-1']);
    expect(idsOf(both.json())).toHaveLength(2);
    expect(idsOf(varied.json())).toEqual(['invoice-1']);
    expect(idsOf(ofCustomer.json())).toEqual(['invoice-2']);
    expect(idsOf(found.json())).toEqual(['invoice-1']);
  });

  it('are shown by where they stand, with counts, a page and an order of their own', async () => {
    await seedTwoInvoices();

    const drafts = await server.get('/api/invoices?standing=draft');
    const byCustomer = await server.get('/api/invoices?sort=-customerName&limit=1');
    const next = await server.get('/api/invoices?sort=-customerName&limit=1&offset=1');

    expect(drafts.json()).toMatchObject({ total: 1, rows: [{ id: 'invoice-1' }], counts: { draft: 1, unsent: 1, paid: 0 } });
    expect([...idsOf(byCustomer.json()), ...idsOf(next.json())]).toEqual(['invoice-2', 'invoice-1']);
    expect(byCustomer.json()).toMatchObject({ total: 2 });
  });

  it('show expected and actual total, lines, links and history', async () => {
    await seedTwoInvoices();

    const response = await server.get('/api/invoices/invoice-1');

    expect(response.json()).toMatchObject({
      invoice: { expectedTotal: '450', variance: '0.5', erp: { netTotal: '450' } },
      lines: [{ billingItemId: 'a', line: { description: 'Haircut' } }],
      links: { documentUrl: 'https://bc.test/company-1/invoice/D-100', customerUrl: 'https://bc.test/company-1/customer/C10' },
      history: [],
    });
  });

  it('link to the posted document once the number changed', async () => {
    const item = await seedItem(server.store);
    await seedCreated(server.store, await seedInvoice(server.store, item), erpInvoice());
    await server.store.invoices.recordSettled(
      'invoice-1',
      erpInvoice({ status: 'open', number: 'P-9' }),
      '2026-06-15T09:00:00.000Z',
    );

    const response = await server.get('/api/invoices/invoice-1');

    expect(response.json()).toMatchObject({ links: { documentUrl: 'https://bc.test/company-1/posted-invoice/P-9' } });
  });

  it('can be taken back while nobody touched them', async () => {
    const heard: string[] = [];
    server.events.subscribe((event) => heard.push(event.type));

    const taken = await server.post('/api/invoices/invoice-1/withdraw');
    const touched = await server.post('/api/invoices/invoice-9/withdraw');

    expect(taken.json()).toEqual({ returnedItems: 1 });
    expect(touched.statusCode).toBe(409);
    expect(heard).toEqual(['items']);
  });

  it.each([
    ['/api/invoices/none', 404],
    ['/api/invoices?push=lost', 400],
    ['/api/invoices?standing=somewhere', 400],
    ['/api/invoices?sort=etag', 400],
    ['/api/invoices?varianceOnly=perhaps', 400],
  ])('%s is answered with %i', async (url, status) => {
    expect((await server.get(url)).statusCode).toBe(status);
  });
});

describe('a customer', () => {
  it('shows rows, invoices and what is to be invoiced, of this company only', async () => {
    await seedTwoInvoices();
    await seedItem(server.store, { id: 'c' });
    await seedItem(server.store, { id: 'elsewhere', companyId: 'company-2' });

    const response = await server.get('/api/customers/company-1/C10');

    const body = response.json<{ rows: { id: string }[]; invoices: unknown[]; totals: unknown[] }>();
    expect(body).toMatchObject({
      customer: { number: 'C10', name: 'Berg AS', url: 'https://bc.test/company-1/customer/C10' },
      totals: [{ currency: 'NOK', count: 1, amount: '450.00' }],
    });
    expect(idsOf(body).sort()).toEqual(['a', 'b', 'c']);
    expect(body.invoices).toHaveLength(1);
  });

  it('without bookings is looked up in BC', async () => {
    const known = await server.get('/api/customers/company-1/C77');
    const unknown = await server.get('/api/customers/company-1/C78');

    expect(known.json()).toMatchObject({ customer: { name: 'New' }, rows: [], invoices: [], totals: [] });
    expect(unknown.statusCode).toBe(404);
  });
});

describe('the calendar', () => {
  const calendar = (from: string, to: string, business = 'salon@fjord.test') =>
    server.get(`/api/calendar?businessId=${business}&from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`);

  it('shows what touches the span, of one business', async () => {
    await seedItem(server.store, { id: 'before', startsAt: '2026-06-08T20:00:00.000Z' });
    await seedItem(server.store, { id: 'into', startsAt: '2026-06-08T21:30:00.000Z' });
    await seedItem(server.store, { id: 'within', startsAt: '2026-06-10T08:00:00.000Z' });
    await seedItem(server.store, { id: 'after', startsAt: '2026-06-15T22:00:00.000Z' });
    await seedItem(server.store, { id: 'elsewhere', businessId: 'other@fjord.test' });

    const response = await calendar('2026-06-09T00:00:00+02:00', '2026-06-16T00:00:00+02:00');

    expect(idsOf(response.json())).toEqual(['into', 'within']);
  });

  it.each([
    ['a span turned round', '2026-06-16T00:00:00Z', '2026-06-09T00:00:00Z', 422],
    ['a span too long', '2026-01-01T00:00:00Z', '2026-06-09T00:00:00Z', 422],
    ['no date', 'tomorrow', '2026-06-09T00:00:00Z', 400],
  ])('refuses %s', async (_what, from, to, status) => {
    expect((await calendar(from, to)).statusCode).toBe(status);
  });

  it('asks for a shorter span when there is too much to show', async () => {
    const small = await openServer({ limits: { calendarRows: 1 } });
    try {
      await seedItem(small.store, { id: 'a' });
      await seedItem(small.store, { id: 'b' });

      const response = await small.get(
        '/api/calendar?businessId=salon@fjord.test&from=2026-06-09T00:00:00Z&to=2026-06-16T00:00:00Z',
      );

      expect(response.statusCode).toBe(422);
      expect(response.json()).toMatchObject({ detail: 'There are 2 bookings in this span. Choose a shorter one.' });
    } finally {
      await small.close();
    }
  });
});

describe('filters in words', () => {
  it('are explained in the zone of the business', async () => {
    const response = await server.post('/api/filter/explain', { column: 'startsAt', text: '-cm..t', locale: 'nb-NO' });

    expect(response.json()).toEqual({ ok: true, sentence: 'Start is from 1 June 2026 to 15 June 2026 (Europe/Oslo).' });
  });

  it('or what to write is', async () => {
    const response = await server.post('/api/filter/explain', { column: 'amount', text: '1..2..3', locale: 'en' });

    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      faults: [{ path: 'text', message: 'A range has one ".." in it. Write 1..5, ..5 or 5.. instead.' }],
    });
  });
});
