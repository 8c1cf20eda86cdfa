import { q, startService, type Bench, type Json } from './support.js';

let bench: Bench;

beforeEach(() => {
  bench = startService();
});

afterEach(() => bench.service.close());

const path = (rest: string) => `companies(${bench.fjordId})/${rest}`;
const create = (name: string, id?: string) => ({
  method: 'POST',
  url: path('customers'),
  headers: { 'Content-Type': 'application/json' },
  body: { displayName: name },
  ...(id ? { id } : {}),
});
const bad = () => create('');
const send = (requests: Json[], headers: Record<string, string> = {}) =>
  bench.call('POST', '$batch', { headers: { 'content-type': 'application/json', ...headers }, body: { requests } });
const statuses = (reply: { body: Json }) => (reply.body['responses'] as Json[]).map(({ status }) => status as number);
const countOf = async (name: string) =>
  (await bench.fjord('GET', `customers?${q(`$filter=displayName eq '${name}'`)}`)).body.value.length as number;

test('17: 100 operations are taken, 101 answer 500 Unknown', async () => {
  const read = { method: 'GET', url: path('paymentTerms') };

  const full = await send(Array.from({ length: 100 }, () => read));
  const over = await send(Array.from({ length: 101 }, () => read));

  expect([full.status, statuses(full).length]).toEqual([200, 100]);
  expect([over.status, over.body.error.code]).toEqual([500, 'Unknown']);
  expect(over.body.error.message).toContain("A maximum number of '100' query operations");
});

test('17: a batch stops at the first failure and keeps what came before; ids are null where none were given', async () => {
  const reply = await send([create('First', 'a'), bad(), create('Third')]);

  expect(reply.status).toBe(200);
  expect((reply.body.responses as Json[]).map(({ id, status }) => [id, status])).toEqual([
    ['a', 201],
    [null, 400],
  ]);
  expect([await countOf('First'), await countOf('Third')]).toEqual([1, 0]);
});

test('17: continue-on-error runs on', async () => {
  const reply = await send([bad(), create('After')], { prefer: 'odata.continue-on-error' });

  expect(statuses(reply)).toEqual([400, 201]);
  expect(await countOf('After')).toBe(1);
});

test('17: a snapshot batch takes everything back, though the statuses say created', async () => {
  const reply = await send([create('Lie 1'), bad(), create('Lie 2')], { isolation: 'snapshot' });
  const made = reply.body.responses[0].body;

  expect(statuses(reply)).toEqual([201, 400, 201]);
  expect((await bench.fjord('GET', `customers(${made.id})`)).status).toBe(404);
  expect([await countOf('Lie 1'), await countOf('Lie 2')]).toEqual([0, 0]);
});

test('17: a snapshot batch whose first operation fails has one entry; one that succeeds stays', async () => {
  const failed = await send([bad(), create('Never')], { isolation: 'snapshot' });
  const good = await send([create('Kept 1'), create('Kept 2')], { isolation: 'snapshot' });

  expect([statuses(failed), statuses(good)]).toEqual([[400], [201, 201]]);
  expect([await countOf('Never'), await countOf('Kept 1'), await countOf('Kept 2')]).toEqual([0, 1, 1]);
});

test('17: the company may come in a header', async () => {
  const reply = await send([{ method: 'GET', url: 'items?$top=1', headers: { Company: 'Fjord Wellness ApS' } }]);

  expect(reply.body.responses[0].body.value[0].number).toBe('S-MASSAGE');
});
