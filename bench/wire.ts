import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Job } from './job.js';

/** A bare client of one system: a keep-alive connection for each request at once, a token, and nothing else. */
export interface Wire {
  /** Body text of a GET. */
  get(url: string): Promise<string>;
  /** Body text of the answer to a POST of JSON. */
  post(url: string, body: unknown): Promise<string>;
}

/** Opens connections of one kind and signs in. */
export async function openWire(job: Job, scope: string, concurrency: number): Promise<{ wire: Wire; close: () => void }> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency, ca: readFileSync(job.addresses.caFile) });
  const { authorityUrl, credentials } = job.addresses;
  const { clientId, clientSecret } = credentials;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope,
  });
  const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await send(agent, 'POST', `${authorityUrl}/oauth2/v2.0/token`, formHeaders, form.toString());
  const authorization = `Bearer ${(JSON.parse(answer) as { access_token: string }).access_token}`;
  const headers = { authorization, accept: 'application/json' };
  const postHeaders = { ...headers, 'content-type': 'application/json' };
  const wire: Wire = {
    get: (url) => send(agent, 'GET', url, headers),
    post: (url, body) => send(agent, 'POST', url, postHeaders, JSON.stringify(body)),
  };
  return { wire, close: () => agent.destroy() };
}

function send(
  agent: Agent,
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: string,
  attempt = 1,
): Promise<string> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, method, headers: { ...headers, ...length } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if ((incoming.statusCode ?? 0) < 300) resolve(text);
        else reject(new Error(`${method} ${url}: ${incoming.statusCode} ${text.slice(0, 300)}`));
      });
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // Under load a connection may be closed at the moment it is taken up. The loop cannot tell whether the request arrived; nor does it care.
      if (error.code === 'ECONNRESET' && attempt < 3) resolve(send(agent, method, url, headers, body, attempt + 1));
      else reject(error);
    });
    outgoing.end(body);
  });
}
