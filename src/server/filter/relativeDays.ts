import type { DateTime, DurationLikeObject } from 'luxon';

const units = { d: 'day', w: 'week', m: 'month', q: 'quarter', y: 'year' } as const;
type UnitLetter = keyof typeof units;

/** Words for a day that need no arithmetic; the work date is today, as we keep no other. */
const namedDays: Readonly<Record<string, number>> = {
  t: 0,
  today: 0,
  w: 0,
  workdate: 0,
  'work date': 0,
  y: -1,
  yesterday: -1,
  tomorrow: 1,
};

/**
 * A day in relation to today as BC's date formulas say it: `t-7d`, `-1m`, `2w`, `cm` (last day of this month), `-cm` (its first).
 * Null when the text is no such formula.
 */
export function readRelativeDay(text: string, today: DateTime): DateTime | null {
  const shape = /^(?<name>[a-z]+(?: date)?)?(?<steps>(?:\s*[+-]?\s*(?:\d{1,4}[dwmqy]|c[dwmqy]))*)$/.exec(text.toLowerCase());
  if (shape === null || text === '') return null;
  const named = splitName(shape.groups?.['name'] ?? '');
  return named === null ? null : takeSteps(today.plus({ days: named.days }), `${named.step}${shape.groups?.['steps'] ?? ''}`);
}

/** A formula may begin with `cm`, which looks like a name: then it is the first step. */
function splitName(name: string): { days: number; step: string } | null {
  if (/^c[dwmqy]$/.test(name)) return { days: 0, step: name };
  const days = name === '' ? 0 : namedDays[name];
  return days === undefined ? null : { days, step: '' };
}

function takeSteps(start: DateTime, steps: string): DateTime {
  let day = start;
  for (const [, sign, count, unit, current] of steps.matchAll(/([+-]?)\s*(?:(\d+)([dwmqy])|c([dwmqy]))/g)) {
    const negative = sign === '-';
    if (current !== undefined) day = edgeOf(day, units[current as UnitLetter], negative);
    else day = day.plus({ [`${units[unit as UnitLetter]}s`]: negative ? -Number(count) : Number(count) } as DurationLikeObject);
  }
  return day;
}

function edgeOf(day: DateTime, unit: (typeof units)[UnitLetter], first: boolean): DateTime {
  return first ? day.startOf(unit) : day.endOf(unit);
}
