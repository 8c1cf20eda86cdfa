import { companyId, erpInvoice } from './builders.js';
import { openServer, seedCreated, seedInvoice, seedItem, type TestServer } from './desk.js';

/** Drill-down: the addresses of an item's appointment, and of the credit memo of its invoice (D.1.8). */
let server: TestServer;
beforeEach(async () => {
  server = await openServer({ appointmentUrl: ({ appointmentId }) => `https://bookings.test/${appointmentId}` });
});
afterEach(() => server.close());

async function seedCredited(): Promise<void> {
  const item = await seedItem(server.store, { id: 'a' });
  await seedCreated(server.store, await seedInvoice(server.store, item), erpInvoice());
  await server.store.invoices.recordSettled(
    'invoice-1',
    erpInvoice({ number: 'P-1', status: 'canceled' }),
    '2026-06-15T08:00:00.000Z',
  );
  await server.store.invoices.recordCreditMemo('invoice-1', { id: 'memo-1', number: 'CM-1', date: '2026-06-14' });
}

it('an item leads to its appointment, and to the credit memo of its invoice', async () => {
  await seedCredited();

  const item = await server.get('/api/items/a');

  expect(item.json()).toMatchObject({
    links: { appointmentUrl: 'https://bookings.test/appointment-of-a' },
    invoice: {
      documentUrl: `https://bc.test/${companyId}/posted-invoice/P-1`,
      creditMemo: { number: 'CM-1', date: '2026-06-14' },
      creditMemoUrl: `https://bc.test/${companyId}/posted-credit-memo/CM-1`,
    },
  });
});

it('the list of invoices tells the credit memo and finds it by its number', async () => {
  await seedCredited();

  const found = await server.get('/api/invoices?search=cm-1');
  const one = await server.get('/api/invoices/invoice-1');

  const credited = { creditMemo: { number: 'CM-1' }, creditMemoUrl: `https://bc.test/${companyId}/posted-credit-memo/CM-1` };
  expect(found.json()).toMatchObject({ total: 1, rows: [credited] });
  expect(one.json()).toMatchObject({ invoice: credited });
});

it('an invoice that comes back to life has no credit memo any more', async () => {
  await seedCredited();
  await server.store.invoices.recordSettled(
    'invoice-1',
    erpInvoice({ number: 'P-1', status: 'open' }),
    '2026-06-15T09:00:00.000Z',
  );

  const one = await server.get('/api/invoices/invoice-1');

  expect(one.json()).toMatchObject({ invoice: { creditMemoUrl: null } });
  expect(one.json<{ invoice: object }>().invoice).not.toHaveProperty('creditMemo');
});
