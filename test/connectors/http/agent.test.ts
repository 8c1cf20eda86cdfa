import { createServer, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox/server.js';
import { createAgent } from '../../../src/connectors/http/agent.js';
import { errorOfFailure } from '../../../src/connectors/http/classify.js';
import { sendHttp } from '../../../src/connectors/http/transport.js';

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bookledger-agent-'));
  sandbox = await startSandbox({ dataDir: folder });
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

const pooled = { keepAlive: true, maxSockets: 2 };
const wanted = () => `${sandbox.authorityUrl}/v2.0/.well-known/openid-configuration`;

async function statusThrough(agent: ReturnType<typeof createAgent>): Promise<number> {
  try {
    return (await sendHttp({ agent, method: 'GET', url: wanted(), headers: {} })).status;
  } finally {
    agent.destroy();
  }
}

describe('trust', () => {
  it('takes the extra authority', async () => {
    expect(await statusThrough(createAgent({ ...pooled, caFile: sandbox.caFile }))).toBe(200);
  });

  it('trusts nobody unknown without it', async () => {
    await expect(statusThrough(createAgent(pooled))).rejects.toMatchObject({
      code: expect.stringMatching(/CERT|VERIFY/) as string,
    });
  });

  it('says what is wrong with the file', () => {
    const noPem = path.join(folder, 'no.pem');
    writeFileSync(noPem, 'hello');

    expect(() => createAgent({ ...pooled, caFile: path.join(folder, 'missing.pem') })).toThrow(/cannot be read \(ENOENT\)/);
    expect(() => createAgent({ ...pooled, caFile: noPem })).toThrow(/holds no certificate/);
  });
});

describe('keep-alive', () => {
  it('sends the next request over the same connection', async () => {
    const agent = createAgent({ ...pooled, caFile: sandbox.caFile });
    const ask = () => sendHttp({ agent, method: 'GET', url: wanted(), headers: {} });

    await ask();
    await new Promise<void>((resolve) => setImmediate(resolve));
    const [kept] = Object.values(agent.freeSockets).flat() as Socket[];
    await ask();
    await new Promise<void>((resolve) => setImmediate(resolve));

    expect(kept).toBeDefined();
    expect(Object.values(agent.freeSockets).flat()).toEqual([kept]);
    agent.destroy();
  });
});

describe('a proxy', () => {
  interface Proxy {
    url: string;
    asked: { target: string; credentials: string | undefined }[];
    close: () => void;
  }

  /** A proxy that tunnels, or refuses with the given status. */
  async function startProxy(refusal?: number): Promise<Proxy> {
    const asked: Proxy['asked'] = [];
    const open = new Set<Socket>();
    const server = createServer().on('connect', (request: IncomingMessage, socket: Socket) => {
      open.add(socket);
      asked.push({ target: request.url ?? '', credentials: request.headers['proxy-authorization'] });
      if (refusal) return void socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
      const there = connect(Number(request.url!.split(':')[1]), 'localhost', () => {
        socket.write('HTTP/1.1 200 Connected\r\n\r\n');
        there.pipe(socket).pipe(there);
      });
      open.add(there);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const close = (): void => {
      open.forEach((socket) => socket.destroy());
      server.close();
    };
    return { url: `http://u%40x:pw@127.0.0.1:${(server.address() as { port: number }).port}`, asked, close };
  }

  it('only tunnels: TLS ends at the other side', async () => {
    const proxy = await startProxy();

    const status = await statusThrough(createAgent({ ...pooled, caFile: sandbox.caFile, proxy: proxy.url }));
    proxy.close();

    expect(status).toBe(200);
    expect(proxy.asked).toEqual([
      { target: new URL(sandbox.graphUrl).host, credentials: `Basic ${Buffer.from('u@x:pw').toString('base64')}` },
    ]);
  });

  it('that refuses means nothing was sent', async () => {
    const proxy = await startProxy(407);

    const failure: unknown = await statusThrough(createAgent({ ...pooled, proxy: proxy.url })).catch((error: unknown) => error);
    proxy.close();

    expect(errorOfFailure('bookings', 'GET x', failure)).toMatchObject({
      outcome: 'not-sent',
      code: 'EPROXY407',
      message: expect.stringContaining('proxy') as string,
    });
  });

  it('that is not there means nothing was sent', async () => {
    const proxy = await startProxy();
    proxy.close();

    const failure: unknown = await statusThrough(createAgent({ ...pooled, proxy: proxy.url })).catch((error: unknown) => error);

    expect(errorOfFailure('bookings', 'GET x', failure)?.outcome).toBe('not-sent');
  });
});
