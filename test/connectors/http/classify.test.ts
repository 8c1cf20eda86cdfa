import { errorOfAnswer, errorOfFailure, isLasting, outcomeOfStatus } from '../../../src/connectors/http/classify.js';

const label = 'GET calendarView';

function answer(status: number, body = '', headers: Record<string, string> = {}) {
  return errorOfAnswer({ system: 'bookings', label, status, headers, body, nowMs: 0 });
}

function failure(fields: Record<string, string>) {
  return errorOfFailure('bookings', label, Object.assign(new Error('raw text with a secret'), fields));
}

describe('what a status says about the effect of a call (design, section 5)', () => {
  test.each([
    ...[429].map((status) => [status, 'not-sent'] as const),
    ...[400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422].map((status) => [status, 'refused'] as const),
    ...[408, 500, 502, 503, 504, 507].map((status) => [status, 'unknown'] as const),
  ])('%d is %s', (status, outcome) => {
    expect(outcomeOfStatus(status)).toBe(outcome);
  });
});

describe('the error of an answer', () => {
  it('carries the other side’s code, sentence, request id and wait', () => {
    const body = JSON.stringify({ error: { code: 'TooManyRequests', message: 'Please retry again later.' } });

    const error = answer(429, body, { 'retry-after': '2.128', 'request-id': 'r-1' });

    expect(error).toMatchObject({
      system: 'bookings',
      outcome: 'not-sent',
      status: 429,
      code: 'TooManyRequests',
      retryAfterMs: 2128,
      requestId: 'r-1',
    });
    expect(error.message).toContain('Please retry again later.');
  });

  it('finds the request id in the body when no header has it', () => {
    const body = JSON.stringify({ error: { code: 'x', message: '', innerError: { 'request-id': 'inside' } } });

    expect(answer(500, body).requestId).toBe('inside');
  });

  test.each([
    ['an HTML page', '<html><body>Bad gateway, token=abc</body></html>'],
    ['an empty body', ''],
    ['an empty object', '{}'],
    ['cut JSON', '{"error":{"code":"Inte'],
    ['a list', '[1]'],
    ['empty code and message', '{"error":{"code":"","message":""}}'],
  ])('stays a sentence for %s', (_what, body) => {
    const error = answer(502, body);

    expect(error.code).toBe('');
    expect(error.message).toBe('Microsoft Bookings answered 502 to GET calendarView without an explanation.');
  });

  it.each([
    [401, true],
    [403, true],
    [404, false],
    [500, false],
  ])('%d needs a person: %p', (status, needed) => {
    expect(answer(status).needsAttention).toBe(needed);
  });
});

describe('the error of a call without an answer', () => {
  test.each([
    [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'not-sent'],
    [{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, 'not-sent'],
    [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'not-sent'],
    [{ code: 'ETIMEDOUT', syscall: 'connect' }, 'not-sent'],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'not-sent'],
    [{ code: 'CERT_SIGNATURE_FAILURE' }, 'not-sent'],
    [{ code: 'ECONNRESET', syscall: 'read' }, 'unknown'],
    [{ code: 'EPIPE', syscall: 'write' }, 'unknown'],
    [{ code: 'ETIMEDOUT', syscall: 'read' }, 'unknown'],
    [{ name: 'TimeoutError' }, 'unknown'],
    [{ name: 'AbortError' }, 'unknown'],
  ])('%p is %s', (fields, outcome) => {
    const error = failure(fields as Record<string, string>);

    expect(error?.outcome).toBe(outcome);
    expect(error?.status).toBeNull();
    expect(error?.message).not.toContain('secret');
  });

  test.each([[{}], [{ code: 'ERR_INVALID_ARG_TYPE' }], [{ name: 'TypeError' }]])('leaves a bug alone: %p', (fields) => {
    expect(failure(fields as Record<string, string>)).toBeNull();
  });

  it('says what to configure when the certificate is not trusted, and calls it lasting', () => {
    const error = failure({ code: 'SELF_SIGNED_CERT_IN_CHAIN' });

    expect(error?.message).toContain('CA file');
    expect(isLasting(error!)).toBe(true);
    expect(isLasting(failure({ code: 'ECONNREFUSED' })!)).toBe(false);
  });
});
