import { stringify } from 'csv-stringify/sync';
import type { App } from '../app.js';
import type { ItemQuery } from '../domain/filter.js';
import type { PayerTotal } from '../domain/list-store.js';
import { guarded } from '../domain/spreadsheet.js';
import type { Column } from './fit.js';
import { counted, roomFor, table } from './table.js';
import { money } from './words.js';

/** Sums of a list by payer and currency (D.1.4), as a table, JSON or CSV; the largest of each currency first, at most `limit`. */
export async function payerTotals(
  app: App,
  query: ItemQuery,
  limit: number,
  options: { json?: boolean; csv?: boolean; wide?: boolean },
): Promise<string> {
  const { rows, total } = await app.store.list.payerTotals({ query, except: [] }, app.context.clock.now(), 0, limit);
  if (options.csv === true) return stringify(rows.map(recordOf), { header: true, bom: true });
  if (options.json === true) return `${JSON.stringify({ total, payers: rows }, null, 2)}\n`;
  if (rows.length === 0) return `No rows in the view "${query.view}".\n`;
  const shown =
    rows.length < total ? `The first ${rows.length} of ${total} sums. --limit shows more.` : `${counted(total, 'sum')}.`;
  return `${table(columns, rows.map(cells), roomFor(options))}\n\n${shown}\n`;
}

const columns: Column[] = [
  { name: 'Payer' },
  { name: 'Name', least: 14 },
  { name: 'Rows', right: true },
  { name: 'Hours', right: true, drop: 1 },
  { name: 'Amount', right: true },
  { name: 'VAT', right: true },
  { name: 'Gross', right: true },
  { name: 'Cur.' },
];

function cells(sum: PayerTotal): string[] {
  const { currency, taxed } = sum;
  return [
    sum.billToNumber ?? '(nobody yet)',
    sum.billToName ?? '',
    String(sum.count),
    hoursOf(sum.minutes),
    currency === null ? '' : money(sum.amount, currency),
    taxed === undefined ? '' : money(taxed.tax, currency),
    taxed === undefined ? '' : `${money(taxed.gross, currency)}${taxed.count < sum.count ? ` (${taxed.count} rows)` : ''}`,
    currency ?? '',
  ];
}

function recordOf(sum: PayerTotal): Record<string, string> {
  return {
    company: sum.companyId ?? '',
    payer: guarded(sum.billToNumber ?? ''),
    name: guarded(sum.billToName ?? ''),
    rows: String(sum.count),
    hours: hoursOf(sum.minutes),
    amount: sum.currency === null ? '' : sum.amount,
    taxedRows: String(sum.taxed?.count ?? 0),
    taxAmount: sum.taxed?.tax ?? '',
    grossAmount: sum.taxed?.gross ?? '',
    currency: sum.currency ?? '',
  };
}

/** At most two digits after the point, as the pages show hours. */
function hoursOf(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100);
}
