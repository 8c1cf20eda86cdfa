import { groupBy } from '../domain/group.js';
import { fromMinor } from '../domain/money.js';
import type { Overview } from '../domain/list-store.js';
import { addMs, instantFromMs, msOf, type Instant, type LocalDate } from '../domain/time.js';
import { first, type Session } from './session.js';
import { sql, type Sql } from './sql.js';

const dayMs = 86_400_000;

/** Oldest days last; the first bucket also holds what has no age yet. */
const buckets = [
  { bucket: '0-7', mostDays: 7 },
  { bucket: '8-30', mostDays: 30 },
  { bucket: '31-90', mostDays: 90 },
  { bucket: '91+', mostDays: Infinity },
] as const;

/** What waits on one UTC day of service in one currency; an empty currency is unknown. */
interface DayRow {
  service_day: LocalDate;
  currency: string;
  item_count: number | string;
  minor: number | string | null;
}

/** Sums of the items under a condition by week and by age, both counted in whole UTC days of service. */
export async function overviewOf(session: Session, where: Sql, now: Instant): Promise<Overview> {
  const days = await session.all<DayRow>(
    sql`SELECT SUBSTRING(starts_at, 1, 10) AS service_day, sort_currency AS currency, count(*) AS item_count, sum(amount_minor) AS minor
        FROM items WHERE ${where} GROUP BY SUBSTRING(starts_at, 1, 10), sort_currency
        ORDER BY SUBSTRING(starts_at, 1, 10), sort_currency`,
  );
  const oldest = await first<{ starts_at: Instant | null }>(
    session,
    sql`SELECT min(starts_at) AS starts_at FROM items WHERE ${where}`,
  );
  return {
    byWeek: grouped(days, (day) => mondayOf(day.service_day)).map(({ group, ...sums }) => ({ week: group, ...sums })),
    byAge: grouped(days, (day) => bucketOf(day.service_day, now)).map(({ group, ...sums }) => ({ bucket: group, ...sums })),
    oldestWaiting: oldest?.starts_at ?? null,
  };
}

function grouped<G extends string>(days: readonly DayRow[], groupOf: (day: DayRow) => G) {
  const groups = groupBy(days, (day) => `${groupOf(day)}|${day.currency}`);
  return [...groups.values()].map((group) => {
    const { currency } = group[0]!;
    const minor = group.reduce((total, day) => total + Number(day.minor ?? 0), 0);
    const count = group.reduce((total, day) => total + Number(day.item_count), 0);
    return { group: groupOf(group[0]!), currency, count, amount: currency === '' ? '0' : fromMinor(minor, currency) };
  });
}

function mondayOf(day: LocalDate): LocalDate {
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
  return addMs(`${day}T00:00:00.000Z`, -((weekday + 6) % 7) * dayMs).slice(0, 10);
}

function bucketOf(day: LocalDate, now: Instant): (typeof buckets)[number]['bucket'] {
  const today = `${instantFromMs(msOf(now)).slice(0, 10)}T00:00:00.000Z`;
  const days = (msOf(today) - msOf(`${day}T00:00:00.000Z`)) / dayMs;
  return (buckets.find(({ mostDays }) => days <= mostDays) ?? buckets[3]).bucket;
}
