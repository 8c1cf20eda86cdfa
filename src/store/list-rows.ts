import type { Invoice } from '../domain/invoice.js';
import type { ListRow } from '../domain/list-store.js';
import { itemColumns, itemOf, type ItemRow } from './item-row.js';
import type { Session } from './session.js';
import { chunked, oneOf, sql, trusted } from './sql.js';

interface ListedRow extends ItemRow {
  listed_id: string | null;
  listed_key: string;
  listed_push: Invoice['push'];
  listed_erp: string | null;
  listed_draft_number: string | null;
  listed_variance: string | null;
  listed_problem: string | null;
}

const invoiceColumns =
  'invoices.id AS listed_id, invoices.invoice_key AS listed_key, invoices.push AS listed_push, invoices.erp AS listed_erp, ' +
  'invoices.draft_number AS listed_draft_number, invoices.variance AS listed_variance, invoices.problem AS listed_problem';

/** Items with the invoice that has claimed each, in the order of the ids. */
export async function readRows(session: Session, ids: readonly string[]): Promise<ListRow[]> {
  const found = new Map<string, ListRow>();
  for (const chunk of chunked(ids)) {
    const rows = await session.all<ListedRow>(
      sql`SELECT ${trusted(itemColumns)}, ${trusted(invoiceColumns)} FROM items
          LEFT JOIN invoices ON invoices.id = items.invoice_id WHERE ${oneOf('items.id', chunk)}`,
    );
    for (const row of rows) {
      const item = itemOf(row);
      found.set(item.facts.id, { item, invoice: invoiceOf(row) });
    }
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

function invoiceOf(row: ListedRow): ListRow['invoice'] {
  if (row.listed_id === null) return null;
  return {
    id: row.listed_id,
    key: row.listed_key,
    push: row.listed_push,
    erp: row.listed_erp === null ? null : (JSON.parse(row.listed_erp) as Invoice['erp']),
    draftNumber: row.listed_draft_number,
    variance: row.listed_variance,
    problem: row.listed_problem === null ? null : (JSON.parse(row.listed_problem) as Invoice['problem']),
  };
}
