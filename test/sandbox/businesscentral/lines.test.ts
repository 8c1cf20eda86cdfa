import { draft, itemLine, itemNamed, linesOf, q, startService, type Bench, type Json } from './support.js';

let bench: Bench;

beforeEach(() => {
  bench = startService();
});

afterEach(() => bench.service.close());

const anyTag = { 'if-match': '*' };

async function lineFrom(body: Json): Promise<Json> {
  const invoice = await draft(bench, { salesInvoiceLines: [] });
  const reply = await bench.fjord('POST', `salesInvoices(${invoice['id']})/salesInvoiceLines`, { body });
  if (reply.status !== 201) throw new Error(reply.body.error.message as string);
  return reply.body;
}

test('7: the flat collection answers only for a document', async () => {
  const invoice = await draft(bench);

  const flat = await bench.fjord('GET', 'salesInvoiceLines');
  const filtered = await bench.fjord('GET', `salesInvoiceLines?${q(`$filter=documentId eq ${invoice['id']}`)}`);

  expect([flat.status, flat.body.error.code]).toEqual([400, 'Application_DialogException']);
  expect(flat.body.error.message).toContain('You must specify an Id or a Document Id to get the lines.');
  expect(filtered.body.value).toHaveLength(1);
});

test('7: a line can be added through the flat collection with a document id', async () => {
  const invoice = await draft(bench);

  const reply = await bench.fjord('POST', 'salesInvoiceLines', { body: { documentId: invoice['id'], ...itemLine() } });
  const unnamed = await bench.fjord('POST', 'salesInvoiceLines', { body: itemLine() });

  expect([reply.status, reply.body.sequence]).toEqual([201, 20000]);
  expect(unnamed.body.error.message).toContain('You must specify a document id to get the lines.');
});

test('9: an object number before the type is not looked up', async () => {
  const line = await lineFrom({ lineObjectNumber: 'S-MASSAGE', lineType: 'Item' });

  expect(line).toMatchObject({ lineType: 'Item', lineObjectNumber: '', unitPrice: 0 });
});

test('9: the item overwrites a description and a price that came before it', async () => {
  const { id } = await itemNamed(bench, 'S-FACIAL');

  const early = await lineFrom({ description: 'Mine', itemId: id, quantity: 1 });
  const late = await lineFrom({ itemId: id, quantity: 1, description: 'Mine', unitPrice: 55 });
  const priced = await lineFrom({ unitPrice: 55, itemId: id, quantity: 1 });

  expect([early['description'], early['unitPrice']]).toEqual(['Facial treatment', 70]);
  expect([late['description'], late['unitPrice']]).toEqual(['Mine', 55]);
  expect(priced['unitPrice']).toBe(70);
});

test('9: a line that stays a comment carries no figures', async () => {
  const invoice = await draft(bench);

  const reply = await bench.fjord('POST', `salesInvoices(${invoice['id']})/salesInvoiceLines`, {
    body: { description: 'Thank you', unitPrice: 5 },
  });

  expect([reply.status, reply.body.error.code]).toEqual([400, 'Application_FieldValidationException']);
  expect(reply.body.error.message).toContain("Unit Price must be equal to '0' in Sales Line");
});

test('9: a quantity after the price works the price out again', async () => {
  const line = await lineFrom({ lineType: 'Item', lineObjectNumber: 'S-MASSAGE', unitPrice: 10, quantity: 2 });

  expect([line['unitPrice'], line['netAmount']]).toEqual([85, 170]);
});

test('9: a price of 0 holds only after the item has put a price there', async () => {
  const after = await lineFrom({ lineType: 'Item', lineObjectNumber: 'S-MASSAGE', quantity: 1, unitPrice: 0 });
  const before = await lineFrom({ unitPrice: 0, lineType: 'Item', lineObjectNumber: 'S-MASSAGE', quantity: 1 });

  expect([after['unitPrice'], before['unitPrice']]).toEqual([0, 85]);
});

test('9: item and account together are refused, and an object number stays', async () => {
  const item = await itemNamed(bench, 'S-MASSAGE');
  const account = (await bench.fjord('GET', `accounts?${q("$filter=number eq '6110'")}`)).body.value[0];
  const line = await lineFrom(itemLine());

  const changed = await bench.fjord('PATCH', `salesInvoiceLines(${line['id']})`, {
    headers: anyTag,
    body: { lineObjectNumber: 'S-FACIAL' },
  });

  await expect(lineFrom({ itemId: item['id'], accountId: account.id })).rejects.toThrow(
    'Both "itemId" and "accountId" are specified.',
  );
  expect(changed.body.error.message).toContain('The value for "lineObjectNumber" cannot be modified.');
});

test('9: what is written as tax code is not what is read', async () => {
  const line = await lineFrom(itemLine({ taxCode: 'VAT0' }));
  const export_ = await draft(bench, { customerNumber: 'C00080', salesInvoiceLines: [itemLine({ taxCode: 'VAT25' })] });
  const [exported] = await linesOf(bench, export_);

  expect([line['taxCode'], line['taxPercent']]).toEqual(['VAT0', 0]);
  expect([exported!['taxCode'], exported!['taxPercent']]).toEqual(['EXPORT', 0]);
});

test('tax is worked out on running totals: the sum is right, a line is off by one cent', async () => {
  const price = { quantity: 1, unitPrice: 0.33, taxCode: 'VAT25' };
  const invoice = await draft(bench, { salesInvoiceLines: [itemLine(price), itemLine(price), itemLine(price)] });

  const lines = await linesOf(bench, invoice);

  expect(lines.map((line) => line['totalTaxAmount'])).toEqual([0.08, 0.09, 0.08]);
  expect(invoice).toMatchObject({ totalAmountExcludingTax: 0.99, totalTaxAmount: 0.25, totalAmountIncludingTax: 1.24 });
});

test('amounts are exact where binary fractions are not', async () => {
  const invoice = await draft(bench, {
    salesInvoiceLines: [
      itemLine({ quantity: 1.005, unitPrice: 100, taxCode: 'VAT0' }),
      itemLine({ quantity: 3, unitPrice: 0.1, taxCode: 'VAT0' }),
    ],
  });

  expect(invoice['totalAmountIncludingTax']).toBe(100.8);
});

test('discounts follow each other, and a header discount is spread over the lines', async () => {
  const invoice = await draft(bench, {
    discountAmount: 10,
    salesInvoiceLines: [
      itemLine({ quantity: 2, unitPrice: 50, discountPercent: 10, taxCode: 'VAT0' }),
      itemLine({ quantity: 1, unitPrice: 20, discountAmount: 10, taxCode: 'VAT0' }),
    ],
  });

  const lines = await linesOf(bench, invoice);

  expect(
    lines.map((line) => [line['discountAmount'], line['discountPercent'], line['invoiceDiscountAllocation'], line['netAmount']]),
  ).toEqual([
    [10, 10, 9, 81],
    [10, 50, 1, 9],
  ]);
  expect(invoice['totalAmountExcludingTax']).toBe(90);
});

test('a customer whose prices include VAT has gross line prices', async () => {
  const invoice = await draft(bench, { customerNumber: 'C00090' });
  const [line] = await linesOf(bench, invoice);

  expect(invoice).toMatchObject({ pricesIncludeTax: true, totalAmountExcludingTax: 85, totalAmountIncludingTax: 106.25 });
  expect(line!['unitPrice']).toBe(106.25);
});

test('a unit that is not one of the item is refused; HUR finds the hour for an item', async () => {
  const item = await bench.fjord('POST', 'items', {
    body: {
      displayName: 'Talk',
      type: 'Service',
      baseUnitOfMeasureCode: 'hur',
      taxGroupCode: 'VAT25',
      generalProductPostingGroupCode: 'SERVICES',
    },
  });

  expect(item.body.baseUnitOfMeasureCode).toBe('HOUR');
  await expect(lineFrom(itemLine({ unitOfMeasureCode: 'HOUR' }))).rejects.toThrow('Item Unit of Measure');
});
