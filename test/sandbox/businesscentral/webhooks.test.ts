import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { draft, linesOf, startService, type Bench, type Json } from './support.js';

interface Listener {
  url: string;
  notifications: Json[];
  /** Status for the next notifications. */
  answer: number;
  echo: boolean;
  handshakes: number;
  close(): Promise<void>;
}

async function listen(): Promise<Listener> {
  const listener: Listener = {
    url: '',
    notifications: [],
    answer: 200,
    echo: true,
    handshakes: 0,
    close: () => Promise.resolve(),
  };
  const server = http.createServer((request, response) => {
    const token = new URL(request.url ?? '', 'http://localhost').searchParams.get('validationToken');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (token !== null) {
        listener.handshakes += 1;
        return response.end(listener.echo ? token : 'no');
      }
      listener.notifications.push(...(JSON.parse(Buffer.concat(chunks).toString()).value as Json[]));
      response.statusCode = listener.answer;
      return response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  listener.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  listener.close = () => new Promise((resolve) => server.close(() => resolve()));
  return listener;
}

let bench: Bench;
let listener: Listener;

beforeEach(async () => {
  bench = startService();
  listener = await listen();
});

afterEach(async () => {
  bench.service.close();
  await listener.close();
});

const subscribe = (entitySet = 'salesInvoices', notificationUrl = listener.url) =>
  bench.call('POST', 'subscriptions', {
    body: { notificationUrl, resource: `/api/v2.0/companies(${bench.fjordId})/${entitySet}`, clientState: 'secret' },
  });
const subscriptionIds = async () =>
  ((await bench.call('GET', 'subscriptions')).body.value as Json[]).map(({ subscriptionId }) => subscriptionId as string);

test('19: a subscription starts with a handshake and lasts three days', async () => {
  const reply = await subscribe();

  expect([reply.status, listener.handshakes]).toEqual([201, 1]);
  expect(reply.body).toMatchObject({
    clientState: 'secret',
    expirationDateTime: '2026-09-18T08:00:00Z',
    subscriptionId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test('19: no echo, an address elsewhere and a set without webhooks are refused', async () => {
  const elsewhere = await subscribe('salesInvoices', 'https://example.test/hook');
  const contacts = await subscribe('contacts');
  listener.echo = false;
  const silent = await subscribe();

  expect([elsewhere.status, contacts.status, silent.status]).toEqual([400, 400, 400]);
  expect(await subscriptionIds()).toEqual([]);
});

test('19: changes are gathered for 30 seconds; a line change counts for its invoice', async () => {
  await subscribe();
  const invoice = await draft(bench);
  const [line] = await linesOf(bench, invoice);
  await bench.fjord('PATCH', `salesInvoiceLines(${line!['id']})`, { headers: { 'if-match': '*' }, body: { quantity: 2 } });

  bench.clock.advance(29_999);
  await bench.service.control.deliverWebhooks();
  const early = listener.notifications.length;
  bench.clock.advance(1);
  await bench.service.control.deliverWebhooks();

  expect(early).toBe(0);
  expect(listener.notifications).toEqual([
    expect.objectContaining({
      clientState: 'secret',
      changeType: 'created',
      resource: `api/v2.0/companies(${bench.fjordId})/salesInvoices(${invoice['id']})`,
    }),
  ]);
});

test('19: a refused request tells nobody', async () => {
  await subscribe();

  await bench.fjord('POST', 'salesInvoices', {
    body: { customerNumber: 'C00010', salesInvoiceLines: [{ lineType: 'Item', lineObjectNumber: 'NONE' }] },
  });
  bench.clock.advance(30_000);
  await bench.service.control.deliverWebhooks();

  expect(listener.notifications).toEqual([]);
});

test('19: many changes become one collection notification', async () => {
  bench.service.control.settings({ webhookCollectionThreshold: 2 });
  await subscribe();
  for (let made = 0; made < 3; made += 1) await draft(bench);

  bench.clock.advance(30_000);
  await bench.service.control.deliverWebhooks();

  expect(listener.notifications.map(({ changeType }) => changeType)).toEqual(['collection']);
  expect(decodeURIComponent(listener.notifications[0]!['resource'] as string)).toContain(
    '/salesInvoices?$filter=lastModifiedDateTime gt 2026-09-15T07:59:59.95Z',
  );
});

test('19: a temporary failure is tried again, any other bad answer ends the subscription', async () => {
  await subscribe();
  await draft(bench);
  listener.answer = 503;
  bench.clock.advance(30_000);
  await bench.service.control.deliverWebhooks();
  const afterFailure = await subscriptionIds();

  listener.answer = 404;
  bench.clock.advance(60_000);
  await bench.service.control.deliverWebhooks();

  expect(listener.notifications).toHaveLength(2);
  expect(afterFailure).toHaveLength(1);
  expect(await subscriptionIds()).toEqual([]);
});

test('19: an expired subscription is gone; a renewed one asks again and lasts three more days', async () => {
  const { body } = await subscribe();
  bench.clock.advance(2 * 86_400_000);
  const renewed = await bench.call('PATCH', `subscriptions('${body.subscriptionId}')`, {
    headers: { 'if-match': body['@odata.etag'] as string },
    body: {},
  });
  bench.clock.advance(2 * 86_400_000);
  const alive = await subscriptionIds();
  bench.clock.advance(86_400_000);

  expect([renewed.status, renewed.body.expirationDateTime, listener.handshakes]).toEqual([200, '2026-09-20T08:00:00Z', 2]);
  expect([alive.length, (await subscriptionIds()).length]).toEqual([1, 0]);
});
