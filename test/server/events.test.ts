import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { run } from './builders.js';
import { openServer, type TestServer } from './desk.js';

/** An open event stream over a real socket. */
interface Follower {
  response: IncomingMessage;
  /** Waits until everything received so far matches. */
  received(pattern: RegExp): Promise<string>;
}

async function follow(server: TestServer, headers: Record<string, string> = {}): Promise<Follower> {
  if (!server.app.server.listening) await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.app.server.address() as AddressInfo;
  const request = get({ host: '127.0.0.1', port, path: '/api/events', headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  let text = '';
  response.on('data', (part: string) => (text += part));
  return {
    response,
    async received(pattern) {
      while (!pattern.test(text)) await once(response, 'data');
      return text;
    },
  };
}

let server: TestServer;
afterEach(() => server.close());

it('tells open pages what happens, each with an id, past proxies that would hold it back', async () => {
  server = await openServer();
  const page = await follow(server);
  await page.received(/retry: 3000\n\n/);

  server.events.publish({ type: 'run', run: run({ state: 'running' }) });
  server.events.publish({ type: 'items' });

  const text = await page.received(/event: items\n/);
  expect(page.response.headers).toMatchObject({
    'content-type': expect.stringContaining('text/event-stream'),
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'content-security-policy': expect.stringContaining("default-src 'self'"),
  });
  expect(text).toMatch(/id: \w+-1\nevent: run\ndata: \{"type":"run","run":\{"id":"run-1",.*"state":"running".*\}\}\n\n/);
  expect(text).toMatch(/id: \w+-2\nevent: items\ndata: \{"type":"items"\}\n\n/);
});

it('keeps an idle stream alive', async () => {
  server = await openServer({ limits: { heartbeatMs: 5 } });
  const page = await follow(server);

  const text = await page.received(/(: alive\n\n){2}/);

  expect(text).not.toContain('data:');
});

it('tells a page that was away what it missed, once', async () => {
  server = await openServer();
  const first = await follow(server);
  server.events.publish({ type: 'status' });
  const id = /id: (.+)\n/.exec(await first.received(/event: status\n/))![1]!;
  first.response.destroy();
  server.events.publish({ type: 'items' });

  const again = await follow(server, { 'last-event-id': id });

  const text = await again.received(/event: items\n/);
  expect(text).not.toContain('event: status');
});

it('advises a page that was away too long, or since before a restart, to read everything', async () => {
  server = await openServer();

  const page = await follow(server, { 'last-event-id': 'earlier-process-7' });

  const text = await page.received(/event: items\n/);
  expect(text).toContain('event: status\n');
  expect(text).not.toContain('id: ');
});

it('ends open streams when the server stops', async () => {
  server = await openServer();
  const page = await follow(server);
  const ended = once(page.response, 'close');

  await server.app.close();

  await ended;
  expect(page.response.complete).toBe(true);
});

it('serves a limited number of pages, and forgets one that closed', async () => {
  server = await openServer({ limits: { eventStreams: 1 } });
  const first = await follow(server);
  const second = await follow(server);
  first.response.destroy();

  let next = await follow(server);
  // The server hears of the closed page a moment later; should it never, this never ends.
  while (next.response.statusCode === 409) next = await follow(server);

  expect(second.response.statusCode).toBe(409);
  expect(next.response.statusCode).toBe(200);
});
