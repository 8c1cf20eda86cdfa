import { customerNamed, draft, itemLine, q, startService, type Bench, type Json } from './support.js';

let bench: Bench;

beforeEach(() => {
  bench = startService();
});

afterEach(() => bench.service.close());

const post = (body: Json) => bench.fjord('POST', 'salesInvoices', { body });
const messageOf = async (body: Json) => (await post(body)).body.error.message as string;

test('8: the local currency is stored blank: zero id and its code, whether sent or not', async () => {
  const plain = await draft(bench);
  const sent = await draft(bench, { currencyCode: 'EUR' });
  const blank = await draft(bench, { currencyCode: '' });

  for (const invoice of [plain, sent, blank]) {
    expect([invoice['currencyId'], invoice['currencyCode']]).toEqual(['00000000-0000-0000-0000-000000000000', 'EUR']);
  }
});

test('8: a foreign currency converts the card price, and a later customer resets it', async () => {
  const dollars = await draft(bench, { currencyCode: 'USD' });
  const reset = await bench.fjord('POST', 'salesInvoices', { body: { currencyCode: 'USD', customerNumber: 'C00010' } });

  expect([dollars['currencyCode'], dollars['totalAmountExcludingTax']]).toEqual(['USD', 93.5]);
  expect(reset.body.currencyCode).toBe('EUR');
});

test('8: an unknown currency and one without a rate are refused', async () => {
  expect(await messageOf({ customerNumber: 'C00010', currencyCode: 'XXX' })).toContain(
    'The "currencyCode" does not match to a Currency.',
  );
  expect(await messageOf({ customerNumber: 'C00010', currencyCode: 'JPY' })).toContain(
    'There is no Currency Exchange Rate within the filter.',
  );
});

test('10: a customer without posting groups cannot be invoiced', async () => {
  const reply = await post({ customerNumber: 'C00100' });

  expect([reply.status, reply.body.error.code]).toEqual([400, 'Application_FieldValidationException']);
  expect(reply.body.error.message).toContain(
    'Gen. Bus. Posting Group must have a value in Customer: No.=C00100. It cannot be zero or empty.',
  );
});

test('10: a customer made without a template has no posting groups; with one it can be invoiced', async () => {
  const withTemplate = (await bench.fjord('POST', 'customers', { body: { displayName: 'Template', type: 'Person' } })).body;
  bench.service.control.removeTemplate({ code: 'API-CUSTOMER' });
  const without = (await bench.fjord('POST', 'customers', { body: { displayName: 'None' } })).body;

  const good = await post({ customerId: withTemplate.id });
  const bad = await post({ customerId: without.id });

  expect([good.status, bad.status]).toEqual([201, 400]);
  expect(good.body.dueDate).toBe('2026-09-29');
});

test('10: the first fitting template wins, and what the request set stays', async () => {
  const terms = (await bench.fjord('GET', `paymentTerms?${q("$filter=code eq 'CM10'")}`)).body.value[0];
  bench.service.control.addTemplate({
    template: {
      code: 'PERSONS',
      order: 5,
      criteria: { type: 'Person' },
      fields: {
        genBusPostingGroup: 'DOMESTIC',
        customerPostingGroup: 'DOMESTIC',
        vatBusPostingGroup: 'DOMESTIC',
        pricesIncludingVat: true,
        paymentTermsCode: '0D',
      },
    },
  });
  const person = (
    await bench.fjord('POST', 'customers', { body: { displayName: 'P', type: 'Person', paymentTermsId: terms.id } })
  ).body;

  const invoice = (await post({ customerId: person.id })).body;

  expect([invoice.pricesIncludeTax, invoice.paymentTermsId, invoice.dueDate]).toEqual([true, terms.id, '2026-10-10']);
});

test('10: an item without a product posting group stops the line', async () => {
  expect(
    await messageOf({ customerNumber: 'C00010', salesInvoiceLines: [itemLine({ lineObjectNumber: 'S-NOGROUP' })] }),
  ).toContain('Gen. Prod. Posting Group must have a value in Item: No.=S-NOGROUP.');
});

test.each([
  ['C00060', 'You cannot create this type of document when Customer C00060 is blocked with type All'],
  ['C00110', 'You cannot create this type of document when Customer C00110 is blocked for privacy.'],
])('11: no invoice for blocked customer %s', async (customerNumber, message) => {
  expect(await messageOf({ customerNumber })).toContain(message);
});

test('11: a blocked item, or one blocked for sales, stops the line', async () => {
  const item = (await bench.fjord('GET', `items?${q("$filter=number eq 'S-YOGA'")}`)).body.value[0];
  bench.service.control.editRecord({ entitySet: 'items', id: item.id, fields: { salesBlocked: true } });

  expect(
    await messageOf({ customerNumber: 'C00010', salesInvoiceLines: [itemLine({ lineObjectNumber: 'S-CLOSED' })] }),
  ).toContain("Blocked must be equal to 'No' in Item: No.=S-CLOSED. Current value is 'Yes'.");
  expect(await messageOf({ customerNumber: 'C00010', salesInvoiceLines: [itemLine({ lineObjectNumber: 'S-YOGA' })] })).toContain(
    'Sales Blocked must be equal to',
  );
});

test('a customer must be named, must exist, and id and number must agree', async () => {
  const anna = await customerNamed(bench, 'C00010');

  expect(await messageOf({})).toContain('A "customerNumber" or a "customerId" must be provided.');
  expect(await messageOf({ customerId: '11111111-2222-4333-8444-555555555555' })).toContain(
    'The sell-to customer cannot be found.',
  );
  expect(await messageOf({ customerId: anna['id'], customerNumber: 'C00020' })).toContain(
    'The sell-to customer values do not match to a specific Customer.',
  );
});

test('explicit dates are applied again in a fixed order, so an explicit due date wins', async () => {
  const invoice = await draft(bench, { dueDate: '2026-12-31', invoiceDate: '2026-09-01', postingDate: '2026-09-02' });
  const followed = await draft(bench, { invoiceDate: '2026-08-01' });

  expect([invoice['dueDate'], invoice['postingDate']]).toEqual(['2026-12-31', '2026-09-02']);
  expect(followed['dueDate']).toBe('2026-08-15');
});

test('a name is needed for customers and contacts; letters in a phone number, an unknown country and a bad e-mail are refused', async () => {
  const refusals = await Promise.all([
    bench.fjord('POST', 'customers', { body: { email: 'x@x.test' } }),
    bench.fjord('POST', 'contacts', { body: {} }),
    bench.fjord('POST', 'customers', { body: { displayName: 'X', phoneNumber: 'call me' } }),
    bench.fjord('POST', 'customers', { body: { displayName: 'X', country: 'QQ' } }),
    bench.fjord('POST', 'customers', { body: { displayName: 'X', email: 'nobody' } }),
  ]);

  expect(refusals.map(({ body }) => body.error.message.replace(/  CorrelationId.*/, ''))).toEqual([
    'A "displayName" must be provided.',
    'A "displayName" must be provided.',
    'Phone No. must not contain letters.',
    'The field country of table Customer contains a value (QQ) that cannot be found in the related table (Country/Region).',
    'The email address "nobody" is not valid.',
  ]);
});

test('a new customer brings its contact; persons of a company carry the relation of its customer', async () => {
  const nordlys = await customerNamed(bench, 'C00040');

  const information = (await bench.fjord('GET', `customers(${nordlys['id']})/contactsInformation`)).body.value;
  const ida = (await bench.fjord('GET', `contacts?${q("$filter=email eq 'ida@nordlys.test'")}`)).body.value[0];
  const flat = await bench.fjord('GET', 'contactsInformation');

  expect(
    information.map(({ contactName, contactType, relatedId, relatedType }: Json) => [
      contactName,
      contactType,
      relatedId,
      relatedType,
    ]),
  ).toEqual([
    ['Nordlys ApS', 'Company', nordlys['id'], 'Customer'],
    ['Ida Berg', 'Person', nordlys['id'], 'Customer'],
  ]);
  expect(ida).toMatchObject({ contactBusinessRelation: 'Customer', companyName: 'Nordlys ApS' });
  expect(flat.body.error.message).toContain('id type not specified.');
});
