import { withEmptyWeeks } from '../../../ui/src/pages/overview/weeks.js';

const week = (monday: string, amount = '10') => ({ week: monday, count: 1, amount });

test('weeks in which nothing waits stand between the others, also over a change of clocks and a new year', () => {
  const weeks = withEmptyWeeks([week('2027-01-04', '5'), week('2026-12-14')]);

  expect(weeks).toEqual([
    week('2026-12-14'),
    { week: '2026-12-21', count: 0, amount: '0' },
    { week: '2026-12-28', count: 0, amount: '0' },
    week('2027-01-04', '5'),
  ]);
  expect(withEmptyWeeks([week('2026-10-19'), week('2026-11-02')]).map((part) => part.week)).toEqual([
    '2026-10-19',
    '2026-10-26',
    '2026-11-02',
  ]);
});

test('a leftover of years ago is shown without every week since', () => {
  const weeks = withEmptyWeeks([week('2020-01-06'), week('2026-11-23')]);

  expect(weeks).toHaveLength(54);
  expect(weeks[0]).toEqual(week('2020-01-06'));
});

test('nothing waiting makes no weeks', () => {
  expect(withEmptyWeeks([])).toEqual([]);
});
