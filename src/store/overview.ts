import { groupBy } from '../domain/group.js';
import { fromMinor } from '../domain/money.js';
import type { BusinessZones, Overview } from '../domain/list-store.js';
import { addDays, daysBetween, localDate, startOfLocalDay, weekdayOf, type Instant, type LocalDate } from '../domain/time.js';
import { first, type Session } from './session.js';
import { sql, trusted, type Sql } from './sql.js';

/** Oldest days last; the first bucket also holds what has no age yet. */
const buckets = [
  { bucket: '0-7', mostDays: 7 },
  { bucket: '8-30', mostDays: 30 },
  { bucket: '31-90', mostDays: 90 },
  { bucket: '91+', mostDays: Infinity },
] as const;

/** What waits of one start, to the minute, in one currency; an empty currency is unknown. */
interface StartRow {
  starts_at: Instant;
  /** Empty where one zone holds for all. */
  business_id: string;
  currency: string;
  item_count: number | string;
  minor: number | string | null;
}

/** The same with the calendar day the business had then, and how many days ago that is there. */
interface DayRow extends StartRow {
  day: LocalDate;
  daysAgo: number;
}

/**
 * Sums of the items under a condition by week and by age, both counted in whole days of service, as the calendar of each booking's business
 * has them. Starts are added up to the minute by the database: no zone's midnight lies within one.
 */
export async function overviewOf(session: Session, where: Sql, now: Instant, zones: BusinessZones): Promise<Overview> {
  const isOneZone = [...zones.ofBusiness.values()].every((zone) => zone === zones.otherwise);
  const business = trusted(isOneZone ? "''" : 'business_id');
  const group = trusted(`SUBSTRING(starts_at, 1, 16), sort_currency${isOneZone ? '' : ', business_id'}`);
  const starts = await session.all<StartRow>(
    sql`SELECT min(starts_at) AS starts_at, ${business} AS business_id, sort_currency AS currency, count(*) AS item_count,
          sum(amount_minor) AS minor
        FROM items WHERE ${where} GROUP BY ${group} ORDER BY min(starts_at), sort_currency`,
  );
  const oldest = await first<{ starts_at: Instant | null }>(
    session,
    sql`SELECT min(starts_at) AS starts_at FROM items WHERE ${where}`,
  );
  const days = dated(starts, now, zones);
  return {
    byWeek: grouped(days, ({ day }) => mondayOf(day)).map(({ group: week, ...sums }) => ({ week, ...sums })),
    byAge: grouped(days, ({ daysAgo }) => bucketOf(daysAgo)).map(({ group: bucket, ...sums }) => ({ bucket, ...sums })),
    oldestWaiting: oldest?.starts_at ?? null,
  };
}

/** Rows in the order of their starts: each zone's clock is asked once a day, not once a row. */
function dated(starts: readonly StartRow[], now: Instant, { ofBusiness, otherwise }: BusinessZones): DayRow[] {
  const clocks = new Map<string, (instant: Instant) => { day: LocalDate; daysAgo: number }>();
  return starts.map((row) => {
    const zone = ofBusiness.get(row.business_id) ?? otherwise;
    const clock = clocks.get(zone) ?? calendarOf(zone, now);
    clocks.set(zone, clock);
    return { ...row, ...clock(row.starts_at) };
  });
}

function calendarOf(zone: string, now: Instant): (instant: Instant) => { day: LocalDate; daysAgo: number } {
  const today = localDate(now, zone);
  let known = { day: '', daysAgo: 0 };
  let ends: Instant = '';
  return (instant) => {
    if (instant < ends) return known;
    const day = localDate(instant, zone);
    known = { day, daysAgo: daysBetween(day, today) };
    ends = startOfLocalDay(addDays(day, 1), zone);
    return known;
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
  return addDays(day, 1 - weekdayOf(day));
}

function bucketOf(days: number): (typeof buckets)[number]['bucket'] {
  return (buckets.find(({ mostDays }) => days <= mostDays) ?? buckets[3]).bucket;
}
