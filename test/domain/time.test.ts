import {
  addDays,
  addMs,
  daysBetween,
  elapsedMinutes,
  isLocalDate,
  isZone,
  localDate,
  localTime,
  msOf,
  startOfLocalDay,
  weekdayOf,
} from '../../src/domain/time.js';

test.each([
  ['2026-05-31T22:30:00.000Z', 'Europe/Copenhagen', '2026-06-01', '00:30'],
  ['2026-06-01T03:30:00.000Z', 'America/New_York', '2026-05-31', '23:30'],
  ['2026-03-29T01:30:00.000Z', 'Europe/Copenhagen', '2026-03-29', '03:30'],
])('F-26, E-24: %s is in %s the day %s at %s', (instant, zone, date, time) => {
  expect([localDate(instant, zone), localTime(instant, zone)]).toEqual([date, time]);
});

test.each([
  ['2026-06-01', 'Europe/Copenhagen', '2026-05-31T22:00:00.000Z'],
  ['2026-03-29', 'Europe/Copenhagen', '2026-03-28T23:00:00.000Z'],
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
])('the day %s in %s begins at %s, also where midnight does not exist', (date, zone, instant) => {
  expect(startOfLocalDay(date, zone)).toBe(instant);
});

test('E-24: the length of a night with a switch of the clock is the time that passed', () => {
  expect(elapsedMinutes('2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z')).toBe(60);
});

test.each([
  ['2026-06-01', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-6-1', false],
  ['01.06.2026', false],
])('%s is a day of the calendar: %s', (text, is) => {
  expect(isLocalDate(text)).toBe(is);
});

test('days of the calendar are counted without a clock', () => {
  expect([addDays('2026-02-28', 1), addDays('2026-03-29', 1), addDays('2026-01-01', -1)]).toEqual([
    '2026-03-01',
    '2026-03-30',
    '2025-12-31',
  ]);
  expect([daysBetween('2026-03-28', '2026-03-30'), daysBetween('2026-03-30', '2026-03-28')]).toEqual([2, -2]);
  expect(['2026-03-29', '2026-03-30'].map(weekdayOf)).toEqual([7, 1]);
});

test('moments are texts whose order is time, and nothing else passes for one', () => {
  expect(addMs('2026-12-31T23:59:59.999Z', 1)).toBe('2027-01-01T00:00:00.000Z');
  expect(() => msOf('yesterday')).toThrow('Not a moment in time: "yesterday".');
});

test.each([
  ['Europe/Copenhagen', true],
  ['W. Europe Standard Time', false],
  ['', false],
])('%j is a zone the machine knows: %s', (zone, is) => {
  expect(isZone(zone)).toBe(is);
});

test('a moment in a zone nobody knows is refused in words', () => {
  expect(() => localDate('2026-06-01T00:00:00.000Z', 'Middle/Earth')).toThrow('in zone "Middle/Earth"');
});
