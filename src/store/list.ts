import type { ItemQuery, View } from '../domain/filter.js';
import { fromMinor } from '../domain/money.js';
import type { ListRow, ListStore, ListTotal } from '../domain/store.js';
import type { Instant } from '../domain/time.js';
import { filterConditions } from './filters.js';
import { lanes, lowered, sortColumnNames } from './item-columns.js';
import { readRows } from './list-rows.js';
import { overviewOf } from './overview.js';
import { countOf, type Session } from './session.js';
import { chunked, every, joined, oneOf, sql, trusted, type Sql } from './sql.js';
import { momentConditions, viewPlans } from './views.js';

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
  const ids = await session.all<{ id: string }>(
    sql`${orderedKeys(session, query, now, [])} ${session.dialect.page(offset, limit)}`,
  );
  return {
    rows: await readRows(
      session,
      ids.map(({ id }) => id),
    ),
    total: await countOf(session, sql`SELECT count(*) AS total FROM items WHERE ${membership(session, query, now)}`),
  };
}

/**
 * Ids and sort values in order. Each lane is read along its index and the lanes are merged, so that a page costs what it shows and not
 * what there is.
 */
export function orderedKeys(session: Session, query: ItemQuery, now: Instant, more: readonly Sql[]): Sql {
  const { lanes: viewLanes, moment } = viewPlans[query.view];
  const column = trusted(sortColumnNames[query.sort.column]);
  const conditions = [...momentConditions(moment, now), ...filterConditions(query, session.dialect), ...more];
  const parts = viewLanes.map(
    (lane) => sql`SELECT id, version, ${column} AS sort_key FROM items WHERE ${every([sql`lane = ${lane}`, ...conditions])}`,
  );
  const direction = trusted(query.sort.direction === 'ascending' ? 'ASC' : 'DESC');
  return sql`${joined(parts, ' UNION ALL ')} ORDER BY sort_key ${direction}, id ${direction}`;
}

/** Pages by the last key seen, not by counting rows, so that the last page costs no more than the first. */
async function* streamIds(session: Session, query: ItemQuery, now: Instant): AsyncGenerator<{ id: string; version: number }[]> {
  const column = trusted(sortColumnNames[query.sort.column]);
  const beyond = trusted(query.sort.direction === 'ascending' ? '>' : '<');
  let after: Sql[] = [];
  for (;;) {
    const keys = await session.all<{ id: string; version: number | string; sort_key: string | number }>(
      sql`${orderedKeys(session, query, now, after)} ${session.dialect.page(0, streamChunk)}`,
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

function membershipOfView(view: View, now: Instant): Sql {
  const { lanes: viewLanes, moment } = viewPlans[view];
  const inLanes = viewLanes.length === lanes.length ? [] : [oneOf('lane', viewLanes)];
  return every([...inLanes, ...momentConditions(moment, now)]);
}

interface TotalRow {
  currency: string;
  item_count: number | string;
  minutes: number;
  minor: number | string | null;
}

async function totalsWhere(session: Session, where: Sql): Promise<ListTotal[]> {
  const rows = await session.all<TotalRow>(
    sql`SELECT sort_currency AS currency, count(*) AS item_count, sum(duration_minutes) AS minutes, sum(amount_minor) AS minor
        FROM items WHERE ${where} GROUP BY sort_currency ORDER BY sort_currency`,
  );
  return rows.map(totalOf);
}

function totalOf({ currency, item_count: count, minutes, minor }: TotalRow): ListTotal {
  const amount = currency === '' ? '0' : fromMinor(Number(minor ?? 0), currency);
  return { currency: currency === '' ? null : currency, count: Number(count), minutes, amount };
}

async function totalsOfItems(session: Session, itemIds: readonly string[]): Promise<ListTotal[]> {
  const sums = new Map<string, TotalRow>();
  for (const chunk of chunked([...new Set(itemIds)])) {
    for (const row of await session.all<TotalRow>(
      sql`SELECT sort_currency AS currency, count(*) AS item_count, sum(duration_minutes) AS minutes, sum(amount_minor) AS minor
          FROM items WHERE ${oneOf('id', chunk)} GROUP BY sort_currency`,
    )) {
      sums.set(row.currency, added(sums.get(row.currency), row));
    }
  }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)).map(totalOf);
}

function added(sum: TotalRow | undefined, row: TotalRow): TotalRow {
  return {
    currency: row.currency,
    item_count: Number(sum?.item_count ?? 0) + Number(row.item_count),
    minutes: (sum?.minutes ?? 0) + row.minutes,
    minor: Number(sum?.minor ?? 0) + Number(row.minor ?? 0),
  };
}

async function countViews(session: Session, now: Instant): Promise<Record<View, number>> {
  const counts = {} as Record<View, number>;
  for (const view of Object.keys(viewPlans) as View[]) {
    counts[view] = await countOf(session, sql`SELECT count(*) AS total FROM items WHERE ${membershipOfView(view, now)}`);
  }
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
