import { customerNamed, draft, itemNamed, startService, type Bench } from './support.js';

let bench: Bench;

beforeEach(() => {
  bench = startService();
});

afterEach(() => bench.service.close());

const anyTag = { 'if-match': '*' };

test.each([
  ['customers', { displayName: 'X', balanceDue: 1 }, "Control 'Balance Due' is read-only"],
  ['customers', { displayName: 'X', id: '11111111-2222-4333-8444-555555555555' }, "Control 'Id' is read-only"],
  ['salesInvoices', { customerNumber: 'C00010', pricesIncludeTax: true }, "Control 'Prices Include Tax' is read-only"],
])('1: a read-only property in a POST to %s is refused', async (entitySet, body, message) => {
  const reply = await bench.fjord('POST', entitySet, { body });

  expect(reply.status).toBe(400);
  expect(reply.body.error.code).toBe('BadRequest_InvalidOperation');
  expect(reply.body.error.message).toContain(message);
});

test('1: the number of a draft cannot be patched', async () => {
  const invoice = await draft(bench);

  const reply = await bench.fjord('PATCH', `salesInvoices(${invoice['id']})`, { headers: anyTag, body: { number: '9' } });

  expect(reply.body.error.code).toBe('BadRequest_InvalidOperation');
});

test('1: a number in a POST of a document passes to the manual numbers check', async () => {
  const refused = await bench.fjord('POST', 'salesInvoices', { body: { number: 'bkg-1', customerNumber: 'C00010' } });
  bench.service.control.editNumberSeries({ code: 'S-INV', fields: { manualNos: true } });
  const accepted = await bench.fjord('POST', 'salesInvoices', { body: { number: 'bkg-1', customerNumber: 'C00010' } });
  const again = await bench.fjord('POST', 'salesInvoices', { body: { number: 'BKG-1', customerNumber: 'C00010' } });

  expect(refused.body.error.code).toBe('Application_DialogException');
  expect(refused.body.error.message).toContain('please activate Manual Nos. in No. Series S-INV.');
  expect([accepted.status, accepted.body.number]).toEqual([201, 'BKG-1']);
  expect(again.body.error.code).toBe('Internal_EntityWithSameKeyExists');
});

test('2: a text over its length is refused with its length, never cut', async () => {
  const displayName = 'x'.repeat(101);

  const reply = await bench.fjord('POST', 'customers', { body: { displayName } });

  expect(reply.status).toBe(400);
  expect(reply.body.error.code).toBe('Application_StringExceededLength');
  expect(reply.body.error.message).toContain(
    `The length of the string is 101, but it must be less than or equal to 100 characters. Value: ${displayName}`,
  );
});

test('2: a text of exactly its length is taken', async () => {
  const reply = await bench.fjord('POST', 'salesInvoices', {
    body: { customerNumber: 'C00010', externalDocumentNumber: 'A'.repeat(35) },
  });

  expect(reply.status).toBe(201);
});

test('3: codes come back trimmed and in upper case, texts as typed', async () => {
  const invoice = await draft(bench, { externalDocumentNumber: ' bkg-abc ', customerPurchaseOrderReference: 'Po abc' });

  expect(invoice['externalDocumentNumber']).toBe('BKG-ABC');
  expect(invoice['customerPurchaseOrderReference']).toBe('Po abc');
});

test.each(['_x0020_', ' ', ''])('4: the blank member is written as %j and read as _x0020_', async (blocked) => {
  const customer = await customerNamed(bench, 'C00060');

  const reply = await bench.fjord('PATCH', `customers(${customer['id']})`, { headers: anyTag, body: { blocked } });

  expect([customer['blocked'], reply.body.blocked]).toEqual(['All', '_x0020_']);
});

test.each(['Non-Inventory', 'Non_x002D_Inventory'])('4: %s is accepted and read by its wire name', async (type) => {
  const reply = await bench.fjord('POST', 'items', { body: { displayName: 'Voucher', type } });

  expect(reply.body.type).toBe('Non_x002D_Inventory');
});

test('4: an unknown member is refused with the captions', async () => {
  const item = await itemNamed(bench, 'S-MASSAGE');

  const reply = await bench.fjord('PATCH', `items(${item['id']})`, { headers: anyTag, body: { type: 'Invalid Type' } });

  expect([reply.status, reply.body.error.code]).toEqual([400, 'Unknown']);
  expect(reply.body.error.message).toContain(
    "'Invalid Type' is not an option. The existing options are: Inventory,Service,Non-Inventory",
  );
});

test('an unknown property is refused', async () => {
  const reply = await bench.fjord('POST', 'customers', { body: { displayName: 'X', postingGroup: 'DOMESTIC' } });

  expect(reply.body.error.message).toContain("The property 'postingGroup' does not exist on type 'Microsoft.NAV.customer'");
});
