import { views, type ItemQuery, type View } from '../domain/filter.js';
import type { ListRow, ListStore, SummedItems } from '../domain/list-store.js';
import type { Instant } from '../domain/time.js';
import { filterConditions } from './filters.js';
import { lanes, lowered, sortColumnNames, type Lane } from './item-columns.js';
import { readRows } from './list-rows.js';
import { payerTotalsOf, totalsOf, type Summed } from './list-totals.js';
import { openOfPayer } from './open-of-payer.js';
import { overviewOf } from './overview.js';
import { countOf, type Session } from './session.js';
import { every, joined, oneOf, some, sql, trusted, type Sql } from './sql.js';
import { countView, startBounds } from './view-counts.js';
import { mayBeOnDocuments, membershipOfView, momentConditions, viewPlans } from './views.js';

/** How many ids a stream hands out at once. */
const streamChunk = 1000;

export function listStore(session: Session): ListStore {
  return {
    page: (query, now, offset, limit) => readPage(session, query, now, offset, limit),
    totals: (query, now, except = []) => totalsOf(session, summed(session, { query, except }, now)),
    totalsOf: (ids) => totalsOf(session, { ids }),
    payerTotals: (of, now, offset, limit) => payerTotalsOf(session, summed(session, of, now), offset, limit),
    counts: (now) => countViews(session, now),
    ids: (query, now) => streamIds(session, query, now),
    customerItems: (customerNumber) => customerItems(session, customerNumber),
    openOfPayer: (payer, now, besides, limit) => openOfPayer(session, payer, now, besides, limit),
    overview: (now, zones) => overviewOf(session, membershipOfView('not-invoiced', now), now, zones),
  };
}

async function readPage(
  session: Session,
  query: ItemQuery,
  now: Instant,
  offset: number,
  limit: number,
): Promise<{ rows: ListRow[]; total: number }> {
  const statement = orderedKeys(session, query, now, { columns: ['id'], where: await startBounds(session, query, now) });
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
  more: { columns: readonly string[]; where: readonly Sql[] },
): Sql {
  const { lanes: viewLanes, moment } = viewPlans[query.view];
  const column = trusted(sortColumnNames[query.sort.column]);
  const conditions = [...filterConditions(query, session.dialect), ...more.where];
  const inLane = (lane: Lane) => every([sql`lane = ${lane}`, ...momentConditions(moment, lane, now), ...conditions]);
  const ties = tiesOf(session).map(({ column: tie, as }) => `${tie} AS ${as}`);
  const selected = trusted([...more.columns, ...ties].join(', '));
  const parts = viewLanes.map((lane) => sql`SELECT ${selected}, ${column} AS sort_key FROM items WHERE ${inLane(lane)}`);
  const direction = query.sort.direction === 'ascending' ? 'ASC' : 'DESC';
  const order = ['sort_key', ...tiesOf(session).map(({ as }) => as)].map((key) => `${key} ${direction}`).join(', ');
  return sql`${joined(parts, ' UNION ALL ')} ORDER BY ${trusted(order)}`;
}

/** Pages by the last key seen, not by counting rows, so that the last page costs no more than the first. */
async function* streamIds(session: Session, query: ItemQuery, now: Instant): AsyncGenerator<{ id: string; version: number }[]> {
  const ties = tiesOf(session);
  const columns = [sortColumnNames[query.sort.column], ...ties.map(({ column }) => column)];
  const keyOf = (row: KeyRow) => ['sort_key', ...ties.map(({ as }) => as)].map((name) => row[name]!);
  const bounds = await startBounds(session, query, now);
  let after: Sql[] = [];
  for (;;) {
    const statement = orderedKeys(session, query, now, { columns: ['id', 'version'], where: [...bounds, ...after] });
    const keys = await session.all<KeyRow>(sql`${statement} ${session.dialect.page(0, streamChunk)}`);
    const last = keys.at(-1);
    if (last === undefined) return;
    yield keys.map(({ id, version }) => ({ id: String(id), version: Number(version) }));
    if (keys.length < streamChunk) return;
    after = beyond(columns, keyOf(last), query.sort.direction);
  }
}

type KeyRow = Record<string, string | number>;

/** The columns behind a list's own order, and what a statement calls them. */
function tiesOf(session: Session): { column: string; as: string }[] {
  return session.dialect.tieColumns.map((column, index) => ({ column, as: `tie_${index}` }));
}

/** What lies behind a row in an order of several columns. The first condition repeats the rest for the index. */
function beyond(columns: readonly string[], values: readonly (string | number)[], direction: 'ascending' | 'descending'): Sql[] {
  const sign = direction === 'ascending' ? '>' : '<';
  const behind = columns.map((column, at) => {
    const same = columns.slice(0, at).map((earlier, index) => sql`${trusted(earlier)} = ${values[index]!}`);
    return every([...same, sql`${trusted(column)} ${trusted(sign)} ${values[at]!}`]);
  });
  return [sql`${trusted(columns[0]!)} ${trusted(`${sign}=`)} ${values[0]!}`, some(behind)];
}

function summed(session: Session, of: SummedItems, now: Instant): Summed {
  if ('ids' in of) return of;
  const { query, except } = of;
  return { where: membership(session, query, now), mayBeTaxed: mayBeOnDocuments(query.view), except };
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
