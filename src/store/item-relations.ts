import { groupBy } from '../domain/group.js';
import { msOf, type Instant } from '../domain/time.js';
import { countOf, type Session } from './session.js';
import { chunked, oneOf, sql, type Sql } from './sql.js';

interface Pair {
  id: string;
  other_id: string;
}

/** Other live items of the same party, service and start. */
export async function findDuplicates(session: Session, itemIds: readonly string[]): Promise<Map<string, string[]>> {
  const same = sql`other.party_key = items.party_key AND other.starts_at = items.starts_at AND other.service_id = items.service_id
    AND other.appointment_id <> items.appointment_id
    AND other.source_state NOT IN ('gone', 'left') AND other.stage <> 'excluded'`;
  return grouped(await findPairs(session, itemIds, same));
}

/** Items that were dealt with and whose place each item may have taken; see ItemStore. */
export async function findPredecessors(
  session: Session,
  items: readonly { id: string; businessId: string }[],
  rebookedWithinMs: number,
): Promise<Map<string, string[]>> {
  const ids = items.map(({ id }) => id);
  // A person's exclusion outlasts that the item is told no longer; a rule's does not (see `stageOf`).
  const sameAppointment = sql`other.appointment_id = items.appointment_id AND other.first_seen_at < items.first_seen_at
    AND (other.invoice_id IS NOT NULL OR other.stage = 'excluded')
    AND (other.source_state = 'left' OR other.business_id <> items.business_id)`;
  const pairs = await findPairs(session, ids, sameAppointment);
  // Where nothing has disappeared, as in a first import, a person's many items need not be compared with each other.
  const anyGone = await hasVanished(session, [...new Set(items.map(({ businessId }) => businessId))]);
  return grouped(anyGone ? [...pairs, ...(await findRebooked(session, ids, rebookedWithinMs))] : pairs);
}

async function hasVanished(session: Session, businessIds: readonly string[]): Promise<boolean> {
  for (const chunk of chunked(businessIds)) {
    const vanished = sql`${oneOf('business_id', chunk)} AND source_state IN ('missing', 'gone')`;
    if ((await countOf(session, sql`SELECT count(*) AS total FROM appointments WHERE ${vanished}`)) > 0) return true;
  }
  return false;
}

/** Billed items of the same party and service whose appointment disappeared about when this item came: it may be the same one under a new id (E-23). */
async function findRebooked(session: Session, itemIds: readonly string[], rebookedWithinMs: number): Promise<Pair[]> {
  const pairs: (Pair & { seen_at: Instant; missing_since: Instant })[] = [];
  for (const chunk of chunked(itemIds)) {
    pairs.push(
      ...(await session.all<(typeof pairs)[number]>(
        sql`SELECT items.id AS id, other.id AS other_id, items.first_seen_at AS seen_at, appointments.missing_since AS missing_since
            FROM items JOIN items other ON other.party_key = items.party_key AND other.service_id = items.service_id
              AND other.appointment_id <> items.appointment_id AND other.first_seen_at < items.first_seen_at
              AND other.invoice_id IS NOT NULL AND other.source_state IN ('missing', 'gone')
            JOIN appointments ON appointments.business_id = other.business_id AND appointments.id = other.appointment_id
            WHERE ${oneOf('items.id', chunk)} AND appointments.missing_since IS NOT NULL ORDER BY items.id, other.id`,
      )),
    );
  }
  return pairs.filter((pair) => Math.abs(msOf(pair.seen_at) - msOf(pair.missing_since)) <= rebookedWithinMs);
}

/**
 * Unclaimed items of the same party and service as those of these appointments: what they say of each other may be another once the
 * appointments are missing or gone.
 */
export async function findCompanions(session: Session, businessId: string, appointmentIds: readonly string[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const chunk of chunked(appointmentIds)) {
    const rows = await session.all<{ id: string }>(
      sql`SELECT DISTINCT other.id AS id FROM items
          JOIN items other ON other.party_key = items.party_key AND other.service_id = items.service_id
            AND other.appointment_id <> items.appointment_id AND other.invoice_id IS NULL
          WHERE items.business_id = ${businessId} AND ${oneOf('items.appointment_id', chunk)}`,
    );
    for (const { id } of rows) ids.add(id);
  }
  return [...ids];
}

/** Ids of the other items that go with each item. */
async function findPairs(session: Session, itemIds: readonly string[], on: Sql): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const chunk of chunked(itemIds)) {
    pairs.push(
      ...(await session.all<Pair>(
        sql`SELECT items.id AS id, other.id AS other_id FROM items JOIN items other ON other.id <> items.id AND ${on}
            WHERE ${oneOf('items.id', chunk)} ORDER BY items.id, other.id`,
      )),
    );
  }
  return pairs;
}

function grouped(pairs: readonly Pair[]): Map<string, string[]> {
  const groups = groupBy(pairs, (pair) => pair.id);
  return new Map([...groups].map(([id, group]) => [id, group.map((pair) => pair.other_id)]));
}
