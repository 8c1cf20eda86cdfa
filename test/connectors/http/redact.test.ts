import { loggableError, safeText, safeUrl } from '../../../src/connectors/http/redact.js';
import { RemoteError } from '../../../src/domain/errors.js';

const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln';

describe('safeText', () => {
  test.each([
    ['a token', `Sent ${jwt} along`, 'Sent [token] along'],
    ['a bearer header', 'authorization: Bearer abc.def', 'authorization: Bearer [token]'],
    ['a form body', 'client_id=x&client_secret=s3cr3t&scope=y', 'client_id=x&client_secret=[hidden]&scope=y'],
    ['an assertion', `client_assertion=${jwt}`, 'client_assertion=[hidden]'],
    ['line breaks', 'One\r\n  two', 'One two'],
  ])('takes out %s', (_what, text, expected) => {
    expect(safeText(text)).toBe(expected);
  });

  it('cuts a long text', () => {
    expect(safeText('x'.repeat(5_000))).toHaveLength(600);
  });

  it('leaves an ordinary sentence alone', () => {
    const sentence = 'The request is invalid. Code ErrorInvalidRequest.';

    expect(safeText(sentence)).toBe(sentence);
  });
});

describe('safeUrl', () => {
  it('keeps host and path only', () => {
    expect(safeUrl('https://user:pw@graph.test/v1.0/x?start=1&token=abc#y')).toBe('https://graph.test/v1.0/x');
    expect(safeUrl('nonsense')).toBe('(unreadable address)');
  });
});

describe('loggableError', () => {
  it('shows names and numbers, and no cause', () => {
    const error = new RemoteError({
      system: 'bookings',
      outcome: 'refused',
      message: `No ${jwt}`,
      status: 403,
      code: 'X',
      requestId: 'r',
      cause: { headers: { authorization: jwt } },
    });

    expect(loggableError(error)).toEqual({
      name: 'RemoteError',
      system: 'bookings',
      outcome: 'refused',
      status: 403,
      code: 'X',
      retryAfterMs: null,
      requestId: 'r',
      message: 'No [token]',
    });
  });

  it('takes anything thrown', () => {
    expect(loggableError(new RangeError('bug'))).toEqual({ name: 'RangeError', message: 'bug' });
    expect(loggableError('text')).toEqual({ name: 'Error', message: 'text' });
  });
});
