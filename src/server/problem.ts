import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ContractError, messageOf, RemoteError, RequestError, wordsOfError } from '../domain/errors.js';
import { inEnglish } from '../domain/words/plain.js';
import { say, type Sentence, type Words } from '../domain/words/sentence.js';
import { FilterError } from './filter/filterError.js';
import { readerOfRequest, type Reader } from './reader.js';
import type { ProblemDetails } from './schemas/common.js';

/** One thing wrong with a request, with the place it was found. */
export interface RequestFault {
  /** `f.amount`, `body.reason`; empty for the whole. */
  path: string;
  sentences: Words;
}

/** What is wrong with parts of a request that the schemas cannot see, such as a filter text. All faults at once. */
export class FaultyRequest extends Error {
  override readonly name = 'FaultyRequest';
  readonly faults: readonly RequestFault[];

  constructor(faults: readonly RequestFault[]) {
    super(faults.map((fault) => inEnglish(fault.sentences)).join(' '));
    this.faults = faults;
  }
}

interface Answer {
  status: number;
  title: Sentence;
  code: string;
  detail: Words;
  faults?: readonly RequestFault[];
  retryAfterSeconds?: number;
}

/** Answers every error as problem+json (RFC 9457): a sentence for the person, never a stack trace or another system's body. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = answerOf(error, request.id);
  if (answer.status >= 500) logFault(error, answer, request);
  if (answer.retryAfterSeconds !== undefined) void reply.header('retry-after', String(answer.retryAfterSeconds));
  return sendProblem(reply, answer);
}

/** Names what is logged: an error of another library may carry a request with its credentials. */
function logFault(error: unknown, { status, code }: Answer, request: FastifyRequest): void {
  const facts = { requestId: request.id, route: request.routeOptions.url, code, error: messageOf(error) };
  if (status === 500)
    request.log.error({ ...facts, stack: error instanceof Error ? error.stack : undefined }, 'A request failed');
  else request.log.warn(facts, 'Another system did not do what a request needs');
}

/** Sends one problem in the language of its reader; also for what is not an error, such as an unknown address. */
export function sendProblem(reply: FastifyReply, answer: Answer): FastifyReply {
  const reader = readerOfRequest(reply.request);
  const problem: ProblemDetails = {
    type: 'about:blank',
    title: reader.tell(answer.title),
    status: answer.status,
    detail: reader.tell(...answer.detail) || faultsIn(answer.faults ?? [], reader),
    code: answer.code,
    requestId: reply.request.id,
    ...(answer.faults && { faults: answer.faults.map(({ path, sentences }) => ({ path, message: reader.tell(...sentences) })) }),
  };
  return reply.code(answer.status).type('application/problem+json').send(problem);
}

/** A line a fault. A filter is named by its column's heading; one that stands alone needs no name. */
function faultsIn(faults: readonly RequestFault[], reader: Reader): string {
  const lines = faults.map(({ path, sentences }) => {
    const fault = reader.tell(...sentences);
    if (path === '' || path === 'text') return fault;
    return path.startsWith('f.')
      ? reader.tell(say('fault-of-filter', { column: path.slice(2), fault }))
      : reader.tell(say('fault-at', { path, fault }));
  });
  return lines.join('\n');
}

function answerOf(error: unknown, requestId: string): Answer {
  if (error instanceof RequestError) return { ...requestAnswers[error.kind], detail: error.sentences };
  if (error instanceof FaultyRequest) return faultyAnswer(error.faults);
  if (error instanceof FilterError) return faultyAnswer([{ path: 'text', sentences: error.sentences }]);
  if (error instanceof RemoteError) return remoteAnswer(error);
  if (error instanceof ContractError)
    return { status: 502, title: say('title-unknown-answer'), code: 'remote-contract', detail: wordsOfError(error) };
  if (hasZodFastifySchemaValidationErrors(error)) return faultyAnswer(error.validation.map(faultOfValidation));
  return frameworkAnswer(error as FastifyError, requestId);
}

const requestAnswers: Record<RequestError['kind'], Omit<Answer, 'detail'>> = {
  'not-found': { status: 404, title: say('title-not-found'), code: 'not-found' },
  conflict: { status: 409, title: say('title-changed-meanwhile'), code: 'conflict' },
  invalid: { status: 422, title: say('title-not-possible'), code: 'invalid' },
};

function faultyAnswer(faults: readonly RequestFault[]): Answer {
  return { status: 400, title: say('title-not-understood'), code: 'faulty-request', detail: [], faults };
}

function faultOfValidation(fault: { instancePath: string; message?: string | undefined }): RequestFault {
  const path = fault.instancePath.replace(/^\//, '').replaceAll('/', '.');
  return { path, sentences: [fault.message ?? say('not-understood')] };
}

/** 503 asks to try again; 502 says that trying again alone will not help. */
function remoteAnswer({ system, outcome, needsAttention, retryAfterMs, sentences }: RemoteError): Answer {
  if (needsAttention) {
    const detail = [say('access-refused', { system }), ...sentences];
    return { status: 502, title: say('title-no-access'), code: 'remote-attention', detail };
  }
  if (outcome === 'refused') {
    const detail = [say('system-refused', { system }), ...sentences];
    return { status: 502, title: say('title-refused'), code: 'remote-refused', detail };
  }
  const retryAfterSeconds = Math.max(1, Math.ceil((retryAfterMs ?? 30_000) / 1000));
  const effect = outcome === 'not-sent' ? 'system-away-nothing-changed' : 'system-away-effect-unknown';
  const detail = [say(effect, { system, seconds: String(retryAfterSeconds) }), ...sentences];
  return { status: 503, title: say('title-not-available'), code: 'remote-unavailable', detail, retryAfterSeconds };
}

const notUnderstood = { code: 'faulty-request', title: say('title-not-understood') } as const;
const tooOld = { code: 'csrf', title: say('title-page-too-old'), detail: [say('page-expired')] } as const;

/** The framework's own refusals, by their code; anything else is our bug and says no more than where to look. */
const frameworkSentences: Readonly<Record<string, Pick<Answer, 'code' | 'title' | 'detail'>>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'too-large', title: say('title-too-large'), detail: [say('request-too-large')] },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'media-type', title: say('title-not-understood'), detail: [say('send-json')] },
  FST_ERR_CTP_EMPTY_JSON_BODY: { ...notUnderstood, detail: [say('body-missing')] },
  FST_ERR_CTP_INVALID_JSON_BODY: { ...notUnderstood, detail: [say('body-no-json')] },
  FST_CSRF_MISSING_SECRET: tooOld,
  FST_CSRF_INVALID_TOKEN: tooOld,
};

function frameworkAnswer(error: FastifyError & { retryAfterSeconds?: number }, requestId: string): Answer {
  const status = error.statusCode ?? 500;
  const known = frameworkSentences[error.code];
  if (known !== undefined) return { status, ...known };
  if (status === 429) {
    const detail = [say('too-many-requests', { seconds: String(error.retryAfterSeconds ?? 60) })];
    return { status, title: say('title-too-many-requests'), code: 'rate-limit', detail };
  }
  if (status >= 400 && status < 500) return { status, ...notUnderstood, detail: [say('not-understood')] };
  return { status: 500, title: say('title-our-fault'), code: 'internal', detail: [say('our-fault', { request: requestId })] };
}
