import { fromMinor } from '../domain/money.js';
import type { ListTotal } from '../domain/list-store.js';
import type { Session } from './session.js';
import { chunked, every, oneOf, sql, trusted, type Sql } from './sql.js';

/** What items are summed up by; the currency is always part of it. */
export type Grouping = 'currency' | 'payer';

const groupColumns: Record<Grouping, readonly string[]> = {
  currency: ['sort_currency'],
  payer: ['sort_currency', 'company_id', 'bill_to_number'],
};

/** Sums of one group as the database counts them: amounts in the currency's smallest unit. */
export interface Sums {
  currency: string;
  companyId: string;
  billToNumber: string;
  /** The row of one of the items, for what only a whole item tells. */
  example: string | number;
  count: number;
  minutes: number;
  minor: number;
  taxedCount: number;
  tax: number;
  gross: number;
}

interface GroupRow {
  sort_currency: string;
  company_id?: string;
  bill_to_number?: string;
}

interface SumRow extends GroupRow {
  example: string | number;
  item_count: number | string;
  minutes: number;
  minor: number | string | null;
}

interface TaxedRow extends GroupRow {
  line_count: number | string;
  tax: number | string;
  gross: number | string;
}

/**
 * Sums of the items under a condition, by group, but for the items of `except`. `mayBeTaxed`: whether any of them can be on a document;
 * the look at the lines is saved where none can.
 */
export async function sumsWhere(
  session: Session,
  where: Sql,
  by: Grouping,
  mayBeTaxed: boolean,
  except: readonly string[] = [],
): Promise<Sums[]> {
  const sums = await groupsWhere(session, where, by, mayBeTaxed);
  for (const chunk of chunked([...new Set(except)])) {
    add(sums, await groupsWhere(session, every([where, oneOf('items.id', chunk)]), by, mayBeTaxed), -1);
  }
  return [...sums.values()].filter(({ count }) => count > 0);
}

/** Sums of items by their ids, by group. */
export async function sumsOfItems(session: Session, itemIds: readonly string[], by: Grouping): Promise<Sums[]> {
  const sums = new Map<string, Sums>();
  for (const chunk of chunked([...new Set(itemIds)]))
    add(sums, await groupsWhere(session, oneOf('items.id', chunk), by, true), 1);
  return [...sums.values()];
}

/** Rows without a currency have no amount to add up. */
export function totalOf({ currency, count, minutes, minor, taxedCount, tax, gross }: Sums): ListTotal {
  if (currency === '') return { currency: null, count, minutes, amount: '0' };
  const total = { currency, count, minutes, amount: fromMinor(minor, currency) };
  if (taxedCount === 0) return total;
  return { ...total, taxed: { count: taxedCount, tax: fromMinor(tax, currency), gross: fromMinor(gross, currency) } };
}

async function groupsWhere(session: Session, where: Sql, by: Grouping, mayBeTaxed: boolean): Promise<Map<string, Sums>> {
  const columns = trusted(groupColumns[by].join(', '));
  const example = trusted(session.dialect.tieColumns.at(-1)!);
  const rows = await session.all<SumRow>(
    sql`SELECT ${columns}, max(${example}) AS example, count(*) AS item_count, sum(duration_minutes) AS minutes,
          sum(amount_minor) AS minor
        FROM items WHERE ${where} GROUP BY ${columns}`,
  );
  const sums = new Map(rows.map((row) => [keyOf(row), sumsOf(row)]));
  for (const row of mayBeTaxed ? await taxedWhere(session, where, columns) : []) {
    const { line_count: count, tax, gross } = row;
    Object.assign(sums.get(keyOf(row)) ?? {}, { taxedCount: Number(count), tax: Number(tax), gross: Number(gross) });
  }
  return sums;
}

/** The lines stand in a query of their own, so that none of their columns is mistaken for one of the condition's. */
function taxedWhere(session: Session, where: Sql, columns: Sql): Promise<TaxedRow[]> {
  return session.all<TaxedRow>(
    sql`SELECT ${columns}, count(*) AS line_count, sum(taxed.tax_minor) AS tax, sum(taxed.gross_minor) AS gross
        FROM items JOIN (
          SELECT billing_item_id, tax_minor, gross_minor FROM invoice_lines
          WHERE released_at IS NULL AND billing_item_id IS NOT NULL AND tax_minor IS NOT NULL AND gross_minor IS NOT NULL
        ) taxed ON taxed.billing_item_id = items.id
        WHERE ${where} GROUP BY ${columns}`,
  );
}

function keyOf({ sort_currency: currency, company_id: companyId, bill_to_number: billTo }: GroupRow): string {
  return companyId === undefined ? currency : `${currency} ${companyId} ${billTo}`;
}

function sumsOf(row: SumRow): Sums {
  return {
    currency: row.sort_currency,
    companyId: row.company_id ?? '',
    billToNumber: row.bill_to_number ?? '',
    example: row.example,
    count: Number(row.item_count),
    minutes: row.minutes,
    minor: Number(row.minor ?? 0),
    taxedCount: 0,
    tax: 0,
    gross: 0,
  };
}

function add(to: Map<string, Sums>, more: ReadonlyMap<string, Sums>, factor: 1 | -1): void {
  for (const [key, added] of more) {
    const sum = to.get(key) ?? { ...added, count: 0, minutes: 0, minor: 0, taxedCount: 0, tax: 0, gross: 0 };
    to.set(key, {
      ...sum,
      count: sum.count + factor * added.count,
      minutes: sum.minutes + factor * added.minutes,
      minor: sum.minor + factor * added.minor,
      taxedCount: sum.taxedCount + factor * added.taxedCount,
      tax: sum.tax + factor * added.tax,
      gross: sum.gross + factor * added.gross,
    });
  }
}
