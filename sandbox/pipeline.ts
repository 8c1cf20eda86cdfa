/** The way of one request through the sandbox: read, struck by a fault or served, delayed, counted, answered. */
import { setTimeout as wait } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ImitatedService, SandboxClock, SandboxRequest, SandboxResponse, SystemName } from './contract.js';
import type { CounterBook } from './counters.js';
import { alterRecords, truncateList } from './answer-changes.js';
import { faultAnswer } from './fault-answers.js';
import type { FaultBook } from './faults.js';

/** What every listener shares. */
export interface PipelineParts {
  clock: SandboxClock;
  counters: CounterBook;
  faults: FaultBook;
  /** Added to every answer of a system, in milliseconds. */
  latencyMs: Record<SystemName, number>;
}

/** Handles every request of one listener with the first of its services that owns the path. */
export function createPipeline(parts: PipelineParts, services: () => readonly ImitatedService[], origin: () => string) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming, origin());
    const service = services().find((candidate) => candidate.owns(request.path));
    if (!service)
      return answer(outgoing, { status: 404, body: { error: `Nothing of the sandbox lives at ${request.path}.` } }, parts.clock);
    await serve(parts, service, request, outgoing);
  };
}

async function serve(
  parts: PipelineParts,
  service: ImitatedService,
  request: SandboxRequest,
  outgoing: ServerResponse,
): Promise<void> {
  const { counters, latencyMs, clock } = parts;
  const { system } = service;
  request.inFlight = counters.begin(system);
  const route = service.routeOf(request);
  let status = 0;
  try {
    const response = await respond(parts, service, request);
    const delayMs = latencyMs[system] * (response?.latencyFactor ?? 1);
    if (delayMs > 0) await wait(delayMs);
    if (response) status = response.status;
    counters.end(system, route, status);
    if (response) answer(outgoing, response, clock);
    else outgoing.destroy();
  } catch (error) {
    counters.end(system, route, 500);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    answer(outgoing, { status: 500, body: { error: { code: 'SandboxDefect', message: text } } }, clock);
  }
}

/** The answer, or undefined when the connection is to be cut instead. */
async function respond(
  { faults, clock }: PipelineParts,
  service: ImitatedService,
  request: SandboxRequest,
): Promise<SandboxResponse | undefined> {
  const fault = faults.strike(service.system, request);
  if (!fault) return service.handle(request);
  if (fault.kind === 'cutBefore') return undefined;
  if (fault.kind === 'slow') await wait(fault.ms);
  const instead = faultAnswer(fault, service.system, request, clock);
  if (instead) return instead;
  const response = await service.handle(request);
  if (fault.kind === 'doneThenCut') return undefined;
  if (fault.kind === 'truncateList') return truncateList(response);
  return fault.kind === 'alterRecord' ? alterRecords(response, fault) : response;
}

/** Reads a request to its end. */
export async function readRequest(incoming: IncomingMessage, origin: string): Promise<SandboxRequest> {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1);
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: incoming.headers as Record<string, string>,
    body: await readBody(incoming),
    origin,
  };
}

const emptyBody = Buffer.alloc(0);

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return emptyBody;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Sends an answer: text and bytes as they are, anything else as JSON. */
export function answer(outgoing: ServerResponse, { status, headers, body }: SandboxResponse, clock: SandboxClock): void {
  const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
  const payload = raw ? (body ?? '') : JSON.stringify(body);
  const all: Record<string, string | number> = {
    'content-type': 'application/json; charset=utf-8',
    ...headers,
    date: httpDate(clock.nowMs()),
  };
  if (status === 204 || body === undefined) delete all['content-type'];
  if (status !== 204) all['content-length'] = Buffer.byteLength(payload);
  outgoing.writeHead(status, all);
  outgoing.end(payload);
}

const httpDate = (nowMs: number): string => new Date(nowMs).toUTCString();
