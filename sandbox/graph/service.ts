/** Microsoft Graph v1.0 Bookings, as awkward as the real one. */
import type { FaultAction, ImitatedService, SandboxClock, SandboxRequest, SandboxResponse } from '../contract.js';
import type { TokenDesk } from '../identity/tokens.js';
import { answerBatch } from './batch.js';
import { GraphRefusal, refusalAnswer, tracingHeaders } from './errors.js';
import { nameRoute, route } from './routes.js';
import { seedWorld, type GraphSeedOptions } from './seed.js';
import { defaultGraphSettings, type GraphSettings } from './settings.js';
import { createTextCache, type World } from './world.js';

export interface GraphOptions {
  clock: SandboxClock;
  tokens: TokenDesk;
  settings?: Partial<GraphSettings>;
  seed?: GraphSeedOptions;
  /** What a fault makes of one part of a batch, where a rule strikes it. */
  partFault?: (request: SandboxRequest) => SandboxResponse | undefined;
  countPart?: (route: string, status: number) => void;
}

export interface GraphBookings extends ImitatedService {
  readonly world: World;
  /** Changes settings; texts already rendered are forgotten. */
  changeSettings(changes: Partial<GraphSettings>): GraphSettings;
  /** Starts over with new data. */
  seed(options?: GraphSeedOptions): void;
}

/** Faults that can strike a part of a batch; the others need a connection of their own. */
export const partFaultKinds: readonly FaultAction['kind'][] = ['status', 'expiredToken', 'forbidden', 'html'];

/** Creates the service with its seed data. */
export function createGraphBookings(options: GraphOptions): GraphBookings {
  const { clock } = options;
  const world: World = {
    clock,
    settings: { ...defaultGraphSettings, ...options.settings },
    businesses: seedWorld(clock.nowMs(), options.seed),
    texts: createTextCache(),
  };
  return {
    system: 'graph',
    world,
    owns: (path) => path.startsWith('/v1.0/'),
    routeOf: nameRoute,
    handle: (request) => withTracing(request, answer(options, world, request)),
    changeSettings: (changes) => {
      Object.assign(world.settings, changes);
      world.texts.clear();
      return { ...world.settings };
    },
    seed: (seed) => {
      world.businesses = seedWorld(clock.nowMs(), seed);
      world.texts.clear();
    },
  };
}

function withTracing(request: SandboxRequest, response: SandboxResponse): SandboxResponse {
  return { ...response, headers: { ...tracingHeaders(request), ...response.headers } };
}

function answer(options: GraphOptions, world: World, request: SandboxRequest): SandboxResponse {
  return refusing(options.clock, request, () => {
    refuseWithoutToken(options.tokens, request);
    refuseCrowd(world.settings, request.inFlight ?? 1);
    if (request.path !== '/v1.0/$batch') return route(world, request);
    return answerBatch(request, (request.inFlight ?? 1) - 1, world.settings, (part) => answerPart(options, world, part));
  });
}

function answerPart(options: GraphOptions, world: World, part: SandboxRequest): SandboxResponse {
  const response =
    options.partFault?.(part) ??
    refusing(options.clock, part, () => {
      refuseCrowd(world.settings, part.inFlight ?? 1);
      return route(world, part);
    });
  options.countPart?.(nameRoute(part), response.status);
  return response;
}

function refusing(clock: SandboxClock, request: SandboxRequest, work: () => SandboxResponse): SandboxResponse {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphRefusal) return refusalAnswer(clock, request, error);
    throw error;
  }
}

function refuseWithoutToken(tokens: TokenDesk, request: SandboxRequest): void {
  const verdict = tokens.check(request.headers['authorization'], 'graph');
  if (verdict === 'valid') return;
  const message = {
    missing: 'Access token is empty.',
    expired: 'Access token has expired or is not yet valid.',
    'wrong-audience': 'Access token validation failure. Invalid audience.',
  }[verdict];
  throw new GraphRefusal(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate': 'Bearer realm="", error="invalid_token"',
  });
}

/** Mailbox-backed calls are limited to a few at once for each app (reference section 9.1). */
function refuseCrowd({ concurrencyLimit, concurrencyRetryAfterSeconds }: GraphSettings, inFlight: number): void {
  if (concurrencyLimit === null || inFlight <= concurrencyLimit) return;
  const headers: Record<string, string> =
    concurrencyRetryAfterSeconds === null ? {} : { 'retry-after': String(concurrencyRetryAfterSeconds) };
  throw new GraphRefusal(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', headers);
}
