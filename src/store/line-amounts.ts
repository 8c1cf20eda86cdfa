import type { ErpInvoiceLine, Invoice, InvoiceLine } from '../domain/invoice.js';
import { minorOrNull } from '../domain/money.js';
import type { LineAmounts, TaxRate } from '../domain/tax.js';
import { insertRecord, updateRows } from './bulk.js';
import type { LineRow } from './invoice-rows.js';
import { upsert, type Session } from './session.js';
import { chunked, oneOf, sql, type SqlValue } from './sql.js';

type SentLineRow = Pick<LineRow, 'line_no' | 'line' | 'erp_line_id'>;

const written = ['erp_line_id', 'erp_amounts', 'tax_minor', 'gross_minor'];

/** Saves what the ERP says of an invoice's lines: their ids, their amounts, and the rates they were taxed at. Call it inside a transaction. */
export async function recordLines(
  session: Session,
  invoice: Invoice,
  erpLines: readonly ErpInvoiceLine[],
  now: string,
): Promise<void> {
  const rows = await session.all<SentLineRow>(
    sql`SELECT line_no, line, erp_line_id FROM invoice_lines WHERE invoice_id = ${invoice.id} ORDER BY line_no`,
  );
  const matched = matchLines(rows, erpLines);
  const values = rows.map((row): SqlValue[] => {
    const erpLine = matched.get(row);
    const amounts = erpLine?.amounts ?? null;
    return [
      invoice.id,
      row.line_no,
      erpLine?.id ?? row.erp_line_id,
      amounts === null ? null : JSON.stringify(amounts),
      amounts && minorOrNull(amounts.tax, invoice.currency),
      amounts && minorOrNull(amounts.gross, invoice.currency),
    ];
  });
  await updateRows(session, 'invoice_lines', ['invoice_id', 'line_no'], written, values);
  for (const rate of ratesOf(invoice, [...matched.values()])) await saveRate(session, rate, now);
}

/** The ERP's words on the open line of each item; chunk by chunk. */
export async function readLineAmounts(session: Session, itemIds: readonly string[]): Promise<Map<string, LineAmounts>> {
  const found = new Map<string, LineAmounts>();
  for (const chunk of chunked(itemIds)) {
    const rows = await session.all<{ billing_item_id: string; erp_amounts: string }>(
      sql`SELECT billing_item_id, erp_amounts FROM invoice_lines
          WHERE ${oneOf('billing_item_id', chunk)} AND released_at IS NULL AND billing_item_id IS NOT NULL AND erp_amounts IS NOT NULL`,
    );
    for (const row of rows) found.set(row.billing_item_id, JSON.parse(row.erp_amounts) as LineAmounts);
  }
  return found;
}

interface RateRow {
  company_id: string;
  customer_id: string;
  payer_id: string;
  item_id: string;
  tax_percent: string;
  prices_include_tax: number | string;
}

/** The rates last seen for these customers. */
export async function readTaxRates(session: Session, companyId: string, customerIds: readonly string[]): Promise<TaxRate[]> {
  const found: TaxRate[] = [];
  for (const chunk of chunked(customerIds)) {
    const rows = await session.all<RateRow>(
      sql`SELECT * FROM tax_rates WHERE company_id = ${companyId} AND ${oneOf('customer_id', chunk)}`,
    );
    found.push(...rows.map(rateOf));
  }
  return found;
}

function rateOf(row: RateRow): TaxRate {
  return {
    companyId: row.company_id,
    customerId: row.customer_id,
    payerId: row.payer_id === '' ? null : row.payer_id,
    erpItemId: row.item_id,
    taxPercent: row.tax_percent,
    pricesIncludeTax: Number(row.prices_include_tax) === 1,
  };
}

/** One rate an item; of several on one document the last line's. */
function ratesOf({ companyId, draft, erp }: Invoice, erpLines: readonly ErpInvoiceLine[]): TaxRate[] {
  const byItem = new Map<string, TaxRate>();
  for (const { erpItemId, amounts } of erpLines) {
    if (erp === null || erpItemId === '' || erpItemId === noItem || amounts === null || amounts.taxPercent === null) continue;
    byItem.set(erpItemId, {
      companyId,
      customerId: draft.sellToCustomerId,
      payerId: draft.billToCustomerId,
      erpItemId,
      taxPercent: amounts.taxPercent,
      pricesIncludeTax: erp.pricesIncludeTax,
    });
  }
  return [...byItem.values()];
}

async function saveRate(session: Session, rate: TaxRate, now: string): Promise<void> {
  const { companyId, customerId, erpItemId, taxPercent } = rate;
  const [payerId, includes] = [rate.payerId ?? '', rate.pricesIncludeTax ? 1 : 0];
  await upsert(
    session,
    sql`UPDATE tax_rates SET tax_percent = ${taxPercent}, prices_include_tax = ${includes}, seen_at = ${now}
        WHERE company_id = ${companyId} AND customer_id = ${customerId} AND payer_id = ${payerId} AND item_id = ${erpItemId}`,
    insertRecord('tax_rates', {
      company_id: companyId,
      customer_id: customerId,
      payer_id: payerId,
      item_id: erpItemId,
      tax_percent: taxPercent,
      prices_include_tax: includes,
      seen_at: now,
    }),
  );
}

/**
 * Lines come back in the order they were sent; lines the ERP or a person put between ours belong to none of ours. Once their ids are known,
 * the ids say which is which.
 */
function matchLines(rows: readonly SentLineRow[], erpLines: readonly ErpInvoiceLine[]): Map<SentLineRow, ErpInvoiceLine> {
  const byId = new Map(erpLines.map((erpLine) => [erpLine.id, erpLine]));
  const known = rows.flatMap((row) => {
    const erpLine = byId.get(row.erp_line_id ?? '');
    return erpLine === undefined ? [] : [[row, erpLine] as const];
  });
  const taken = new Set(known.map(([, { id }]) => id));
  const rest = erpLines.filter(({ id }) => !taken.has(id)).sort((a, b) => a.sequence - b.sequence);
  const unknown = rows.filter((row) => row.erp_line_id === null);
  return new Map([...known, ...matchByOrder(unknown, rest)]);
}

function matchByOrder(rows: readonly SentLineRow[], erpLines: readonly ErpInvoiceLine[]): [SentLineRow, ErpInvoiceLine][] {
  const rest = [...erpLines];
  if (rest.length === rows.length) return rows.map((row, index) => [row, rest[index]!]);
  return rows.flatMap((row): [SentLineRow, ErpInvoiceLine][] => {
    const line = JSON.parse(row.line) as InvoiceLine['line'];
    const place = rest.findIndex((erpLine) => isSameLine(line, erpLine));
    const erpLine = place < 0 ? undefined : rest.splice(0, place + 1).at(-1);
    return erpLine === undefined ? [] : [[row, erpLine]];
  });
}

const noItem = '00000000-0000-0000-0000-000000000000';

function isSameLine(line: InvoiceLine['line'], erpLine: ErpInvoiceLine): boolean {
  const erpItemId = erpLine.erpItemId === noItem ? '' : erpLine.erpItemId;
  return erpItemId === (line.erpItemId ?? '') && erpLine.description === line.description;
}
