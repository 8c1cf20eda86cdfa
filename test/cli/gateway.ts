import { readFileSync } from 'node:fs';
import { Agent, createServer, request, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServerIdentity } from '../../sandbox/authority.js';
import type { Sandbox } from '../../sandbox/server.js';

/** A company's own front of the imitated systems: one host that is not the sandbox's, other paths, a certificate of its own authority. */
export interface Gateway {
  /** `https://127.0.0.1:PORT/gateway/graph/v1.0` */
  graphUrl: string;
  /** `https://127.0.0.1:PORT/other.example` */
  authorityUrl: string;
  /** As on premises: `https://127.0.0.1:PORT/BC/api/v2.0` */
  businessCentralUrl: string;
  caFile: string;
  /** Requests that came through. */
  served(): number;
  /** Paths nobody here knows. */
  strayed: string[];
  close(): Promise<void>;
}

/** Opens a gateway before a sandbox. Addresses in answers are rewritten, as a server does that knows its public address. */
export async function openGateway(sandbox: Sandbox): Promise<Gateway> {
  const identity = await createServerIdentity();
  const agent = new Agent({ ca: readFileSync(sandbox.caFile), keepAlive: true });
  const strayed: string[] = [];
  let served = 0;
  let places: [outside: string, inside: string][] = [];

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    served += 1;
    const asked = `${origin()}${incoming.url ?? ''}`;
    const place = places.find(([outside]) => asked.startsWith(`${outside}/`) || asked.startsWith(`${outside}?`));
    if (place === undefined) {
      strayed.push(asked);
      return void outgoing.writeHead(404).end();
    }
    const [outside, inside] = place;
    const body = rewritten(await textOf(incoming), (pair) => pair);
    const answer = await forward(agent, incoming, inside + asked.slice(outside.length), body);
    const text = rewritten(await textOf(answer), ([one, other]) => [other, one]);
    const { 'content-length': _length, 'transfer-encoding': _encoding, connection: _connection, ...headers } = answer.headers;
    outgoing.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
  };
  const server = createServer({ key: identity.key, cert: identity.cert }, (incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = (): string => `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = {
    graphUrl: `${origin()}/gateway/graph/v1.0`,
    authorityUrl: `${origin()}/other.example`,
    businessCentralUrl: `${origin()}/BC/api/v2.0`,
  };
  places = (['graphUrl', 'authorityUrl', 'businessCentralUrl'] as const).map((name) => [gateway[name], sandbox[name]]);

  function rewritten(text: string, turn: (pair: [string, string]) => [string, string]): string {
    return places.map(turn).reduce((known, [from, to]) => known.replaceAll(from, to), text);
  }
  return {
    ...gateway,
    caFile: identity.caFile,
    served: () => served,
    strayed,
    close: () => closed(server, agent, identity.tidyUp),
  };
}

async function closed(server: Server, agent: Agent, tidyUp: () => Promise<void>): Promise<void> {
  agent.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await tidyUp();
}

function forward(agent: Agent, { method, headers }: IncomingMessage, url: string, body: string): Promise<IncomingMessage> {
  const { host: _host, 'accept-encoding': _encoding, 'content-length': _length, connection: _connection, ...others } = headers;
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers: { ...others, 'content-length': Buffer.byteLength(body) } }, resolve);
    sent.on('error', reject).end(body);
  });
}

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
