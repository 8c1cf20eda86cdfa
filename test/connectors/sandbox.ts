import type { Agent } from 'node:https';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.js';
import { createGraphBookings } from '../../src/connectors/graph/index.js';
import { createAgent } from '../../src/connectors/http/agent.js';
import { createRemoteHost, type RemoteHostOptions } from '../../src/connectors/http/host.js';
import { createTokenSource, type TokenSource, type TokenSourceOptions } from '../../src/connectors/http/token.js';
import type { BookingSource } from '../../src/domain/ports.js';

/** A sandbox with a source that speaks to it over TLS, the way the product does. */
export interface GraphRig {
  sandbox: Sandbox;
  source: BookingSource;
  tokens: TokenSource;
  agent: Agent;
  /** What the hosts slept, in milliseconds; no time passes for it here. */
  slept: number[];
  stop(): Promise<void>;
}

export async function startGraphRig(options: SandboxOptions = {}, host: Partial<RemoteHostOptions> = {}): Promise<GraphRig> {
  const sandbox = await startSandbox(options);
  const agent = createAgent({ caFile: sandbox.caFile, keepAlive: true, maxSockets: 8 });
  const slept: number[] = [];
  const limits = sandboxLimits(slept, host);
  const tokens = sandboxTokens(sandbox, agent, { host: createRemoteHost({ system: 'sign-in', ...limits }) });
  const bookings = createRemoteHost({ system: 'bookings', ...limits });
  const source = createGraphBookings({
    baseUrl: sandbox.graphUrl,
    tokens,
    agent,
    host: bookings,
    nowMs: () => sandbox.clock.nowMs(),
  });
  const stop = async (): Promise<void> => {
    agent.destroy();
    await sandbox.stop();
  };
  return { sandbox, source, tokens, agent, slept, stop };
}

/** Tokens of the sandbox for Graph. */
export function sandboxTokens(
  { authorityUrl, credentials, graphUrl }: Sandbox,
  agent: Agent,
  options: Pick<TokenSourceOptions, 'host'> & Partial<TokenSourceOptions>,
): TokenSource {
  return createTokenSource({
    authority: authorityUrl,
    knownAuthorities: [],
    tenantId: credentials.tenantId,
    clientId: credentials.clientId,
    credential: { kind: 'secret', value: credentials.clientSecret },
    scope: `${new URL(graphUrl).origin}/.default`,
    agent,
    renewBeforeMs: 300_000,
    ...options,
  });
}

/** Limits for tests: sleeping moves a clock of its own and takes no time. */
export function sandboxLimits(slept: number[], changes: Partial<RemoteHostOptions> = {}): Omit<RemoteHostOptions, 'system'> {
  let ms = 0;
  return {
    concurrency: 4,
    requestTimeoutMs: 10_000,
    retries: 3,
    minDelayMs: 100,
    maxDelayMs: 1_000,
    maxRetryAfterMs: 60_000,
    sleep: async (duration) => {
      slept.push(duration);
      ms += duration;
    },
    nowMs: () => ms,
    ...changes,
  };
}
