import type { BillingItem } from '../domain/item.js';
import { groupBy } from '../domain/group.js';
import type { Instant } from '../domain/time.js';
import { timesOf } from './item-columns.js';
import { inserted, type Session } from './session.js';
import { sql } from './sql.js';

/** An item that came into, or went out of, a lane on a day. */
interface Move {
  lane: string;
  day: string;
  startsAt: Instant;
  by: 1 | -1;
}

/** Counts new items in. Every statement that puts items into lanes is followed by one of these functions, in its transaction. */
export function countIn(session: Session, items: readonly BillingItem[]): Promise<void> {
  return countMoves(
    session,
    items.map((item) => moveOf(item, 1)),
  );
}

/** Counts items from where they were to where they are. */
export function countOver(session: Session, changes: readonly { before: BillingItem; after: BillingItem }[]): Promise<void> {
  const moved = changes.map(({ before, after }) => [moveOf(before, -1), moveOf(after, 1)] as const);
  return countMoves(session, moved.filter(([from, to]) => !isSame(from, to)).flat());
}

/** Where an item lies before it is claimed. */
export interface LanePlace {
  lane: string;
  available_day: string;
  starts_at: Instant;
}

/** Counts items over to another lane; their days stay. */
export function countClaimed(session: Session, groups: readonly LanePlace[], lane: string): Promise<void> {
  return countMoves(
    session,
    groups.flatMap(({ lane: from, available_day: day, starts_at: startsAt }) => [
      { lane: from, day, startsAt, by: -1 as const },
      { lane, day, startsAt, by: 1 as const },
    ]),
  );
}

function moveOf(item: BillingItem, by: 1 | -1): Move {
  const { lane, available_day: day } = timesOf(item);
  return { lane, day, startsAt: item.facts.startsAt, by };
}

function isSame(from: Move, to: Move): boolean {
  return from.lane === to.lane && from.day === to.day && from.startsAt === to.startsAt;
}

async function countMoves(session: Session, moves: readonly Move[]): Promise<void> {
  if (!session.dialect.keepsLaneDays) return;
  for (const group of groupBy(moves, ({ lane, day }) => `${lane} ${day}`).values()) {
    const { lane, day } = group[0]!;
    await countCell(session, lane, day, group);
  }
}

/** The starts only ever widen: they are bounds, and an item that left need not have been the first or last. */
async function countCell(session: Session, lane: string, day: string, moves: readonly Move[]): Promise<void> {
  const count = moves.reduce((sum, move) => sum + move.by, 0);
  const starts = moves.map((move) => move.startsAt).sort();
  const earliest = starts[0]!;
  const latest = starts.at(-1)!;
  const updated = await session.run(
    sql`UPDATE lane_days SET item_count = item_count + ${count},
          first_start = CASE WHEN first_start < ${earliest} THEN first_start ELSE ${earliest} END,
          last_start = CASE WHEN last_start > ${latest} THEN last_start ELSE ${latest} END
        WHERE lane = ${lane} AND available_day = ${day}`,
  );
  if (updated > 0) return;
  await inserted(
    session,
    sql`INSERT INTO lane_days (lane, available_day, item_count, first_start, last_start)
        VALUES (${lane}, ${day}, ${count}, ${earliest}, ${latest})`,
  );
}
