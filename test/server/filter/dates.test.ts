import type { FilterTerm } from '../../../src/domain/filter.js';
import { parseFilter } from '../../../src/server/filter/parse.js';
import { filterContext } from './context.js';

const range = (from: string | null, to: string | null): FilterTerm => ({ kind: 'range', from, to });
const june = (day: number, lastDay = day) =>
  range(`2026-06-${String(day - 1).padStart(2, '0')}T22:00:00.000Z`, `2026-06-${String(lastDay).padStart(2, '0')}T22:00:00.000Z`);

describe('days are those of the business zone', () => {
  it.each<[string, string, FilterTerm]>([
    ['nb-NO', '2026-06-05', june(5)],
    ['nb-NO', '5.6.2026', june(5)],
    ['nb-NO', '05.06.26', june(5)],
    ['nb-NO', '5.6', june(5)],
    ['nb-NO', '5.6.', june(5)],
    ['nb-NO', '050626', june(5)],
    ['nb-NO', '05062026', june(5)],
    ['nb-NO', '5', june(5)],
    ['en-GB', '5/6/2026', june(5)],
    ['en-US', '6/5/2026', june(5)],
    ['en-US', '060526', june(5)],
    ['sv', '2026/6/5', june(5)],
    ['sv', '20260605', june(5)],
    ['sv', '5/6', range('2026-05-05T22:00:00.000Z', '2026-05-06T22:00:00.000Z')],
    ['en-US', '2026/6/5', june(5)],
    ['nb-NO', '2.6.2026..5.6.2026', june(2, 5)],
    ['nb-NO', '..5.6.2026', range(null, '2026-06-05T22:00:00.000Z')],
    ['nb-NO', '>5.6.2026', range('2026-06-05T22:00:00.000Z', null)],
    ['nb-NO', '>=5.6.2026', range('2026-06-04T22:00:00.000Z', null)],
    ['nb-NO', '<5.6.2026', range(null, '2026-06-04T22:00:00.000Z')],
    ['nb-NO', '<=5.6.2026', range(null, '2026-06-05T22:00:00.000Z')],
    ['nb-NO', '<>5.6.2026', { kind: 'not', term: june(5) }],
    ['nb-NO', '2.6|5.6', { kind: 'any', terms: [june(2), june(5)] }],
  ])('in %s, %s', (locale, text, expected) => {
    const term = parseFilter('startsAt', text, filterContext({ locale }));

    expect(term).toEqual(expected);
  });

  it('gives a night of changing clocks its real length', () => {
    const term = parseFilter('startsAt', '2026-10-25', filterContext());

    expect(term).toEqual(range('2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'));
  });
});

describe('times', () => {
  it.each<[string, FilterTerm]>([
    ['2026-06-05T10:30', range('2026-06-05T08:30:00.000Z', '2026-06-05T08:31:00.000Z')],
    ['2026-06-05 10:30', range('2026-06-05T08:30:00.000Z', '2026-06-05T08:31:00.000Z')],
    ['2026-06-05T10:30:15', range('2026-06-05T08:30:15.000Z', '2026-06-05T08:30:16.000Z')],
    ['2026-06-05T10:30Z', range('2026-06-05T10:30:00.000Z', '2026-06-05T10:31:00.000Z')],
    ['2026-06-05t10:30z', range('2026-06-05T10:30:00.000Z', '2026-06-05T10:31:00.000Z')],
    ['5.6.2026 10:30', range('2026-06-05T08:30:00.000Z', '2026-06-05T08:31:00.000Z')],
    ['5.6.26 1:30 pm', range('2026-06-05T11:30:00.000Z', '2026-06-05T11:31:00.000Z')],
    ['5.6.26 12:00 AM', range('2026-06-04T22:00:00.000Z', '2026-06-04T22:01:00.000Z')],
    ['5.6 10:30..5.6 11:00', range('2026-06-05T08:30:00.000Z', '2026-06-05T09:01:00.000Z')],
  ])('%s', (text, expected) => {
    const term = parseFilter('startsAt', text, filterContext());

    expect(term).toEqual(expected);
  });

  it.each(['5.6.2026 25:00', '5.6.2026 13:00 pm', '2026-06-05T99:30'])('refuses %s', (text) => {
    expect(() => parseFilter('startsAt', text, filterContext())).toThrow('is not a date');
  });
});

describe('relative days', () => {
  it.each<[string, FilterTerm]>([
    ['t', june(14)],
    ['T', june(14)],
    ['today', june(14)],
    ['w', june(14)],
    ['work date', june(14)],
    ['y', june(13)],
    ['yesterday', june(13)],
    ['tomorrow', june(15)],
    ['t-7d', june(7)],
    ['t - 7d', june(7)],
    ['-1w', june(7)],
    ['1d', june(15)],
    ['w+2d', june(16)],
    ['-1m..t', range('2026-05-13T22:00:00.000Z', '2026-06-14T22:00:00.000Z')],
    ['-cm..cm', range('2026-05-31T22:00:00.000Z', '2026-06-30T22:00:00.000Z')],
    ['-cw..cw', june(8, 14)],
    ['-cm+4d', june(5)],
    ['t-1y', range('2025-06-13T22:00:00.000Z', '2025-06-14T22:00:00.000Z')],
    ['-cq', range('2026-03-31T22:00:00.000Z', '2026-04-01T22:00:00.000Z')],
  ])('%s', (text, expected) => {
    const term = parseFilter('startsAt', text, filterContext());

    expect(term).toEqual(expected);
  });

  it('is already tomorrow in Auckland', () => {
    const term = parseFilter('startsAt', 't', filterContext({ zone: 'Pacific/Auckland' }));

    expect(term).toEqual(range('2026-06-14T12:00:00.000Z', '2026-06-15T12:00:00.000Z'));
  });
});
