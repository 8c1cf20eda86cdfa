import type { SandboxRequest, SandboxResponse } from '../contract.js';
import { readSegments, type ApiAddress } from './address.js';
import { answerApi, type Api } from './api.js';
import { parseBody } from './body.js';
import { badRequest, BusinessCentralError, errorResponse } from './errors.js';

interface BatchPart {
  id?: string;
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
}

interface BatchAnswer {
  id: string | null;
  status: number;
  headers: Record<string, string>;
  body?: unknown;
}

/**
 * Answers `POST $batch` (reference 4). The outer status is 200 whatever happens inside; over the limit it is 500.
 * `Isolation: snapshot` undoes everything on a failure, and the statuses inside still say what each step had seemed to do.
 */
export function answerBatch(api: Api, request: SandboxRequest, address: ApiAddress): SandboxResponse {
  if (request.method !== 'POST') throw badRequest('The batch request must use POST.');
  const parts = readParts(request);
  const maximum = api.environment.settings.batchOperations;
  if (parts.length > maximum) {
    const text = `The current batch message contains too many parts. A maximum number of '${maximum}' query operations and change sets are allowed in a batch message.`;
    throw new BusinessCentralError(500, 'Unknown', text);
  }
  const goOn = /continue-on-error/i.test(request.headers['prefer'] ?? '');
  const isolated = /^snapshot$/i.test(request.headers['isolation'] ?? '');
  const responses = isolated ? answerIsolated(api, request, address, parts) : answerParts(api, request, address, parts, goOn);
  return { status: 200, body: { responses } };
}

function readParts(request: SandboxRequest): BatchPart[] {
  if (!/json/i.test(request.headers['content-type'] ?? 'application/json')) {
    throw new BusinessCentralError(415, 'BadRequest', 'Only batches in JSON are supported.');
  }
  const { requests } = parseBody(request.body);
  if (!Array.isArray(requests)) throw badRequest('Invalid Request Body');
  return requests as BatchPart[];
}

function answerParts(api: Api, request: SandboxRequest, address: ApiAddress, parts: BatchPart[], goOn: boolean): BatchAnswer[] {
  const answers: BatchAnswer[] = [];
  for (const part of parts) {
    const answer = answerPart(api, request, address, part);
    answers.push(answer);
    if (answer.status >= 400 && !goOn) break;
  }
  return answers;
}

class RolledBack extends Error {
  constructor(readonly answers: BatchAnswer[]) {
    super('rolled back');
  }
}

/** One transaction. Observed: one entry when the first operation fails, all entries when a later one does (reference 4). */
function answerIsolated(api: Api, request: SandboxRequest, address: ApiAddress, parts: BatchPart[]): BatchAnswer[] {
  try {
    return api.environment.journal.transaction(() => {
      const answers: BatchAnswer[] = [];
      for (const part of parts) {
        answers.push(answerPart(api, request, address, part));
        if (answers[0]!.status >= 400) break;
      }
      if (answers.some(({ status }) => status >= 400)) throw new RolledBack(answers);
      return answers;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.answers;
    throw error;
  }
}

function answerPart(api: Api, outer: SandboxRequest, address: ApiAddress, part: BatchPart): BatchAnswer {
  const response = runPart(api, outer, address, part);
  const hasBody = response.body !== undefined;
  const headers: Record<string, string> = hasBody
    ? { 'content-type': 'application/json; odata.metadata=minimal', 'odata-version': '4.0' }
    : {};
  return { id: part.id ?? null, status: response.status, headers, ...(hasBody ? { body: response.body } : {}) };
}

function runPart(api: Api, outer: SandboxRequest, address: ApiAddress, part: BatchPart): SandboxResponse {
  try {
    const request = innerRequest(outer, address, part);
    const segments = readSegments(request.path.slice(address.root.length));
    if (segments[0]?.name === '$batch' || segments[0]?.name === 'subscriptions')
      throw badRequest(`'${segments[0].name}' is not allowed in a batch.`);
    return answerApi(api, request, { ...address, segments }) as SandboxResponse;
  } catch (error) {
    if (error instanceof BusinessCentralError) return errorResponse(error);
    throw error;
  }
}

/** Addresses inside a batch stand relative to the API root; absolute ones of the same root are accepted. */
function innerRequest(outer: SandboxRequest, address: ApiAddress, part: BatchPart): SandboxRequest {
  if (typeof part.url !== 'string' || typeof part.method !== 'string') throw badRequest('Invalid Request Body');
  const relative = part.url
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(address.root, '')
    .replace(/^\/+/, '');
  const [path = '', rawQuery = ''] = relative.split(/\?(.*)/s);
  const headers = Object.fromEntries(Object.entries(part.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method: part.method.toUpperCase(),
    path: `${address.root}/${path}`,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers,
    body: part.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(part.body)),
    origin: outer.origin,
  };
}
