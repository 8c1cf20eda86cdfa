import { Agent } from 'node:https';
import { createBusinessCentral } from '../../../src/connectors/businesscentral/index.js';
import { createRemoteHost, type RemoteHostOptions } from '../../../src/connectors/http/host.js';
import type { TokenSource } from '../../../src/connectors/http/token.js';
import type { ErpTarget } from '../../../src/domain/ports.js';

export const origin = 'https://bc.example.test';
export const root = '/v2.0/tenant/Production/api/v2.0';
export const companyId = '11111111-1111-4111-8111-111111111111';
export const companyPath = `${root}/companies(${companyId})`;

/** Hands out `token-1`, then a new number with every renewal. */
export function fakeTokens(): TokenSource & { renewals: (string | undefined)[] } {
  const renewals: (string | undefined)[] = [];
  const value = () => `token-${renewals.length + 1}`;
  return {
    renewals,
    token: async () => value(),
    renew: async (refused) => {
      renewals.push(refused);
      return value();
    },
  };
}

export interface TestTarget {
  target: ErpTarget;
  /** Milliseconds waited, in order; nobody really sleeps. */
  waits: number[];
  /** Attempts as the metrics see them. */
  attempts: string[];
  tokens: ReturnType<typeof fakeTokens>;
}

/** The connector against nock, with two repetitions and no real waiting. */
export function createTarget(changes: Partial<RemoteHostOptions> = {}, webClientUrl: string | null = null): TestTarget {
  const waits: number[] = [];
  const attempts: string[] = [];
  const tokens = fakeTokens();
  let nowMs = 0;
  const host = createRemoteHost({
    system: 'business-central',
    concurrency: 5,
    requestTimeoutMs: 5_000,
    retries: 2,
    minDelayMs: 100,
    maxDelayMs: 1_000,
    maxRetryAfterMs: 60_000,
    random: () => 1,
    nowMs: () => nowMs,
    sleep: async (ms) => {
      waits.push(ms);
      nowMs += ms;
    },
    onRequest: ({ label, status }) => attempts.push(`${label} ${status}`),
    ...changes,
  });
  const agent = new Agent({ keepAlive: false });
  return {
    target: createBusinessCentral({ apiUrl: `${origin}${root}/`, webClientUrl, agent, tokens, host }),
    waits,
    attempts,
    tokens,
  };
}
