import type { View } from '../domain/filter.js';
import type { Instant } from '../domain/time.js';
import { lanes, type Lane } from './item-columns.js';
import { every, oneOf, some, sql, type Sql } from './sql.js';

/** What a view asks of the time of day. `open` items wait until they are mature and, where a person said so, until a day. */
type Moment = 'any' | 'available' | 'upcoming' | 'scheduled';

interface ViewPlan {
  lanes: readonly Lane[];
  moment: Moment;
}

const heldLanes: readonly Lane[] = ['ready-held', 'blocked-held'];
const openLanes: readonly Lane[] = ['ready', 'blocked', ...heldLanes];

/** Every view as lanes and a moment: the index of an order begins with the lane and ends with the two times. */
export const viewPlans: Record<View, ViewPlan> = {
  'not-invoiced': { lanes: openLanes, moment: 'available' },
  ready: { lanes: ['ready', 'ready-held'], moment: 'available' },
  blocked: { lanes: ['blocked', 'blocked-held'], moment: 'available' },
  upcoming: { lanes: openLanes, moment: 'upcoming' },
  scheduled: { lanes: heldLanes, moment: 'scheduled' },
  drafted: { lanes: ['drafted'], moment: 'any' },
  posted: { lanes: ['posted', 'paid', 'credited'], moment: 'any' },
  excluded: { lanes: ['excluded'], moment: 'any' },
  cancelled: { lanes: ['cancelled'], moment: 'any' },
  all: { lanes, moment: 'any' },
};

/**
 * The condition of a moment within a lane; the same answer as `stateOf` gives for `upcoming`, `scheduled` and the rest. What nobody put
 * off is available when it is mature, so there one column, which the lists' indexes hold, is enough.
 */
export function momentConditions(moment: Moment, lane: Lane, now: Instant): Sql[] {
  switch (moment) {
    case 'any':
      return [];
    case 'available':
      return [sql`available_at <= ${now}`];
    case 'upcoming':
      return [isHeld(lane) ? sql`matures_at > ${now}` : sql`available_at > ${now}`];
    case 'scheduled':
      return [sql`matures_at <= ${now}`, sql`available_at > ${now}`];
  }
}

/** Lanes of items that no document has claimed, or whose document is not there yet. */
const unclaimedLanes: readonly Lane[] = [...openLanes, 'excluded', 'cancelled'];

/** Whether items of a view can be on a document that the ERP has made. */
export function mayBeOnDocuments(view: View): boolean {
  return viewPlans[view].lanes.some((lane) => !unclaimedLanes.includes(lane));
}

/** True for the lanes of items a person put off. */
export function isHeld(lane: Lane): boolean {
  return heldLanes.includes(lane);
}

/** The items of a view, without any filter. */
export function membershipOfView(view: View, now: Instant): Sql {
  const { lanes: viewLanes, moment } = viewPlans[view];
  const groups = [viewLanes.filter((lane) => !isHeld(lane)), viewLanes.filter(isHeld)].filter((group) => group.length > 0);
  if (moment === 'any') return viewLanes.length === lanes.length ? every([]) : oneOf('lane', viewLanes);
  return some(groups.map((group) => every([oneOf('lane', group), ...momentConditions(moment, group[0]!, now)])));
}
