/** What is not invoiced of one week; `week` is its Monday, `2026-06-01`. */
export interface WeekAmount {
  week: string;
  count: number;
  amount: string;
}

const weekMs = 7 * 86_400_000;
/** Beyond a year the empty weeks of an old leftover would leave no room for the others. */
const mostWeeks = 53;

/** The weeks in order, with those between them in which nothing waits, so that a chart's distances are times. */
export function withEmptyWeeks(parts: readonly WeekAmount[]): WeekAmount[] {
  const byWeek = new Map(parts.map((part) => [part.week, part]));
  const mondays = [...byWeek.keys()].sort().map((week) => Date.parse(`${week}T00:00:00Z`));
  const [first, last] = [mondays[0], mondays.at(-1)];
  if (first === undefined || last === undefined) return [];
  const from = Math.max(first, last - (mostWeeks - 1) * weekMs);
  const between = Array.from({ length: (last - from) / weekMs + 1 }, (_, at) => dayOf(from + at * weekMs));
  const weeks = new Set([...mondays.map(dayOf), ...between]);
  return [...weeks].sort().map((week) => byWeek.get(week) ?? { week, count: 0, amount: '0' });
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
