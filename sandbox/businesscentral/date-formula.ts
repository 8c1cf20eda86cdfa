import { DateTime } from 'luxon';

const spans = { D: 'days', W: 'weeks', M: 'months', Q: 'quarters', Y: 'years' } as const;
const periods = { D: 'day', W: 'week', M: 'month', Q: 'quarter', Y: 'year' } as const;
type Unit = keyof typeof spans;

/** The day that a date formula gives from a start: `14D`, `1M`, `CM+10D` (CM is the end of the current month). */
export function addFormula(day: string, formula: string): string {
  let date = DateTime.fromISO(day, { zone: 'utc' });
  for (const [, sign, current, count, unit] of formula.toUpperCase().matchAll(/([+-]?)(?:(C)|(\d+))([DWMQY])/g)) {
    const direction = sign === '-' ? -1 : 1;
    if (current) date = direction > 0 ? date.endOf(periods[unit as Unit]) : date.startOf(periods[unit as Unit]);
    else date = date.plus({ [spans[unit as Unit]]: direction * Number(count) });
  }
  return date.toFormat('yyyy-MM-dd');
}
