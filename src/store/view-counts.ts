import type { ItemQuery, View } from '../domain/filter.js';
import type { Instant } from '../domain/time.js';
import type { Lane } from './item-columns.js';
import { countOf, first, type Session } from './session.js';
import { every, oneOf, sql, type Sql } from './sql.js';
import { isHeld, membershipOfView, momentConditions, viewPlans } from './views.js';

/**
 * How many items a view holds. Where the database keeps a count per lane and day (`lane_days`), whole days are added up from there, so that
 * a large list costs no more than a small one; only the day of `now` and the few items a person put off are counted one by one.
 */
export function countView(session: Session, view: View, now: Instant): Promise<number> {
  const { lanes, moment } = viewPlans[view];
  if (!session.dialect.keepsLaneDays || moment === 'scheduled') {
    return countOf(session, sql`SELECT count(*) AS total FROM items WHERE ${membershipOfView(view, now)}`);
  }
  if (moment === 'any') {
    return countOf(session, sql`SELECT COALESCE(sum(item_count), 0) AS total FROM lane_days WHERE ${oneOf('lane', lanes)}`);
  }
  return countOf(session, openCount(lanes, moment, now));
}

/** An item nobody put off is available as soon as it is mature, so one day column serves both moments. */
function openCount(lanes: readonly Lane[], moment: 'available' | 'upcoming', now: Instant): Sql {
  const today = now.slice(0, 10);
  const steady = oneOf(
    'lane',
    lanes.filter((lane) => !isHeld(lane)),
  );
  const heldLanes = lanes.filter(isHeld);
  const held = every([oneOf('lane', heldLanes), ...heldLanes.slice(0, 1).flatMap((lane) => momentConditions(moment, lane, now))]);
  const otherDays = moment === 'available' ? sql`available_day < ${today}` : sql`available_day > ${today}`;
  const restOfToday = moment === 'available' ? sql`available_at <= ${now}` : sql`available_at > ${now}`;
  return sql`SELECT (SELECT COALESCE(sum(item_count), 0) FROM lane_days WHERE ${steady} AND ${otherDays})
    + (SELECT count(*) FROM items WHERE ${steady} AND available_day = ${today} AND ${restOfToday})
    + (SELECT count(*) FROM items WHERE ${held}) AS total`;
}

/**
 * For a list by start: between which starts the view's items lie at most. Without it a list of what is to come would walk past all that has
 * been. `lane_days` only ever widens its starts, so the bounds hold for every item.
 */
export async function startBounds(session: Session, query: ItemQuery, now: Instant): Promise<Sql[]> {
  const { lanes, moment } = viewPlans[query.view];
  if (!session.dialect.keepsLaneDays || query.sort.column !== 'startsAt') return [];
  if (moment !== 'available' && moment !== 'upcoming') return [];
  const days = moment === 'available' ? sql`available_day <= ${now.slice(0, 10)}` : sql`available_day >= ${now.slice(0, 10)}`;
  const row = await first<{ earliest: Instant | null; latest: Instant | null }>(
    session,
    sql`SELECT min(first_start) AS earliest, max(last_start) AS latest FROM lane_days WHERE ${oneOf('lane', lanes)} AND ${days}`,
  );
  if (row === null || row.earliest === null || row.latest === null) return [];
  return [sql`starts_at >= ${row.earliest}`, sql`starts_at <= ${row.latest}`];
}
