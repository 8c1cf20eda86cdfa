import { groupBy } from '../domain/group.js';
import { stageOfClaimed } from '../domain/state.js';
import { findStanding } from './invoice-rows.js';
import { laneOf } from './item-columns.js';
import { countClaimed, type LanePlace } from './lane-days.js';
import type { Session } from './session.js';
import { chunked, oneOf, sql } from './sql.js';

/**
 * Sets the invoice on items that nobody has claimed (design, idea 6). The UPDATE says what it expects to find, so of two callers one
 * changes the row and the other does not. Returns the ids that were not claimed. Call it inside a transaction.
 */
export async function claimItems(
  session: Session,
  invoiceId: string,
  items: readonly { id: string; version: number }[],
  now: string,
): Promise<string[]> {
  const invoice = await findStanding(session, invoiceId);
  if (invoice === null) throw new Error(`Invoice ${invoiceId} has to be inserted before it can claim items.`);
  const stage = stageOfClaimed(invoice);
  const lane = laneOf(stage, false);
  let claimed = 0;
  for (const [version, group] of groupBy(items, (item) => item.version)) {
    for (const chunk of chunked(group.map(({ id }) => id))) {
      const free = sql`${oneOf('id', chunk)} AND version = ${version} AND invoice_id IS NULL AND stage = 'ready'`;
      const places = await session.all<LanePlace>(sql`SELECT lane, available_day, starts_at FROM items WHERE ${free}`);
      claimed += await session.run(
        sql`UPDATE items SET invoice_id = ${invoiceId}, stage = ${stage}, lane = ${lane}, version = version + 1, changed_at = ${now}
            WHERE ${free}`,
      );
      await countClaimed(session, places, lane);
    }
  }
  return claimed === items.length ? [] : findUnclaimed(session, invoiceId, items);
}

async function findUnclaimed(session: Session, invoiceId: string, items: readonly { id: string }[]): Promise<string[]> {
  const ours = new Set<string>();
  for (const chunk of chunked(items.map(({ id }) => id))) {
    const rows = await session.all<{ id: string }>(
      sql`SELECT id FROM items WHERE ${oneOf('id', chunk)} AND invoice_id = ${invoiceId}`,
    );
    for (const { id } of rows) ours.add(id);
  }
  return items.map(({ id }) => id).filter((id) => !ours.has(id));
}
