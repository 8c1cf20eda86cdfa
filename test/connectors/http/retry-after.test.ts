import fc from 'fast-check';
import { parseRetryAfterMs } from '../../../src/connectors/http/retry-after.js';

const nowMs = Date.parse('2026-06-01T12:00:00Z');

describe('parseRetryAfterMs', () => {
  test.each([
    ['whole seconds', '3', 3000],
    ['a fraction as Graph sends it', '2.128', 2128],
    ['blanks around it', ' 10 ', 10_000],
    ['zero', '0', 0],
    ['an HTTP date', 'Mon, 01 Jun 2026 12:00:30 GMT', 30_000],
    ['a date that has passed', 'Mon, 01 Jun 2026 11:59:00 GMT', 0],
  ])('reads %s', (_what, value, expected) => {
    expect(parseRetryAfterMs(value, nowMs)).toBe(expected);
  });

  test.each([[null], [undefined], [''], ['soon'], ['-5'], ['2026-06-01'], ['1e3'], ['NaN']])('says nothing for %p', (value) => {
    expect(parseRetryAfterMs(value, nowMs)).toBeNull();
  });

  it('measures a date against the answer’s own date, so a clock that is off here does not matter', () => {
    const wait = parseRetryAfterMs('Fri, 02 Jan 2026 00:00:05 GMT', nowMs, 'Fri, 02 Jan 2026 00:00:00 GMT');

    expect(wait).toBe(5000);
  });

  it('gives back the wait of any HTTP date to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        const date = new Date(nowMs + seconds * 1000).toUTCString();

        expect(parseRetryAfterMs(date, nowMs)).toBe(seconds * 1000);
      }),
    );
  });
});
