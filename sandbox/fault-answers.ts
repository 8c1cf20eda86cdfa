/** What a fault looks like on the wire: each system words its errors in its own way. */
import { randomUUID } from 'node:crypto';
import type { FaultAction, SandboxClock, SandboxRequest, SandboxResponse, SystemName } from './contract.js';
import { errorBody, tracingHeaders } from './graph/errors.js';
import { refusalBody } from './identity/refusals.js';

/** The usual code and message of a status, for rules that name neither. */
const usualErrors: Record<SystemName, Record<number, [code: string, message: string]>> = {
  identity: {},
  graph: {
    401: ['InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'],
    403: ['ErrorAccessDenied', 'Access is denied. Check credentials and try again.'],
    404: ['ErrorItemNotFound', 'The specified object was not found in the store.'],
    429: ['TooManyRequests', 'Please retry again later.'],
    500: ['UnknownError', ''],
    503: ['serviceNotAvailable', 'The service is not available. Try the request again after a delay.'],
    504: ['gatewayTimeout', 'The server did not answer in time.'],
  },
  businessCentral: {
    401: ['Authentication_InvalidCredentials', 'The server has rejected the client credentials.'],
    403: ['Authorization_Forbidden', 'The caller is not permitted to perform this operation.'],
    429: ['Application_TooManyRequests', 'Too many requests reached. Actual (101). Maximum (100).'],
    500: ['Internal_ServerError', 'An internal error has occurred.'],
    503: ['Internal_ServiceUnavailable', 'The service is temporarily unavailable.'],
  },
};

const htmlPage = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\r\n';

/** The answer a fault gives in place of the service, or undefined for faults that let the service work. */
export function faultAnswer(
  action: FaultAction,
  system: SystemName,
  request: SandboxRequest,
  clock: SandboxClock,
): SandboxResponse | undefined {
  switch (action.kind) {
    case 'html':
      return { status: 502, headers: { ...tracing(system, request), 'content-type': 'text/html' }, body: htmlPage };
    case 'expiredToken':
      return expiredTokenAnswer(system, request, clock);
    case 'forbidden':
      return statusAnswer({ kind: 'status', status: 403 }, system, request, clock);
    case 'status':
      return statusAnswer(action, system, request, clock);
    default:
      return undefined;
  }
}

const tracing = (system: SystemName, request: SandboxRequest): Record<string, string> =>
  system === 'graph' ? tracingHeaders(request) : {};

function expiredTokenAnswer(system: SystemName, request: SandboxRequest, clock: SandboxClock): SandboxResponse {
  const plain = statusAnswer({ kind: 'status', status: 401 }, system, request, clock);
  return { ...plain, headers: { ...plain.headers, 'www-authenticate': 'Bearer realm="", error="invalid_token"' } };
}

function statusAnswer(
  action: Extract<FaultAction, { kind: 'status' }>,
  system: SystemName,
  request: SandboxRequest,
  clock: SandboxClock,
): SandboxResponse {
  const retryAfter =
    action.retryAfterDateInSeconds === undefined
      ? action.retryAfter
      : new Date(clock.nowMs() + action.retryAfterDateInSeconds * 1000).toUTCString();
  return {
    status: action.status,
    headers: { ...tracing(system, request), ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) },
    body: action.body ?? usualBody(action, system, request, clock),
  };
}

function usualBody(
  { status, code, message }: Extract<FaultAction, { kind: 'status' }>,
  system: SystemName,
  request: SandboxRequest,
  clock: SandboxClock,
): unknown {
  if (system === 'identity') return identityBody(status, code, message, request, clock);
  const [usualCode, usualMessage] = usualErrors[system][status] ?? ['UnknownError', 'An error has occurred.'];
  if (system === 'graph') return errorBody(clock, request, code ?? usualCode, message ?? usualMessage, status);
  return { error: { code: code ?? usualCode, message: `${message ?? usualMessage}  CorrelationId:  ${randomUUID()}.` } };
}

function identityBody(
  status: number,
  code: string | undefined,
  message: string | undefined,
  request: SandboxRequest,
  clock: SandboxClock,
): unknown {
  if (status === 429) {
    const text = 'The server has terminated an operation because it encountered excessive traffic.';
    return refusalBody(clock, request, code ?? 'temporarily_unavailable', 90055, message ?? text);
  }
  return refusalBody(
    clock,
    request,
    code ?? 'server_error',
    90033,
    message ?? 'A transient error has occurred. Please try again.',
  );
}
