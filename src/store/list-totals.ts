import { fromMinor } from '../domain/money.js';
import type { ListTotal } from '../domain/list-store.js';
import type { Session } from './session.js';
import { chunked, every, oneOf, sql, type Sql } from './sql.js';

interface TotalRow {
  currency: string;
  item_count: number | string;
  minutes: number;
  minor: number | string | null;
}

interface TaxedRow {
  currency: string;
  line_count: number | string;
  tax: number | string;
  gross: number | string;
}

/** Sums of one currency as the database counts them: amounts in its smallest unit. */
interface Sums {
  count: number;
  minutes: number;
  minor: number;
  taxedCount: number;
  tax: number;
  gross: number;
}

/**
 * Sums of the items under a condition, by currency, but for the items of `except`. `mayBeTaxed`: whether any of them can be on a document;
 * the look at the lines is saved where none can.
 */
export async function totalsWhere(
  session: Session,
  where: Sql,
  mayBeTaxed: boolean,
  except: readonly string[] = [],
): Promise<ListTotal[]> {
  const sums = await sumsWhere(session, where, mayBeTaxed);
  for (const chunk of chunked([...new Set(except)])) {
    add(sums, await sumsWhere(session, every([where, oneOf('items.id', chunk)]), mayBeTaxed), -1);
  }
  return totalsOf(sums);
}

export async function totalsOfItems(session: Session, itemIds: readonly string[]): Promise<ListTotal[]> {
  const sums = new Map<string, Sums>();
  for (const chunk of chunked([...new Set(itemIds)])) add(sums, await sumsWhere(session, oneOf('items.id', chunk), true), 1);
  return totalsOf(sums);
}

async function sumsWhere(session: Session, where: Sql, mayBeTaxed: boolean): Promise<Map<string, Sums>> {
  const sums = new Map<string, Sums>();
  const rows = await session.all<TotalRow>(
    sql`SELECT sort_currency AS currency, count(*) AS item_count, sum(duration_minutes) AS minutes, sum(amount_minor) AS minor
        FROM items WHERE ${where} GROUP BY sort_currency`,
  );
  for (const { currency, item_count: count, minutes, minor } of rows) {
    sums.set(currency, { count: Number(count), minutes, minor: Number(minor ?? 0), taxedCount: 0, tax: 0, gross: 0 });
  }
  for (const { currency, line_count: count, tax, gross } of mayBeTaxed ? await taxedWhere(session, where) : []) {
    Object.assign(sums.get(currency) ?? {}, { taxedCount: Number(count), tax: Number(tax), gross: Number(gross) });
  }
  return sums;
}

/** The lines stand in a query of their own, so that none of their columns is mistaken for one of the condition's. */
function taxedWhere(session: Session, where: Sql): Promise<TaxedRow[]> {
  return session.all<TaxedRow>(
    sql`SELECT sort_currency AS currency, count(*) AS line_count, sum(taxed.tax_minor) AS tax, sum(taxed.gross_minor) AS gross
        FROM items JOIN (
          SELECT billing_item_id, tax_minor, gross_minor FROM invoice_lines
          WHERE released_at IS NULL AND billing_item_id IS NOT NULL AND tax_minor IS NOT NULL AND gross_minor IS NOT NULL
        ) taxed ON taxed.billing_item_id = items.id
        WHERE ${where} GROUP BY sort_currency`,
  );
}

function add(to: Map<string, Sums>, more: ReadonlyMap<string, Sums>, factor: 1 | -1): void {
  for (const [currency, { count, minutes, minor, taxedCount, tax, gross }] of more) {
    const sum = to.get(currency) ?? { count: 0, minutes: 0, minor: 0, taxedCount: 0, tax: 0, gross: 0 };
    to.set(currency, {
      count: sum.count + factor * count,
      minutes: sum.minutes + factor * minutes,
      minor: sum.minor + factor * minor,
      taxedCount: sum.taxedCount + factor * taxedCount,
      tax: sum.tax + factor * tax,
      gross: sum.gross + factor * gross,
    });
  }
}

function totalsOf(sums: ReadonlyMap<string, Sums>): ListTotal[] {
  const counted = [...sums].filter(([, { count }]) => count > 0);
  return counted.sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, sum]) => totalOf(currency, sum));
}

/** Rows without a currency have no amount to add up. */
function totalOf(currency: string, { count, minutes, minor, taxedCount, tax, gross }: Sums): ListTotal {
  if (currency === '') return { currency: null, count, minutes, amount: '0' };
  const total = { currency, count, minutes, amount: fromMinor(minor, currency) };
  if (taxedCount === 0) return total;
  return { ...total, taxed: { count: taxedCount, tax: fromMinor(tax, currency), gross: fromMinor(gross, currency) } };
}
