import { draft, q, send, startService, type Bench, type Json } from './support.js';

let bench: Bench;

beforeEach(() => {
  bench = startService();
});

afterEach(() => bench.service.close());

const numbers = (reply: { body: Json }): string[] => (reply.body['value'] as Json[]).map(({ number }) => number as string);
const find = (entitySet: string, filter: string) => bench.fjord('GET', `${entitySet}?${q(`$filter=${filter}`)}`);

test('15: pages follow next links of the recorded form until an empty last page', async () => {
  const headers = { prefer: 'odata.maxpagesize=11' };

  const first = await bench.fjord('GET', 'customers', { headers });
  const link = first.body['@odata.nextLink'] as string;
  const last = await send(bench.service, 'GET', link.replace('https://localhost:7048', ''), { headers });

  expect(Object.keys(first.body)).toEqual(['@odata.context', 'value', '@odata.nextLink']);
  expect(link).toMatch(
    new RegExp(`/companies\\(${bench.fjordId}\\)/customers\\?aid=FIN&\\$skiptoken=${first.body.value[10].id}$`),
  );
  expect(last.body).toEqual({ '@odata.context': first.body['@odata.context'], value: [] });
});

test.each([true, false])('15: a next link keeps the filter: %s', async (nextLinkKeepsFilter) => {
  bench.service.control.settings({ nextLinkKeepsFilter });

  const reply = await bench.fjord('GET', `customers?${q("$filter=type eq 'Company'")}`, {
    headers: { prefer: 'odata.maxpagesize=1' },
  });
  const next = await send(bench.service, 'GET', (reply.body['@odata.nextLink'] as string).replace('https://localhost:7048', ''), {
    headers: { prefer: 'odata.maxpagesize=1' },
  });

  expect(numbers(next)).toEqual([nextLinkKeepsFilter ? 'C00070' : 'C00050']);
});

test('15: $top gives no next link; $skip and $count work', async () => {
  const reply = await bench.fjord('GET', `customers?${q('$top=2&$skip=1&$count=true')}`);

  expect(numbers(reply)).toEqual(['C00020', 'C00030']);
  expect(reply.body['@odata.count']).toBe(11);
  expect(reply.body).not.toHaveProperty('@odata.nextLink');
});

test('15: a page over the maximum is 413', async () => {
  const reply = await bench.fjord('GET', 'customers', { headers: { prefer: 'odata.maxpagesize=20001' } });

  expect(reply.status).toBe(413);
});

test('16: or over distinct fields is refused, over one field it works', async () => {
  const refused = await find('customers', "email eq 'anna@x.test' or number eq 'C00020'");
  const fine = await find('customers', "number eq 'C00010' or number eq 'C00030'");

  expect(refused.status).toBe(400);
  expect(refused.body.error.message).toContain("The 'OR' operator is not supported on distinct fields on an OData filter.");
  expect(numbers(fine)).toEqual(['C00010', 'C00030']);
});

test.each([
  ["email eq 'anna@x.test'", ['C00010']],
  ["email eq 'ANNA@x.test'", []],
  ["tolower(email) eq 'anna@x.test'", ['C00010']],
  ["toupper(displayName) eq 'ACME'", ['C00070']],
  ["email eq 'shared@family.test'", ['C00020', 'C00030']],
  ["contains(email,'b@x.test')", ['C00050']],
  ["startswith(displayName,'Anna') and not (number eq 'C00020')", ['C00010']],
  ["endswith(email,'brooklyn.test')", ['C00080']],
  ["blocked eq 'All'", ['C00060']],
  ["type eq 'Company' and city ne 'Aalborg'", ['C00070']],
  ["number ge 'C00100'", ['C00100', 'C00110']],
  ["displayName eq 'Acm*'", ['C00070']],
  ["displayName eq 'O''Neil'", []],
  ['balanceDue gt 200', ['C00070']],
])('the filter %s finds %j', async (filter, expected) => {
  const reply = await find('customers', filter);

  expect(reply.status).toBe(200);
  expect(numbers(reply)).toEqual(expected);
});

test.each([
  ['nope eq 1', "Could not find a property named 'nope' on type 'Microsoft.NAV.customer'."],
  ['email eq', 'Syntax error'],
  ["number in ('C00010')", 'Syntax error'],
  ['email eq 5', 'incompatible types'],
])('the filter %s is refused', async (filter, message) => {
  const reply = await find('customers', filter);

  expect([reply.status, reply.body.error.code]).toEqual([400, 'BadRequest']);
  expect(reply.body.error.message).toContain(message);
});

test('an unknown query option is ignored', async () => {
  const reply = await bench.fjord('GET', 'customers?$apply=groupby((city))&$top=1');

  expect(numbers(reply)).toEqual(['C00010']);
});

test('changed records come by modification time, in that order', async () => {
  bench.clock.advance(60_000);
  const since = new Date(bench.clock.nowMs()).toISOString();
  const first = await draft(bench);
  bench.clock.advance(1_500);
  const second = await draft(bench);
  bench.clock.advance(1_000);
  await bench.fjord('PATCH', `salesInvoices(${first['id']})`, { headers: { 'if-match': '*' }, body: { email: 'new@x.test' } });

  const reply = await bench.fjord(
    'GET',
    `salesInvoices?${q(`$filter=lastModifiedDateTime ge ${since}&$orderby=lastModifiedDateTime`)}`,
  );

  expect((reply.body.value as Json[]).map(({ id, lastModifiedDateTime }) => [id, lastModifiedDateTime])).toEqual([
    [second['id'], '2026-09-15T08:01:01.5Z'],
    [first['id'], '2026-09-15T08:01:02.5Z'],
  ]);
});

test('$expand nests and $select narrows', async () => {
  const invoice = await draft(bench);

  const reply = await bench.fjord(
    'GET',
    `salesInvoices(${invoice['id']})?${q('$select=number&$expand=salesInvoiceLines($select=quantity;$expand=item($select=number)),customer($select=email),dimensionSetLines')}`,
  );

  expect(reply.body).toMatchObject({ number: invoice['number'], customer: { email: 'anna@x.test' }, dimensionSetLines: [] });
  expect(reply.body.salesInvoiceLines).toEqual([
    { '@odata.etag': expect.any(String), quantity: 1, item: { '@odata.etag': expect.any(String), number: 'S-MASSAGE' } },
  ]);
  expect(reply.body).not.toHaveProperty('status');
});

test('a descending order sorts numbers as numbers', async () => {
  const reply = await bench.fjord('GET', `items?${q('$orderby=unitPrice desc&$top=3')}`);

  expect((reply.body.value as Json[]).map(({ unitPrice }) => unitPrice)).toEqual([120, 85, 70]);
});
