import type { ListRow } from '../domain/list-store.js';
import type { Instant } from '../domain/time.js';
import { readRows } from './list-rows.js';
import type { Session } from './session.js';
import { every, oneOf, sql, trusted } from './sql.js';
import { membershipOfView } from './views.js';

/**
 * What is to be invoiced to a payer besides one item, the newest first. Which rows these are the index of the totals tells alone, so they
 * are put in order here: a database asked for an order would walk the whole list for a payer with few rows.
 */
export async function openOfPayer(
  session: Session,
  { companyId, billToNumber }: { companyId: string; billToNumber: string },
  now: Instant,
  besides: string,
  limit: number,
): Promise<{ rows: ListRow[]; total: number }> {
  const key = session.dialect.tieColumns.at(-1)!;
  const ofPayer = sql`company_id = ${companyId} AND bill_to_number = ${billToNumber}`;
  const found = await session.all<{ place: string | number; starts_at: Instant }>(
    sql`SELECT ${trusted(key)} AS place, starts_at FROM items WHERE ${every([membershipOfView('not-invoiced', now), ofPayer])}`,
  );
  found.sort((one, other) => (one.starts_at < other.starts_at ? 1 : -1));
  const places = found.slice(0, limit + 1).map(({ place }) => place);
  const ids = await session.all<{ id: string }>(
    sql`SELECT id FROM items WHERE ${oneOf(key, places)} ORDER BY starts_at DESC, id DESC`,
  );
  const others = ids.map(({ id }) => id).filter((id) => id !== besides);
  const isAmong = await session.all(
    sql`SELECT id FROM items WHERE ${every([sql`id = ${besides}`, membershipOfView('not-invoiced', now), ofPayer])}`,
  );
  return { rows: await readRows(session, others.slice(0, limit)), total: found.length - isAmong.length };
}
