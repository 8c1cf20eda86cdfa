import { customerNamed, draft, itemLine, linesOf, startService, type Bench } from './support.js';

let bench: Bench;

beforeEach(() => {
  bench = startService();
});

afterEach(() => bench.service.close());

const body = { city: 'Ribe' };

test.each([[undefined], ['abc']])('5: a PATCH with If-Match %p is refused as an invalid token', async (ifMatch) => {
  const customer = await customerNamed(bench, 'C00010');

  const reply = await bench.fjord('PATCH', `customers(${customer['id']})`, {
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    body,
  });

  expect([reply.status, reply.body.error.code]).toEqual([400, 'BadRequest_InvalidToken']);
});

test('5: the current ETag is accepted once; the old one is then stale', async () => {
  const customer = await customerNamed(bench, 'C00010');
  const headers = { 'if-match': customer['@odata.etag'] as string };

  const first = await bench.fjord('PATCH', `customers(${customer['id']})`, { headers, body });
  const second = await bench.fjord('PATCH', `customers(${customer['id']})`, { headers, body: { city: 'Skive' } });

  expect([first.status, first.body.city]).toEqual([200, 'Ribe']);
  expect([second.status, second.body.error.code]).toEqual([409, 'Request_EntityChanged']);
  expect(second.body.error.message).toContain('Another user has already changed the record.');
});

test('5: the ETag is the recorded kind of weak tag and stays the same on reading', async () => {
  const [first, second] = [await customerNamed(bench, 'C00010'), await customerNamed(bench, 'C00010')];

  const [, inner = ''] = /^W\/"(.+)"$/.exec(first['@odata.etag'] as string) ?? [];
  expect(Buffer.from(inner, 'base64').toString()).toMatch(/^'\d\d;\d+;00;'$/);
  expect(second['@odata.etag']).toBe(first['@odata.etag']);
});

test('5: a change of a line changes the ETag of its invoice', async () => {
  const invoice = await draft(bench);
  const [line] = await linesOf(bench, invoice);

  await bench.fjord('PATCH', `salesInvoiceLines(${line!['id']})`, {
    headers: { 'if-match': line!['@odata.etag'] as string },
    body: { quantity: 3 },
  });
  const reply = await bench.fjord('PATCH', `salesInvoices(${invoice['id']})`, {
    headers: { 'if-match': invoice['@odata.etag'] as string },
    body: { email: 'z@x.test' },
  });

  expect(reply.body.error.code).toBe('Request_EntityChanged');
});

test('5: a DELETE with a stale ETag is refused, without one it goes through', async () => {
  const invoice = await draft(bench);
  await bench.fjord('POST', `salesInvoices(${invoice['id']})/salesInvoiceLines`, { body: itemLine() });

  const stale = await bench.fjord('DELETE', `salesInvoices(${invoice['id']})`, {
    headers: { 'if-match': invoice['@odata.etag'] as string },
  });
  const deleted = await bench.fjord('DELETE', `salesInvoices(${invoice['id']})`);
  const gone = await bench.fjord('GET', `salesInvoices(${invoice['id']})`);

  expect([stale.status, deleted.status, gone.status]).toEqual([409, 204, 404]);
  expect(gone.body.error.code).toBe('Internal_RecordNotFound');
});

test('5: PATCH on a collection is not allowed', async () => {
  const reply = await bench.fjord('PATCH', 'customers', { headers: { 'if-match': '*' }, body });

  expect([reply.status, reply.body.error.code]).toEqual([405, 'BadRequest_MethodNotAllowed']);
});
