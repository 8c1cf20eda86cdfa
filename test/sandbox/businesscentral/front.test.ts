import { draft, fakeClock, q, root, send, startService, type Bench } from './support.js';

let bench: Bench;

afterEach(() => bench.service.close());

test('18: more requests than the window allows answer 429 until the window has moved on', async () => {
  bench = startService({ requestsPerWindow: 3, windowSeconds: 300, retryAfterSeconds: 7 });
  const read = () => bench.call('GET', 'companies');

  const within = [await read(), await read(), await read()];
  const over = await read();
  bench.clock.advance(300_000);
  const later = await read();

  expect(within.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect([over.status, over.body.error.code, over.headers['retry-after']]).toEqual([429, 'Application_TooManyRequests', '7']);
  expect(over.body.error.message).toContain('Too many requests reached. Actual (4). Maximum (3).');
  expect(later.status).toBe(200);
});

test('18: five requests run at once, the next wait, and a full queue answers 429', async () => {
  bench = startService({ concurrentRequests: 5, queuedRequests: 3, operationMs: 5 });

  const replies = await Promise.all(Array.from({ length: 10 }, () => bench.call('GET', 'companies')));

  const counted = replies.map(({ status }) => status);
  expect(counted.filter((status) => status === 200)).toHaveLength(8);
  expect(counted.filter((status) => status === 429)).toHaveLength(2);
});

test('18: a request that waited in the queue too long answers 503', async () => {
  const clock = fakeClock();
  bench = startService({ concurrentRequests: 1, queueTimeoutMs: 1_000, operationMs: 5 }, clock);

  const running = bench.call('GET', 'companies');
  const waiting = bench.call('GET', 'companies');
  clock.advance(1_001);

  expect([(await running).status, (await waiting).status]).toEqual([200, 503]);
});

test('20: without rights on posted invoices they look deleted, and so do their lines', async () => {
  bench = startService();
  const invoice = await draft(bench, { externalDocumentNumber: 'BKG-9' });
  bench.service.control.post({ invoiceId: invoice['id'] as string });
  bench.service.control.hidePostedInvoices({ hidden: true });
  const look = () =>
    Promise.all([
      bench.fjord('GET', `salesInvoices(${invoice['id']})`),
      bench.fjord('GET', `salesInvoices?${q("$filter=externalDocumentNumber eq 'BKG-9'")}`),
      bench.fjord('GET', `salesInvoiceLines?${q(`$filter=documentId eq ${invoice['id']}`)}`),
    ]);

  const hidden = await look();
  bench.service.control.hidePostedInvoices({ hidden: false });
  const shown = await look();

  expect([hidden[0].status, hidden[1].body.value, hidden[2].body.value]).toEqual([404, [], []]);
  expect([shown[0].status, shown[1].body.value.length, shown[2].body.value.length]).toEqual([200, 1, 1]);
});

test('20: drafts can be hidden the other way round', async () => {
  bench = startService({ hideDrafts: true });
  const made = await bench.fjord('POST', 'salesInvoices', { body: { customerNumber: 'C00010' } });

  const reply = await bench.fjord('GET', `salesInvoices(${made.body.id})`);

  expect([made.status, reply.status]).toEqual([201, 404]);
});

test('a missing or expired token is 401, a missing right 403', async () => {
  bench = startService({ denied: ['write customers'] });

  const expired = await send(bench.service, 'GET', `${root}/companies`, { headers: { authorization: 'Bearer old' } });
  const denied = await bench.fjord('POST', 'customers', { body: { displayName: 'X' } });
  const allowed = await bench.fjord('GET', 'customers');

  expect([expired.status, expired.body.error.code]).toEqual([401, 'Authentication_InvalidCredentials']);
  expect([denied.status, denied.body.error.code]).toEqual([403, 'Authorization_InsufficientPermissions']);
  expect(allowed.status).toBe(200);
});

test('a wrong environment answers in XML', async () => {
  bench = startService();

  const reply = await send(bench.service, 'GET', root.replace('Production', 'Nowhere') + '/companies');

  expect([reply.status, reply.headers['content-type']]).toEqual([404, 'application/xml']);
  expect(reply.body).toContain('<code>NoEnvironment</code><message>Environment does not exist.</message>');
});

test('an unknown entity set and an unknown company are not found', async () => {
  bench = startService();

  const set = await bench.fjord('GET', 'customer');
  const company = await bench.call('GET', 'companies(11111111-2222-4333-8444-555555555555)/customers');

  expect([set.status, set.body.error.code]).toEqual([404, 'BadRequest_ResourceNotFound']);
  expect(set.body.error.message).toContain("Resource not found for the segment 'customer'.");
  expect([company.status, company.body.error.code]).toEqual([404, 'Internal_CompanyNotFound']);
});

test('the short address works, answers carry the recorded headers, and routes are counted without ids', async () => {
  bench = startService();
  const path = `/v2.0/Production/api/v2.0/companies(${bench.fjordId})/customers`;

  const reply = await send(bench.service, 'GET', path);
  const request = {
    method: 'GET',
    path: `${path}(${bench.fjordId})`,
    rawQuery: '',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
    origin: '',
  };

  expect(reply.headers).toMatchObject({
    'odata-version': '4.0',
    'content-type': 'application/json; odata.metadata=minimal; odata.streaming=true',
    'cache-control': 'no-cache, no-store',
    'request-id': expect.any(String),
  });
  expect(bench.service.routeOf(request)).toBe('GET customers{id}');
});

test('metadata, environments and a PDF are there', async () => {
  bench = startService();
  const invoice = await draft(bench);

  const metadata = await bench.call('GET', '$metadata');
  const environments = await send(bench.service, 'GET', '/environments/v1.2');
  const pdf = await bench.fjord('GET', `salesInvoices(${invoice['id']})/pdfDocument/pdfDocumentContent`);

  expect(metadata.body).toContain('<EntityType Name="salesInvoice">');
  expect(environments.body.value[0]).toMatchObject({ name: 'Production', webServiceUrl: 'https://localhost:7048' });
  expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
});
