import { inEnglish } from './words/plain.js';
import { say, type Words } from './words/sentence.js';

/** The systems we talk to. */
export const remoteSystems = ['sign-in', 'bookings', 'business-central'] as const;
export type RemoteSystem = (typeof remoteSystems)[number];

/** What we know about the effect of a failed call: this word decides what happens next (design, idea 5). */
export const outcomes = ['not-sent', 'refused', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

/** A call to another system failed. Never carries tokens, headers or bodies beyond the other side's own error text. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly system: RemoteSystem;
  readonly outcome: Outcome;
  /** HTTP status, or null when there was no answer. */
  readonly status: number | null;
  /** The other side's own error code, or the socket's (`ECONNRESET`). */
  readonly code: string;
  /** How long the other side asked us to wait. */
  readonly retryAfterMs: number | null;
  /** The other side's request or correlation id, for its support. */
  readonly requestId: string | null;
  /** The message, to be told in another language. */
  readonly sentences: Words;

  /** `message` is what is said: sentences of ours, or the text of somebody else. */
  constructor(details: {
    system: RemoteSystem;
    outcome: Outcome;
    message: string | Words;
    status?: number | null;
    code?: string;
    retryAfterMs?: number | null;
    requestId?: string | null;
    cause?: unknown;
  }) {
    const sentences = typeof details.message === 'string' ? [details.message] : details.message;
    super(inEnglish(sentences), { cause: details.cause });
    this.sentences = sentences;
    this.system = details.system;
    this.outcome = details.outcome;
    this.status = details.status ?? null;
    this.code = details.code ?? '';
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.requestId = details.requestId ?? null;
  }

  /** 401 or 403: no call to this system will work until a person acts. */
  get needsAttention(): boolean {
    return this.outcome === 'refused' && (this.status === 401 || this.status === 403);
  }
}

/** True when the other side refuses us as such. */
export function needsAttention(error: unknown): error is RemoteError {
  return error instanceof RemoteError && error.needsAttention;
}

/** The sentence for a side that refuses us as such, with what a person must do. A refused sign-in names its own cure. */
export function attention(error: RemoteError): Words {
  const cure = error.system === 'sign-in' ? [] : [say('give-rights-back')];
  return [say('needs-attention'), ...error.sentences, ...cure];
}

/** True when the other side said no to this very request, and would say yes to another. */
export function isRefusal(error: unknown): error is RemoteError {
  return error instanceof RemoteError && error.outcome === 'refused' && !error.needsAttention;
}

/** The other side answered in a shape we do not know: nobody retries it, somebody looks at it. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly system: RemoteSystem;
  /** The message, to be told in another language. */
  readonly sentences: Words;

  constructor(system: RemoteSystem, message: string | Words, options?: ErrorOptions) {
    const sentences = typeof message === 'string' ? [message] : message;
    super(inEnglish(sentences), options);
    this.sentences = sentences;
    this.system = system;
  }
}

/** The configuration or a template is wrong. Lists every fault at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly faults: readonly ConfigurationFault[];

  constructor(faults: readonly ConfigurationFault[]) {
    super(faults.map(describeFault).join('\n'));
    this.faults = faults;
  }
}

export interface ConfigurationFault {
  file: string;
  /** 1-based; null when the fault has no place in the file. */
  line: number | null;
  /** `invoice.lines.description` */
  path: string;
  /** What is wrong and what to write instead. */
  message: string;
}

/** A person asked for something that cannot be done as things are; the sentence says why and what to do. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** `not-found`, `conflict` (someone was first, or the row changed) or `invalid`. */
  readonly kind: 'not-found' | 'conflict' | 'invalid';
  /** The message, to be told in another language. */
  readonly sentences: Words;

  /** Plain text only where nobody reads another language than English: on the command line. */
  constructor(kind: 'not-found' | 'conflict' | 'invalid', ...sentences: Words) {
    super(inEnglish(sentences));
    this.kind = kind;
    this.sentences = sentences;
  }
}

function describeFault(fault: ConfigurationFault): string {
  const place = fault.line === null ? fault.file : `${fault.file}:${fault.line}`;
  return `${place}  ${fault.path}: ${fault.message}`;
}

/** What anything thrown says, to be told in another language. What is not ours stays as it is. */
export function wordsOfError(error: unknown): Words {
  if (error instanceof RemoteError || error instanceof RequestError) return error.sentences;
  if (error instanceof ContractError) return [say('answer-unknown', { system: error.system }), ...error.sentences];
  return [messageOf(error)];
}

/** The sentence of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The database cannot be opened or written: a path, a right, a server, a full disk. The message says which, without the password. */
export class DatabaseError extends Error {
  override readonly name: string = 'DatabaseError';
}

/** Work that somebody was told of could not be kept: this process can use the database no more and has to be started again (decision 014). */
export class DatabaseLostError extends DatabaseError {
  override readonly name = 'DatabaseLostError';
}
