import { Agent } from 'node:https';
import { createGraphBookings, type GraphBookingsOptions } from '../../../src/connectors/graph/index.js';
import { createRemoteHost, type RemoteHostOptions } from '../../../src/connectors/http/host.js';
import type { TokenSource } from '../../../src/connectors/http/token.js';
import type { BookingSource } from '../../../src/domain/ports.js';

export const graphOrigin = 'https://graph.test';
export const business = 'salon@fjord.test';
export const businessPath = '/v1.0/solutions/bookingBusinesses/salon%40fjord.test';
export const window = { from: '2026-05-01T00:00:00.000Z', to: '2026-06-01T00:00:00.000Z' };
export const calendarPath = `${businessPath}/calendarView?start=${window.from}&end=${window.to}`;

/** Tokens `token-1`, and after each renewal the next number. */
export function countingTokens(): TokenSource & { renewed: (string | undefined)[] } {
  const renewed: (string | undefined)[] = [];
  const current = (): string => `token-${renewed.length + 1}`;
  return {
    renewed,
    token: async () => current(),
    renew: async (refused) => {
      renewed.push(refused);
      return current();
    },
  };
}

/** A source whose host sleeps in no time. */
export function sourceWith(options: Partial<GraphBookingsOptions> = {}, host: Partial<RemoteHostOptions> = {}): BookingSource {
  return createGraphBookings({
    baseUrl: `${graphOrigin}/v1.0`,
    agent: new Agent({ keepAlive: false }),
    tokens: countingTokens(),
    host: instantHost(host),
    ...options,
  });
}

export function instantHost(options: Partial<RemoteHostOptions> = {}) {
  let ms = 0;
  return createRemoteHost({
    system: 'bookings',
    concurrency: 4,
    requestTimeoutMs: 10_000,
    retries: 1,
    minDelayMs: 10,
    maxDelayMs: 100,
    maxRetryAfterMs: 60_000,
    sleep: async (duration) => void (ms += duration),
    nowMs: () => ms,
    ...options,
  });
}
