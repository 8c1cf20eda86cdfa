import type { ListTotal, PayerTotal } from '../domain/list-store.js';
import { itemColumns, itemOf, type ItemRow } from './item-row.js';
import { sumsOfItems, sumsWhere, totalOf, type Sums } from './list-sums.js';
import type { Session } from './session.js';
import { chunked, oneOf, sql, trusted, type Sql } from './sql.js';

/** Which items are summed up: those under a condition but for a few, or items by their ids. See {@link sumsWhere}. */
export type Summed = { where: Sql; mayBeTaxed: boolean; except: readonly string[] } | { ids: readonly string[] };

/** Sums by currency. */
export async function totalsOf(session: Session, of: Summed): Promise<ListTotal[]> {
  const sums = await sumsBy(session, of, 'currency');
  return sums.sort((one, other) => (one.currency < other.currency ? -1 : 1)).map(totalOf);
}

/** Sums by payer and currency, and how many there are; those without a currency come last. */
export async function payerTotalsOf(
  session: Session,
  of: Summed,
  offset: number,
  limit: number,
): Promise<{ rows: PayerTotal[]; total: number }> {
  const sums = (await sumsBy(session, of, 'payer')).sort(byCurrencyAndAmount);
  const shown = sums.slice(offset, offset + limit);
  const names = await namesOf(session, shown);
  const rows = shown.map((sum) => ({
    ...totalOf(sum),
    companyId: sum.companyId || null,
    billToNumber: sum.billToNumber || null,
    billToName: names.get(sum.example) ?? null,
  }));
  return { rows, total: sums.length };
}

function sumsBy(session: Session, of: Summed, by: 'currency' | 'payer'): Promise<Sums[]> {
  return 'ids' in of ? sumsOfItems(session, of.ids, by) : sumsWhere(session, of.where, by, of.mayBeTaxed, of.except);
}

function byCurrencyAndAmount(one: Sums, other: Sums): number {
  if (one.currency === other.currency) return other.minor - one.minor || compare(one, other);
  if (one.currency === '' || other.currency === '') return one.currency === '' ? 1 : -1;
  return one.currency < other.currency ? -1 : 1;
}

function compare(one: Sums, other: Sums): number {
  const key = ({ billToNumber, companyId }: Sums) => `${billToNumber} ${companyId}`;
  return key(one) < key(other) ? -1 : 1;
}

/** The payers' names as one item of each tells them, by the row of that item. */
async function namesOf(session: Session, sums: readonly Sums[]): Promise<Map<string | number, string>> {
  const names = new Map<string | number, string>();
  const key = session.dialect.tieColumns.at(-1)!;
  for (const chunk of chunked(sums.map(({ example }) => example))) {
    const rows = await session.all<ItemRow & { example: string | number }>(
      sql`SELECT ${trusted(itemColumns)}, items.${trusted(key)} AS example FROM items WHERE ${oneOf(`items.${key}`, chunk)}`,
    );
    for (const row of rows) {
      const { billTo, sellTo } = itemOf(row).billing;
      const payer = billTo ?? sellTo;
      if (payer !== null) names.set(row.example, payer.name);
    }
  }
  return names;
}
