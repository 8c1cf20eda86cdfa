import { views, type ItemQuery, type View } from '../domain/filter.js';
import type { ListRow, ListStore } from '../domain/list-store.js';
import type { Instant } from '../domain/time.js';
import { filterConditions } from './filters.js';
import { lanes, lowered, sortColumnNames, type Lane } from './item-columns.js';
import { readRows } from './list-rows.js';
import { totalsOfItems, totalsWhere } from './list-totals.js';
import { overviewOf } from './overview.js';
import { countOf, type Session } from './session.js';
import { every, joined, oneOf, sql, trusted, type Sql } from './sql.js';
import { countView, startBounds } from './view-counts.js';
import { membershipOfView, momentConditions, viewPlans } from './views.js';

/** How many ids a stream hands out at once. */
const streamChunk = 1000;

export function listStore(session: Session): ListStore {
  return {
    page: (query, now, offset, limit) => readPage(session, query, now, offset, limit),
    totals: (query, now) => totalsWhere(session, membership(session, query, now)),
    totalsOf: (itemIds) => totalsOfItems(session, itemIds),
    counts: (now) => countViews(session, now),
    ids: (query, now) => streamIds(session, query, now),
    customerItems: (customerNumber) => customerItems(session, customerNumber),
    overview: (now) => overviewOf(session, membershipOfView('not-invoiced', now), now),
  };
}

async function readPage(
  session: Session,
  query: ItemQuery,
  now: Instant,
  offset: number,
  limit: number,
): Promise<{ rows: ListRow[]; total: number }> {
  const statement = orderedKeys(session, query, now, { columns: 'id', where: await startBounds(session, query, now) });
  const keys = await session.all<{ id: string }>(sql`${statement} ${session.dialect.page(offset, limit)}`);
  const ids = keys.map(({ id }) => id);
  return { rows: await readRows(session, ids), total: await countMatches(session, query, now) };
}

function countMatches(session: Session, query: ItemQuery, now: Instant): Promise<number> {
  if (query.filters.length === 0 && query.search.trim() === '') return countView(session, query.view, now);
  return countOf(session, sql`SELECT count(*) AS total FROM items WHERE ${membership(session, query, now)}`);
}

/**
 * Ids and sort values in order. Each lane is read along its index and the lanes are merged, so that a page costs what it shows and not
 * what there is.
 */
export function orderedKeys(
  session: Session,
  query: ItemQuery,
  now: Instant,
  more: { columns: string; where: readonly Sql[] },
): Sql {
  const { lanes: viewLanes, moment } = viewPlans[query.view];
  const column = trusted(sortColumnNames[query.sort.column]);
  const conditions = [...filterConditions(query, session.dialect), ...more.where];
  const inLane = (lane: Lane) => every([sql`lane = ${lane}`, ...momentConditions(moment, lane, now), ...conditions]);
  const parts = viewLanes.map(
    (lane) => sql`SELECT ${trusted(more.columns)}, ${column} AS sort_key FROM items WHERE ${inLane(lane)}`,
  );
  const direction = trusted(query.sort.direction === 'ascending' ? 'ASC' : 'DESC');
  return sql`${joined(parts, ' UNION ALL ')} ORDER BY sort_key ${direction}, id ${direction}`;
}

/** Pages by the last key seen, not by counting rows, so that the last page costs no more than the first. */
async function* streamIds(session: Session, query: ItemQuery, now: Instant): AsyncGenerator<{ id: string; version: number }[]> {
  const column = trusted(sortColumnNames[query.sort.column]);
  const beyond = trusted(query.sort.direction === 'ascending' ? '>' : '<');
  const bounds = await startBounds(session, query, now);
  let after: Sql[] = [];
  for (;;) {
    const statement = orderedKeys(session, query, now, { columns: 'id, version', where: [...bounds, ...after] });
    const keys = await session.all<{ id: string; version: number | string; sort_key: string | number }>(
      sql`${statement} ${session.dialect.page(0, streamChunk)}`,
    );
    const last = keys.at(-1);
    if (last === undefined) return;
    yield keys.map(({ id, version }) => ({ id, version: Number(version) }));
    if (keys.length < streamChunk) return;
    after = [sql`${column} ${beyond}= ${last.sort_key}`, sql`${column} ${beyond} ${last.sort_key} OR id ${beyond} ${last.id}`];
  }
}

function membership(session: Session, query: ItemQuery, now: Instant): Sql {
  return every([membershipOfView(query.view, now), ...filterConditions(query, session.dialect)]);
}

async function countViews(session: Session, now: Instant): Promise<Record<View, number>> {
  const counts = {} as Record<View, number>;
  for (const view of views) counts[view] = await countView(session, view, now);
  return counts;
}

/** Newest first. */
async function customerItems(session: Session, customerNumber: string): Promise<ListRow[]> {
  const linked = sql`${oneOf('lane', lanes)} AND sort_customer_number = ${lowered(customerNumber)} AND customer_number = ${customerNumber}`;
  const keys = await session.all<{ id: string }>(
    sql`SELECT id, starts_at FROM items WHERE ${linked} UNION SELECT id, starts_at FROM items WHERE party_key = ${customerNumber}
        ORDER BY starts_at DESC, id DESC`,
  );
  return readRows(
    session,
    keys.map(({ id }) => id),
  );
}
