import http from 'node:http';
import https from 'node:https';
import { badRequest } from './errors.js';

/** What a subscriber answered; status 0 when it could not be reached or was too slow. */
export interface Answer {
  status: number;
  text: string;
}

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/**
 * POSTs JSON to an address on this machine. The sandbox never calls out, so any other host is refused with 400.
 * @param validationToken added to the query for the handshake
 */
export function sendJson(url: string, body: unknown, timeoutMs: number, validationToken?: string): Promise<Answer> {
  const target = loopbackUrl(url);
  if (validationToken !== undefined) target.searchParams.set('validationToken', validationToken);
  const payload = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
  // The subscriber's certificate is its own; on loopback there is nobody to be fooled by it.
  const options = { method: 'POST', headers, timeout: timeoutMs, agent: false as const };
  return new Promise((resolve) => {
    const lost = () => resolve({ status: 0, text: '' });
    const request =
      target.protocol === 'https:'
        ? https.request(target, { ...options, rejectUnauthorized: false })
        : http.request(target, options);
    request.on('error', lost);
    request.on('timeout', () => request.destroy());
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', lost);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    });
    request.end(payload);
  });
}

function loopbackUrl(url: string): URL {
  if (!URL.canParse(url)) throw badRequest(`The notification URL '${url}' is not valid.`);
  const target = new URL(url);
  if (!['http:', 'https:'].includes(target.protocol) || !loopbackHosts.includes(target.hostname)) {
    throw badRequest('The sandbox only notifies addresses on this machine.');
  }
  return target;
}
