/** The control functions as routes. The table is in `control.ts`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultRule, SandboxClock, SandboxRequest, SandboxResponse } from './contract.js';
import type { SandboxControl } from './control.js';
import type { GraphEvent } from './graph/events.js';
import { answer, readRequest } from './pipeline.js';

export interface ControlRoutesParts {
  control: SandboxControl;
  clock: SandboxClock;
  /** What `GET /control/info` answers. */
  info: () => Record<string, unknown>;
  /** Functions of the Business Central side, by name. */
  businessCentral: Record<string, unknown>;
  /** Serves everything that is not below `/control`. */
  page: (request: SandboxRequest) => Promise<SandboxResponse | undefined> | SandboxResponse | undefined;
}

type Work = (argument: unknown, query: URLSearchParams) => unknown;

/** Answers the control listener's requests. */
export function createControlRoutes(parts: ControlRoutesParts, origin: () => string) {
  const routes = describeRoutes(parts);
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming, origin());
    const response = (await answerControl(parts, routes, request)) ?? {
      status: 404,
      body: { error: `There is nothing at ${request.path}.` },
    };
    answer(outgoing, response, parts.clock);
  };
}

function describeRoutes({ control, info, businessCentral }: ControlRoutesParts): Record<string, Work> {
  const routes: Record<string, Work> = {
    'GET /control': () => ({ routes: Object.keys(routes), businessCentral: Object.keys(businessCentral) }),
    'GET /control/info': info,
    'GET /control/settings': () => control.settings(),
    'PATCH /control/settings': (patch) => control.settings(patch as object),
    'GET /control/latency': () => control.latency(),
    'PATCH /control/latency': (patch) => control.latency(patch as object),
    'GET /control/clock': () => control.setClock(),
    'PATCH /control/clock': (change) => control.setClock(change as object),
    'POST /control/seed': (options) => control.seed(options as object),
    'GET /control/faults': () => control.faults(),
    'POST /control/faults': (rule) => control.addFault(rule as FaultRule),
    'DELETE /control/faults': () => control.clearFaults(),
    'GET /control/counters': () => control.counters(),
    'DELETE /control/counters': () => control.clearCounters(),
    'POST /control/events': (event) => control.event(event as GraphEvent),
    'GET /control/appointments': (_, query) =>
      control.appointments(query.get('business') ?? '', Number(query.get('limit') ?? 500)),
    'DELETE /control/tokens': () => control.revokeTokens(),
  };
  return routes;
}

async function answerControl(
  parts: ControlRoutesParts,
  routes: Record<string, Work>,
  request: SandboxRequest,
): Promise<SandboxResponse | undefined> {
  if (!isOurs(request))
    return { status: 403, body: { error: 'The control listener answers its own pages and programs on this machine only.' } };
  const work = routes[`${request.method} ${request.path}`] ?? businessCentralWork(parts, request);
  try {
    if (!work) return await parts.page(request);
    const argument: unknown = request.body.length > 0 ? JSON.parse(request.body.toString('utf8')) : {};
    const result = await work(argument, request.query);
    return result === undefined ? { status: 204 } : { status: 200, body: result };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}

function businessCentralWork({ businessCentral }: ControlRoutesParts, { method, path }: SandboxRequest): Work | undefined {
  const name = /^\/control\/businessCentral\/(\w+)$/.exec(path)?.[1];
  const work = name !== undefined && Object.hasOwn(businessCentral, name) ? businessCentral[name] : undefined;
  return method === 'POST' && typeof work === 'function'
    ? (argument) => (work as (argument: unknown) => unknown)(argument)
    : undefined;
}

/** A page of another origin may not reach in, nor a name that someone pointed at this machine. */
function isOurs({ headers, origin }: SandboxRequest): boolean {
  const port = new URL(origin).port;
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
  return (
    hosts.includes(headers['host'] ?? '') &&
    (headers['origin'] === undefined || hosts.some((host) => headers['origin'] === `https://${host}`))
  );
}
