import { draft, itemLine, linesOf, q, startService, customerNamed, type Bench } from './support.js';

let bench: Bench;

beforeEach(() => {
  bench = startService();
});

afterEach(() => bench.service.close());

test('6: a deep insert answers with totals over its lines and without the lines', async () => {
  const invoice = await draft(bench, {
    salesInvoiceLines: [itemLine({ quantity: 2 }), itemLine({ lineObjectNumber: 'S-FACIAL' }), { description: 'Thank you' }],
  });

  const lines = await linesOf(bench, invoice);
  expect(invoice).toMatchObject({
    totalAmountExcludingTax: 240,
    totalTaxAmount: 60,
    totalAmountIncludingTax: 300,
    remainingAmount: 300,
    status: 'Draft',
  });
  expect(invoice).not.toHaveProperty('salesInvoiceLines');
  expect(lines.map(({ sequence, lineType, netAmount }) => [sequence, lineType, netAmount])).toEqual([
    [10000, 'Item', 170],
    [20000, 'Item', 70],
    [30000, 'Comment', 0],
  ]);
});

test('6: a bad last line leaves no invoice and gives the number back', async () => {
  const first = await draft(bench);

  const refused = await bench.fjord('POST', 'salesInvoices', {
    body: {
      customerNumber: 'C00010',
      externalDocumentNumber: 'BKG-1',
      salesInvoiceLines: [itemLine(), itemLine({ lineObjectNumber: 'S-NONE' })],
    },
  });
  const found = await bench.fjord('GET', `salesInvoices?${q("$filter=externalDocumentNumber eq 'BKG-1'")}`);
  const next = await draft(bench);

  expect(refused.status).toBe(400);
  expect(refused.body.error.message).toMatch(/^Item does not exist\.  CorrelationId:  [0-9a-f-]{36}\.$/);
  expect(found.body.value).toEqual([]);
  expect(Number(next['number'])).toBe(Number(first['number']) + 1);
});

test('a draft is found by its external document number and takes its data from the customer', async () => {
  const customer = await customerNamed(bench, 'C00010');
  const invoice = await draft(bench, { customerNumber: undefined, customerId: customer['id'], externalDocumentNumber: 'bkg-77' });

  const found = await bench.fjord(
    'GET',
    `salesInvoices?${q("$filter=externalDocumentNumber eq 'BKG-77'&$select=id,number,status")}`,
  );

  expect(found.body.value).toEqual([
    { '@odata.etag': invoice['@odata.etag'], id: invoice['id'], number: invoice['number'], status: 'Draft' },
  ]);
  expect(invoice).toMatchObject({
    customerName: 'Anna Karlsen',
    sellToCity: 'Aarhus',
    email: 'anna@x.test',
    dueDate: '2026-09-29',
    currencyCode: 'EUR',
  });
});
