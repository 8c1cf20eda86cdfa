import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.js';

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body read as JSON. */
  json: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

export interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: string | object;
}

/** A plain HTTPS client that trusts the sandbox, and a started sandbox to call. */
export interface Bench {
  sandbox: Sandbox;
  /** Calls an absolute address. */
  call(url: string, call?: Call): Promise<Reply>;
  /** Calls a path below `/solutions/bookingBusinesses` with a valid token. */
  bookings(path: string, call?: Call): Promise<Reply>;
  /** Asks for a token; fields replace those of a good request. */
  signIn(fields?: Record<string, string | undefined>): Promise<Reply>;
  token(): Promise<string>;
  /** Every entry of a list, following next links. */
  readAll(path: string): Promise<any[]>; // eslint-disable-line @typescript-eslint/no-explicit-any
  close(): Promise<void>;
}

/** A Saturday noon in Copenhagen, so that the week before is full and every boundary lies in the past or future as named. */
export const saturdayNoon = '2026-11-21T11:00:00.000Z';

export async function openBench(options: SandboxOptions = {}): Promise<Bench> {
  const sandbox = await startSandbox({ now: saturdayNoon, ...options });
  const agent = new Agent({ keepAlive: true, maxSockets: 20, ca: readFileSync(sandbox.caFile) });
  const call = (url: string, what: Call = {}): Promise<Reply> => send(agent, url, what);
  let known: string | undefined;
  const signIn = (fields: Record<string, string | undefined> = {}): Promise<Reply> => {
    const { clientId, clientSecret } = sandbox.credentials;
    const form = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
      ...fields,
    };
    const given = Object.entries(form).filter((field): field is [string, string] => field[1] !== undefined);
    return call(`${sandbox.authorityUrl}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(given).toString() });
  };
  const token = async (): Promise<string> => (known ??= (await signIn()).json.access_token as string);
  const bookings = async (path: string, what: Call = {}): Promise<Reply> => {
    const url = path.startsWith('https://') ? path : `${sandbox.graphUrl}/solutions/bookingBusinesses${path}`;
    return call(url, { ...what, headers: { authorization: `Bearer ${await token()}`, ...what.headers } });
  };
  return {
    sandbox,
    call,
    bookings,
    signIn,
    token,
    readAll: async (path) => {
      const entries: unknown[] = [];
      for (let next: string | undefined = path; next !== undefined;) {
        const page: Reply = await bookings(next);
        if (page.status !== 200) throw new Error(`${next}: ${page.status} ${page.text}`);
        entries.push(...page.json.value);
        next = page.json['@odata.nextLink'];
      }
      return entries;
    },
    close: async () => {
      agent.destroy();
      await sandbox.stop();
    },
  };
}

function send(agent: Agent, url: string, { method = 'GET', headers = {}, body }: Call): Promise<Reply> {
  const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const length: Record<string, string> = payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers: { ...length, ...headers } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text,
          get json() {
            return JSON.parse(text);
          },
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

/** The path of the appointments that began in the month around the bench's now. */
export const month = 'start=2026-10-20T00:00:00Z&end=2026-12-20T00:00:00Z';
