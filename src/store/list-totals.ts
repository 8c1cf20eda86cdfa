import { fromMinor } from '../domain/money.js';
import type { ListTotal } from '../domain/list-store.js';
import type { Session } from './session.js';
import { chunked, oneOf, sql, type Sql } from './sql.js';

interface TotalRow {
  currency: string;
  item_count: number | string;
  minutes: number;
  minor: number | string | null;
}

/** Sums of the items under a condition, by currency. */
export async function totalsWhere(session: Session, where: Sql): Promise<ListTotal[]> {
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

export async function totalsOfItems(session: Session, itemIds: readonly string[]): Promise<ListTotal[]> {
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
