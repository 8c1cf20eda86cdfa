import type { BillingItem, SourceState } from '../domain/item.js';
import { findCompanions } from './item-relations.js';
import { changeItems, restaged } from './item-writes.js';
import { markForMapping } from './marks.js';
import type { Session } from './session.js';
import { chunked, oneOf, sql, type Sql } from './sql.js';

/** A complete window did not hold these appointments. Those already gone stay so. */
export async function markMissing(session: Session, businessId: string, ids: readonly string[], now: string): Promise<void> {
  for (const chunk of chunked(ids)) {
    await session.run(
      sql`UPDATE appointments SET source_state = 'missing', missing_count = missing_count + 1,
            missing_since = COALESCE(missing_since, ${now})
          WHERE ${appointments(businessId, chunk)} AND source_state <> 'gone'`,
    );
    const moved = await moveItems(session, businessId, chunk, { from: ['present'], to: 'missing', now });
    await lookAtCompanions(session, businessId, moved);
  }
}

/** These appointments are there after all. Attendees who left stay away. */
export async function clearMissing(session: Session, businessId: string, ids: readonly string[], now: string): Promise<void> {
  for (const chunk of chunked(ids)) {
    await session.run(
      sql`UPDATE appointments SET source_state = 'present', missing_count = 0, missing_since = NULL
          WHERE ${appointments(businessId, chunk)} AND source_state <> 'present'`,
    );
    await moveItems(session, businessId, chunk, { from: ['missing', 'gone'], to: 'present', now });
  }
}

/** These appointments are gone for good. Returns the items that went with them, claimed ones too. */
export async function markGone(
  session: Session,
  businessId: string,
  ids: readonly string[],
  now: string,
): Promise<BillingItem[]> {
  const touched: BillingItem[] = [];
  for (const chunk of chunked(ids)) {
    await session.run(
      sql`UPDATE appointments SET source_state = 'gone', missing_since = COALESCE(missing_since, ${now})
          WHERE ${appointments(businessId, chunk)}`,
    );
    const moved = await moveItems(session, businessId, chunk, { from: ['present', 'missing'], to: 'gone', now });
    await lookAtCompanions(session, businessId, moved);
    touched.push(...moved);
  }
  return touched;
}

/** Rows that a person's other bookings bear on: one that took the place of a billed one (E-23), one that was a duplicate (E-26). */
async function lookAtCompanions(session: Session, businessId: string, moved: readonly BillingItem[]): Promise<void> {
  const appointmentIds = [...new Set(moved.map(({ facts }) => facts.appointmentId))];
  await markForMapping(session, await findCompanions(session, businessId, appointmentIds));
}

function appointments(businessId: string, ids: readonly string[]): Sql {
  return sql`business_id = ${businessId} AND ${oneOf('id', ids)}`;
}

function moveItems(
  session: Session,
  businessId: string,
  appointmentIds: readonly string[],
  move: { from: readonly SourceState[]; to: SourceState; now: string },
): Promise<BillingItem[]> {
  const where = sql`business_id = ${businessId} AND ${oneOf('appointment_id', appointmentIds)}
    AND ${oneOf('source_state', move.from)}`;
  return changeItems(session, where, ({ item }) => restaged(item, { sourceState: move.to, changedAt: move.now }));
}
