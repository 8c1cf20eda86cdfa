import { jest } from '@jest/globals';
import { createRemoteHost } from '../../../src/connectors/http/host.js';
import { RemoteError } from '../../../src/domain/errors.js';

const limits = {
  system: 'bookings',
  concurrency: 4,
  requestTimeoutMs: 1_000,
  retries: 0,
  minDelayMs: 1,
  maxDelayMs: 2,
  maxRetryAfterMs: 1_000,
} as const;

test.each([
  [400, 1],
  [404, 0],
])("a refusal with %i is logged with the other side's id of the request %i times", async (status, times) => {
  const warn = jest.fn();
  const error = new RemoteError({
    system: 'bookings',
    outcome: 'refused',
    message: 'No.',
    status,
    code: 'Bad',
    requestId: 'c-1',
  });

  const host = createRemoteHost({ ...limits, log: { warn } });

  await expect(host.run('read', 'GET x', () => Promise.reject(error))).rejects.toBe(error);

  expect(warn).toHaveBeenCalledTimes(times);
  if (times > 0) {
    const data = { system: 'bookings', label: 'GET x', status, code: 'Bad', outcome: 'refused', requestId: 'c-1' };
    expect(warn).toHaveBeenCalledWith(data, 'Call failed');
  }
});
