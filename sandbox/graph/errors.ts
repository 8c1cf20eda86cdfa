/** Graph's error bodies (reference section 9.3). */
import { randomUUID } from 'node:crypto';
import type { SandboxClock, SandboxRequest, SandboxResponse } from '../contract.js';

/** The body of a Graph error, as the example bodies of each status have it. */
export function errorBody(clock: SandboxClock, request: SandboxRequest, code: string, message: string, status: number): unknown {
  const requestId = requestIdOf(request);
  const date = new Date(clock.nowMs()).toISOString().slice(0, 19);
  if (status === 429 && code === 'TooManyRequests') {
    return {
      error: {
        code,
        innerError: { code: '429', date, message: 'Please retry after', 'request-id': requestId, status: '429' },
        message,
      },
    };
  }
  const clientRequestId = request.headers['client-request-id'] ?? requestId;
  return { error: { code, message, innerError: { date, 'request-id': requestId, 'client-request-id': clientRequestId } } };
}

/** The id Graph gives a request, the same in headers and body. */
export const requestIdOf = (request: SandboxRequest): string => (request.headers['request-id'] ??= randomUUID());

/** Headers every Graph answer has. */
export function tracingHeaders(request: SandboxRequest): Record<string, string> {
  const requestId = requestIdOf(request);
  return {
    'request-id': requestId,
    'client-request-id': request.headers['client-request-id'] ?? requestId,
    'x-ms-ags-diagnostic':
      '{"ServerInfo":{"DataCenter":"Sandbox","Slice":"E","Ring":"5","ScaleUnit":"001","RoleInstance":"SB1PEPF00000001"}}',
  };
}

/** Thrown by a route to answer with an error. */
export class GraphRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

export const notFound = (): GraphRefusal =>
  new GraphRefusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

export const noSuchSegment = (segment: string): GraphRefusal =>
  new GraphRefusal(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);

export const badRequest = (message: string): GraphRefusal => new GraphRefusal(400, 'BadRequest', message);

export const invalidRequest = (): GraphRefusal => new GraphRefusal(400, 'ErrorInvalidRequest', 'The request is invalid.');

/** Turns a refusal into the answer. */
export function refusalAnswer(clock: SandboxClock, request: SandboxRequest, refusal: GraphRefusal): SandboxResponse {
  return {
    status: refusal.status,
    headers: refusal.headers,
    body: errorBody(clock, request, refusal.code, refusal.message, refusal.status),
  };
}
