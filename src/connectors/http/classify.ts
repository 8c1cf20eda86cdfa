import { RemoteError, type Outcome, type RemoteSystem } from '../../domain/errors.js';
import { say, type Sentence } from '../../domain/words/sentence.js';
import { readErrorBody } from './error-body.js';
import { safeText } from './redact.js';
import { parseRetryAfterMs } from './retry-after.js';

/** Lower-case header names, as node:http gives them. */
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
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  // The authority was made anew under the same name, and the old one is configured.
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
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
    message: [answered(system, label, status, said)],
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
    message: [say('remote-unreachable', { system, label, code }), ...adviceFor(code)],
    code,
  });
}

/** Node's own `ERR_…` codes are mistakes in the call, except those of TLS and of a stream that ended early. */
function isFromTheWire(code: string): boolean {
  return !code.startsWith('ERR_') || /^ERR_(TLS|SSL|STREAM_PREMATURE_CLOSE)/.test(code);
}

function timedOut(system: RemoteSystem, label: string): RemoteError {
  return new RemoteError({ system, outcome: 'unknown', message: [say('remote-timeout', { system, label })], code: 'ETIMEDOUT' });
}

/** That a system answered with a status, and what it said; empty when it said nothing. */
export function answered(system: RemoteSystem, label: string, status: number, said: string): Sentence {
  const values = { system, label, status: String(status) };
  return said === '' ? say('remote-answered-silently', values) : say('remote-answered', { ...values, said });
}

function adviceFor(code: string): Sentence[] {
  if (certificateCodes.has(code)) return [say('certificate-untrusted')];
  if (code === 'ENOTFOUND') return [say('host-unknown')];
  return code.startsWith('EPROXY') ? [say('proxy-refused')] : [];
}

function header(headers: AnswerHeaders, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
