import type { BillingItem } from '../domain/item.js';
import { groupBy } from '../domain/group.js';
import type { Instant } from '../domain/time.js';
import { timesOf } from './item-columns.js';
import type { Session } from './session.js';
import type { Sql } from './sql.js';

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
  const cells = [...groupBy(moves, ({ lane, day }) => `${lane} ${day}`).values()];
  await session.runEach(cells.map(countCell));
}

const countParts = [
  'INSERT INTO lane_days (lane, available_day, item_count, first_start, last_start) VALUES (',
  ', ',
  ', ',
  ', ',
  ', ',
  `) ON CONFLICT (lane, available_day) DO UPDATE SET item_count = item_count + excluded.item_count,
    first_start = min(first_start, excluded.first_start), last_start = max(last_start, excluded.last_start)`,
];

/** The starts only ever widen: they are bounds, and an item that left need not have been the first or last. SQLite only, see the migration. */
function countCell(moves: readonly Move[]): Sql {
  const { lane, day } = moves[0]!;
  const count = moves.reduce((sum, move) => sum + move.by, 0);
  const starts = moves.map((move) => move.startsAt).sort();
  return { parts: countParts, values: [lane, day, count, starts[0]!, starts.at(-1)!] };
}
