import { messageOf, RemoteError } from '../../domain/errors.js';
import { say, type Sentence } from '../../domain/words/sentence.js';
import { answered, errorOfFailure, outcomeOfStatus } from '../http/classify.js';
import { safeText } from '../http/redact.js';
import { parseRetryAfterMs } from '../http/retry-after.js';
import { readErrorText } from './error-text.js';
import type { Answer } from './transport.js';

const system = 'business-central';

/** The error of an answer outside 2xx, in a sentence that keeps Business Central's own words and its code. */
export function answerError(label: string, { status, headers, text }: Answer): RemoteError {
  const { code, message, requestId } = readErrorText(text, headers);
  const outcome = outcomeOfStatus(status);
  const said = safeText(message) || safeText(code);
  return new RemoteError({
    system,
    outcome,
    message: [outcome === 'refused' ? refused(label, said) : answered(system, label, status, said)],
    // A proxy may say 412 where Business Central says 409 (BC reference 8).
    status: status === 412 ? 409 : status,
    code: status === 412 && code === '' ? 'Request_EntityChanged' : safeText(code),
    retryAfterMs: parseRetryAfterMs(textOf(headers['retry-after']), Date.now(), textOf(headers['date'])),
    requestId,
  });
}

function refused(label: string, said: string): Sentence {
  return said === '' ? say('remote-refused-silently', { system, label }) : say('remote-refused', { system, label, said });
}

/** The error of a request without a whole answer. A fault of ours comes back as it is. */
export function transportError(label: string, error: unknown, signal: AbortSignal): unknown {
  return errorOfFailure(system, label, signal.aborted ? signal.reason : error) ?? error;
}

/** The sign-in failed before the call was made: whatever became of the sign-in, Business Central heard nothing. */
export function beforeSending(error: unknown): unknown {
  if (!(error instanceof RemoteError) || error.outcome !== 'unknown') return error;
  const { sentences, status, code, retryAfterMs, requestId } = error;
  return new RemoteError({
    system: error.system,
    outcome: 'not-sent',
    message: sentences,
    status,
    code,
    retryAfterMs,
    requestId,
    cause: error,
  });
}

/** A write was answered with success in words we cannot read: it may well have been done, so it must be looked for. */
export function unreadableWriteError(label: string, answer: Answer, error: unknown): RemoteError {
  const message = [say('remote-unreadable', { system, status: String(answer.status), label }), messageOf(error)];
  return new RemoteError({ system, outcome: 'unknown', message, status: answer.status, cause: error });
}

/** A batch came back with fewer answers than questions. */
export function missingPartsError(label: string, missing: number, asked: number): RemoteError {
  const message = [say('remote-parts-missing', { system, missing: String(missing), asked: String(asked), label })];
  return new RemoteError({ system, outcome: 'unknown', message, code: 'MISSING_PARTS' });
}

/** Of a batch's failures the one to act on: a refusal ends the call, else the longest wait counts. */
export function mostTelling(errors: readonly RemoteError[]): RemoteError {
  const refusal = errors.find((error) => error.outcome === 'refused');
  return (
    refusal ?? errors.reduce((longest, error) => ((error.retryAfterMs ?? 0) > (longest.retryAfterMs ?? 0) ? error : longest))
  );
}

function textOf(header: unknown): string | null {
  return typeof header === 'string' || typeof header === 'number' ? String(header) : null;
}

/** Passes through the host untouched: it repeats only what may succeed later. */
export class TooLate extends Error {}

/** The claim behind a write would have ended before its answer: nothing was sent. */
export function tooLateError(label: string): RemoteError {
  return new RemoteError({
    system: 'business-central',
    outcome: 'not-sent',
    code: 'TooLate',
    message: [say('waited-too-long', { label })],
  });
}
