import { RemoteError, type Outcome, type RemoteSystem } from '../../domain/errors.js';
import { readErrorBody } from './error-body.js';
import { safeText } from './redact.js';
import { parseRetryAfterMs } from './retry-after.js';

/** Lower-case header names, as node:http and axios give them. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** An answer outside 200 to 299. */
export interface FailedAnswer {
  system: RemoteSystem;
  /** Method and route without ids or query: `GET calendarView`. */
  label: string;
  status: number;
  headers: AnswerHeaders;
  /** The body as text; only its error code, sentence and request id are read. */
  body: string;
  /** Milliseconds since 1970, for a Retry-After given as a date. */
  nowMs?: number;
}

const systemNames: Record<RemoteSystem, string> = {
  'sign-in': 'The Microsoft sign-in',
  bookings: 'Microsoft Bookings',
  'business-central': 'Business Central',
};

/** Nothing was sent: the name did not resolve or no connection came about. */
const notSentCodes: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
]);

/** The other side's certificate did not convince us: the handshake ended before any request was sent. Trying again changes nothing. */
const certificateCodes: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What an HTTP status says about the effect of the call (design, section 5). A redirect or another 4xx did nothing there: refused. */
export function outcomeOfStatus(status: number): Outcome {
  if (status === 429) return 'not-sent';
  return status === 408 || status >= 500 ? 'unknown' : 'refused';
}

/** What a failure without an answer says about the effect of the call. A lost connection stays unknown, however early it was lost. */
export function outcomeOfFailure(code: string, syscall: string): Outcome {
  if (notSentCodes.has(code) || certificateCodes.has(code)) return 'not-sent';
  return syscall === 'connect' || syscall === 'getaddrinfo' ? 'not-sent' : 'unknown';
}

/** True when the failure stays the same until a person acts, so that repeating the call is idle. */
export function isLasting(error: RemoteError): boolean {
  return error.outcome === 'refused' || certificateCodes.has(error.code);
}

/** The error of an answer outside 200 to 299, with the other side's own code and sentence. */
export function errorOfAnswer(answer: FailedAnswer): RemoteError {
  const { system, label, status, headers } = answer;
  const body = readErrorBody(answer.body);
  const said = safeText(body.message) || safeText(body.code);
  return new RemoteError({
    system,
    outcome: outcomeOfStatus(status),
    message: `${systemNames[system]} answered ${status} to ${label}${said ? `: ${said}` : ' without an explanation.'}`,
    status,
    code: safeText(body.code),
    retryAfterMs: parseRetryAfterMs(header(headers, 'retry-after'), answer.nowMs ?? Date.now(), header(headers, 'date')),
    requestId: header(headers, 'request-id') ?? header(headers, 'x-ms-request-id') ?? body.requestId,
  });
}

/**
 * The error of a call that got no answer: a socket's or a resolver's error, or the abort of a timed-out call. Anything else is a bug
 * of ours and comes back as null.
 */
export function errorOfFailure(system: RemoteSystem, label: string, failure: unknown): RemoteError | null {
  const { name, code, syscall } = (failure ?? {}) as { name?: unknown; code?: unknown; syscall?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError') return timedOut(system, label);
  if (typeof code !== 'string' || !isFromTheWire(code)) return null;
  return new RemoteError({
    system,
    outcome: outcomeOfFailure(code, typeof syscall === 'string' ? syscall : ''),
    message: `${systemNames[system]} could not be reached for ${label} (${code}).${adviceFor(code)}`,
    code,
  });
}

/** Node's own `ERR_…` codes are mistakes in the call, except those of TLS and of a stream that ended early. */
function isFromTheWire(code: string): boolean {
  return !code.startsWith('ERR_') || /^ERR_(TLS|SSL|STREAM_PREMATURE_CLOSE)/.test(code);
}

function timedOut(system: RemoteSystem, label: string): RemoteError {
  const message = `${systemNames[system]} did not answer ${label} in time.`;
  return new RemoteError({ system, outcome: 'unknown', message, code: 'ETIMEDOUT' });
}

function adviceFor(code: string): string {
  if (certificateCodes.has(code))
    return ' Its certificate is not trusted here: configure the file of the issuing authority (CA file).';
  if (code === 'ENOTFOUND') return ' The host name is unknown: check the configured address and the DNS.';
  if (code.startsWith('EPROXY')) return ' The proxy refused the connection: check its address, user and password.';
  return '';
}

function header(headers: AnswerHeaders, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
