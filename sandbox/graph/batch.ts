/** `POST /v1.0/$batch`: 20 requests, four at a time, each with its own answer (reference section 9.4). */
import type { SandboxRequest, SandboxResponse } from '../contract.js';
import { readBody } from './appointment-writes.js';
import { badRequest } from './errors.js';
import { jsonHeaders } from './lists.js';
import type { GraphSettings } from './settings.js';

interface Part {
  id: string;
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
  dependsOn?: string[];
}

const limit = 20;
const atOnce = 4;

/**
 * Answers a batch. Parts beyond the concurrency that other requests in flight leave are throttled, each for itself.
 * @param others requests in flight beside this one
 * @throws GraphRefusal 400 for more than 20 parts or parts that cannot be read
 */
export function answerBatch(
  request: SandboxRequest,
  others: number,
  { concurrencyLimit }: GraphSettings,
  answerPart: (part: SandboxRequest) => SandboxResponse,
): SandboxResponse {
  const parts = readParts(request);
  const room = Math.min(atOnce, (concurrencyLimit ?? Number.MAX_SAFE_INTEGER) - others);
  const answered = new Map<string, { id: string; status: number; headers: Record<string, string>; body: unknown }>();
  parts.forEach((part, index) => {
    const inFlight = index % atOnce < room ? others + (index % atOnce) + 1 : Number.MAX_SAFE_INTEGER;
    const failed = part.dependsOn?.some((id) => (answered.get(id)?.status ?? 424) >= 400);
    const response = failed ? failedDependency : answerPart(requestOf(part, request, inFlight));
    answered.set(part.id, { id: part.id, status: response.status, headers: headersOf(response), body: bodyOf(response) });
  });
  // Answers come in any order; the reverse is the order least like the one that was asked for.
  const responses = [...answered.values()].reverse();
  return { status: 200, headers: jsonHeaders, body: { responses }, latencyFactor: Math.max(1, Math.ceil(parts.length / atOnce)) };
}

const failedDependency: SandboxResponse = {
  status: 424,
  body: { error: { code: 'FailedDependency', message: 'A request this one depends on has failed.' } },
};

function readParts(request: SandboxRequest): Part[] {
  if (request.method !== 'POST') throw badRequest('A batch must be posted.');
  const { requests } = readBody(request);
  if (!Array.isArray(requests) || requests.length === 0) throw badRequest('The batch holds no requests.');
  if (requests.length > limit) throw badRequest(`Number of batch request steps exceeds the maximum value of ${limit}.`);
  const parts = requests as Part[];
  const wellFormed = parts.every(
    ({ id, method, url }) => typeof id === 'string' && typeof method === 'string' && typeof url === 'string',
  );
  if (!wellFormed || new Set(parts.map(({ id }) => id)).size < parts.length)
    throw badRequest('Every request of a batch needs its own id, a method and a url.');
  return parts;
}

function requestOf(part: Part, { headers, origin }: SandboxRequest, inFlight: number): SandboxRequest {
  const url = part.url.startsWith('/') ? part.url : `/${part.url}`;
  const mark = url.indexOf('?');
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1);
  const own = Object.fromEntries(Object.entries(part.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method: part.method.toUpperCase(),
    path: `/v1.0${mark < 0 ? url : url.slice(0, mark)}`,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: { authorization: headers['authorization'] ?? '', ...own },
    body: part.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(part.body)),
    origin,
    inFlight,
  };
}

/** Headers of a part are written the way documentation prints them: `Retry-After`, not `retry-after`. */
function headersOf({ headers = {}, body }: SandboxResponse): Record<string, string> {
  const type: Record<string, string> =
    body === undefined || 'content-type' in headers ? {} : { 'content-type': 'application/json' };
  const entries = Object.entries({ ...headers, ...type });
  return Object.fromEntries(
    entries.map(([name, value]) => [name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()), value]),
  );
}

function bodyOf({ body, headers }: SandboxResponse): unknown {
  if (typeof body !== 'string') return body ?? null;
  return headers?.['content-type']?.startsWith('application/json') ? JSON.parse(body) : body;
}
