import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ContractError, messageOf, RemoteError, RequestError, type RemoteSystem } from '../domain/errors.js';
import { FilterError } from './filter/filterError.js';
import type { ProblemDetails } from './schemas/common.js';

/** One thing wrong with a request, with the place it was found. */
export interface RequestFault {
  path: string;
  message: string;
}

/** What is wrong with parts of a request that the schemas cannot see, such as a filter text. All faults at once. */
export class FaultyRequest extends Error {
  override readonly name = 'FaultyRequest';
  readonly faults: readonly RequestFault[];

  constructor(faults: readonly RequestFault[]) {
    super(faults.map((fault) => fault.message).join(' '));
    this.faults = faults;
  }
}

interface Answer {
  status: number;
  title: string;
  code: string;
  detail: string;
  faults?: RequestFault[];
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

/** Sends one problem; also for what is not an error, such as an unknown address. */
export function sendProblem(reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, title, code, detail, faults } = answer;
  const problem: ProblemDetails = {
    type: 'about:blank',
    title,
    status,
    detail,
    code,
    requestId: reply.request.id,
    ...(faults && { faults }),
  };
  return reply.code(status).type('application/problem+json').send(problem);
}

function answerOf(error: unknown, requestId: string): Answer {
  if (error instanceof RequestError) return requestAnswers[error.kind](error.message);
  if (error instanceof FaultyRequest) return faultyAnswer([...error.faults]);
  if (error instanceof FilterError) return faultyAnswer([{ path: 'text', message: error.message }]);
  if (error instanceof RemoteError) return remoteAnswer(error);
  if (error instanceof ContractError) {
    const detail = `${systemNames[error.system]} answered in a way we do not know. Tell your administrator: ${error.message}`;
    return { status: 502, title: 'Unknown answer', code: 'remote-contract', detail };
  }
  if (hasZodFastifySchemaValidationErrors(error)) return faultyAnswer(error.validation.map(faultOfValidation));
  return frameworkAnswer(error as FastifyError, requestId);
}

const requestAnswers: Record<RequestError['kind'], (detail: string) => Answer> = {
  'not-found': (detail) => ({ status: 404, title: 'Not found', code: 'not-found', detail }),
  conflict: (detail) => ({ status: 409, title: 'Changed meanwhile', code: 'conflict', detail }),
  invalid: (detail) => ({ status: 422, title: 'Not possible', code: 'invalid', detail }),
};

function faultyAnswer(faults: RequestFault[]): Answer {
  const detail = faults.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('\n');
  return { status: 400, title: 'Not understood', code: 'faulty-request', detail, faults };
}

function faultOfValidation(fault: { instancePath: string; message?: string | undefined }): RequestFault {
  return { path: fault.instancePath.replace(/^\//, '').replaceAll('/', '.'), message: fault.message ?? 'Not understood.' };
}

const systemNames: Record<RemoteSystem, string> = {
  'sign-in': 'Microsoft sign-in',
  bookings: 'Microsoft Bookings',
  'business-central': 'Business Central',
};

/** 503 asks to try again; 502 says that trying again alone will not help. */
function remoteAnswer(error: RemoteError): Answer {
  const name = systemNames[error.system];
  if (error.needsAttention) {
    const detail = `${name} does not let us in. Your administrator must check the permissions. It said: ${error.message}`;
    return { status: 502, title: 'No access', code: 'remote-attention', detail };
  }
  if (error.outcome === 'refused') {
    return { status: 502, title: 'Refused', code: 'remote-refused', detail: `${name} refused. It said: ${error.message}` };
  }
  const retryAfterSeconds = Math.max(1, Math.ceil((error.retryAfterMs ?? 30_000) / 1000));
  const effect = error.outcome === 'not-sent' ? 'Nothing was changed there.' : 'Whether it was done there is not known yet.';
  const detail = `${name} cannot answer now. ${effect} Try again in ${retryAfterSeconds} seconds. (${error.message})`;
  return { status: 503, title: 'Not available', code: 'remote-unavailable', detail, retryAfterSeconds };
}

/** The framework's own refusals, by their code; anything else is our bug and says no more than where to look. */
const frameworkSentences: Readonly<Record<string, { code: string; title: string; detail: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'too-large',
    title: 'Too large',
    detail: 'The request is larger than the service takes. Select fewer rows.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'media-type',
    title: 'Not understood',
    detail: 'Send the request as application/json.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'faulty-request', title: 'Not understood', detail: 'The request has no body. Send JSON.' },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'faulty-request',
    title: 'Not understood',
    detail: 'The body of the request is not JSON.',
  },
  FST_CSRF_MISSING_SECRET: { code: 'csrf', title: 'Page too old', detail: 'The page has expired. Reload it and try again.' },
  FST_CSRF_INVALID_TOKEN: { code: 'csrf', title: 'Page too old', detail: 'The page has expired. Reload it and try again.' },
};

function frameworkAnswer(error: FastifyError, requestId: string): Answer {
  const status = error.statusCode ?? 500;
  const known = frameworkSentences[error.code];
  if (known !== undefined) return { status, ...known };
  if (status === 429) return { status, title: 'Too many requests', code: 'rate-limit', detail: error.message };
  if (status >= 400 && status < 500)
    return { status, title: 'Not understood', code: 'faulty-request', detail: 'The request was not understood.' };
  const detail = `Something went wrong on our side. Nothing more is known here; the log has it under request ${requestId}.`;
  return { status: 500, title: 'Our fault', code: 'internal', detail };
}
