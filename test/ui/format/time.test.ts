import { createTimeFormats, formatDuration, localDateOf, wallClock } from '../../../ui/src/format/time.js';
import { startOfZonedDay } from '../../../ui/src/pages/calendar/zonedDay.js';

describe('moments', () => {
  test('are printed in the zone of the business', () => {
    const formats = createTimeFormats('en-GB');

    expect(formats.dateTime('2026-06-01T22:30:00.000Z', 'Europe/Copenhagen')).toBe('2 Jun 2026, 00:30');
    expect(formats.time('2026-06-01T22:30:00.000Z', 'America/New_York')).toBe('18:30');
    expect(formats.zoneName('2026-06-01T22:30:00.000Z', 'Europe/Copenhagen')).toMatch(/CEST|GMT\+2/);
  });

  test('fall back to UTC where the zone is not known', () => {
    expect(createTimeFormats('en-GB').time('2026-06-01T22:30:00.000Z', null)).toBe('22:30');
  });

  test('keep a calendar day on its day', () => {
    expect(createTimeFormats('en-GB').localDate('2026-06-01')).toBe('1 Jun 2026');
  });

  test.each([
    ['2026-06-01', '2026-06-30', 'June 2026'],
    ['2026-02-01', '2026-02-28', 'February 2026'],
    ['2026-06-01', '2026-06-07', /^1\s?–\s?7 Jun 2026$/],
    ['2026-06-29', '2026-07-05', /^29 Jun\s?–\s?5 Jul 2026$/],
  ])('from %s to %s are a period by name', (from, to, printed) => {
    expect(createTimeFormats('en-GB').period(from, to)).toMatch(printed);
  });

  test('belong to the day of the business', () => {
    expect(localDateOf('2026-06-01T22:30:00.000Z', 'Europe/Copenhagen')).toBe('2026-06-02');
    expect(wallClock('2026-06-01T22:30:00.000Z', 'Europe/Copenhagen')).toBe('2026-06-02T00:30:00');
  });
});

describe('a day in the calendar', () => {
  test.each([
    ['2026-06-01', 'Europe/Copenhagen', '2026-05-31T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Copenhagen', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Copenhagen', '2026-10-25T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Copenhagen', '2026-03-29T22:00:00.000Z'],
    ['2026-06-01', 'America/New_York', '2026-06-01T04:00:00.000Z'],
    ['2026-06-01', 'Pacific/Auckland', '2026-05-31T12:00:00.000Z'],
    ['2026-06-01', null, '2026-06-01T00:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, expected) => {
    expect(startOfZonedDay(day, zone)).toBe(expected);
  });
});

test.each([
  [90, '1:30'],
  [5, '0:05'],
  [-30, '-0:30'],
  [4200000, '70000:00'],
])('%i minutes are %s', (minutes, expected) => {
  expect(formatDuration(minutes)).toBe(expected);
});
