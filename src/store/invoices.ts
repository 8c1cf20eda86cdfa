import { RequestError } from '../domain/errors.js';
import { say } from '../domain/words/sentence.js';
import { invoiceStandings, type Invoice, type InvoiceLine, type InvoiceStanding } from '../domain/invoice.js';
import type { InvoiceQuery, InvoiceSortColumn, InvoiceStore } from '../domain/invoice-store.js';
import { creditMemoStore } from './credit-memos.js';
import { insertRecord, insertRows } from './bulk.js';
import { lowered } from './item-columns.js';
import {
  findInvoice,
  invoiceOf,
  lineColumns,
  lineOf,
  rowOfInvoice,
  rowOfLine,
  type InvoiceRow,
  type LineRow,
} from './invoice-rows.js';
import { outcomeStore } from './invoice-outcomes.js';
import { readLineAmounts, readTaxRates } from './line-amounts.js';
import { pushStore } from './invoice-pushes.js';
import { countOf, first, type Session } from './session.js';
import { chunked, every, oneOf, sql, trusted, type Sql } from './sql.js';

export function invoiceStore(session: Session): InvoiceStore {
  return {
    ...pushStore(session),
    ...outcomeStore(session),
    ...creditMemoStore(session),
    insert: (invoice, lines) => session.atomic((tx) => insertInvoice(tx, invoice, lines)),
    find: (id) => findInvoice(session, sql`id = ${id}`),
    findMany: (ids) => findMany(session, ids),
    findByKey: (key) => findInvoice(session, sql`invoice_key = ${key}`),
    knownKeys: (keys) => knownKeys(session, keys),
    newestOf: async (companyId) => {
      const row = await first<{ newest: string | null }>(
        session,
        sql`SELECT max(created_at) AS newest FROM invoices WHERE company_id = ${companyId}`,
      );
      return row?.newest ?? null;
    },
    lines: async (invoiceId) => {
      const rows = await session.all<LineRow>(sql`SELECT * FROM invoice_lines WHERE invoice_id = ${invoiceId} ORDER BY line_no`);
      return rows.map(lineOf);
    },
    lineAmounts: (itemIds) => readLineAmounts(session, itemIds),
    taxRates: (companyId, customerIds) => readTaxRates(session, companyId, customerIds),
    listOpen: (companyId, afterId, limit) => {
      const after = afterId === null ? [] : [sql`id > ${afterId}`];
      const where = every([sql`is_open = 1`, sql`company_id = ${companyId}`, ...after]);
      return invoicesWhere(session, sql`${where} ORDER BY id ${session.dialect.page(0, limit)}`);
    },
    findByErpIds: (companyId, erpIds) => findByErpIds(session, companyId, erpIds),
    list: (query) => listInvoices(session, query),
    countStandings: (query) => countStandings(session, query),
    nextDueAt: async () => {
      const row = await first<{ due_at: string | null }>(
        session,
        sql`SELECT min(next_attempt_at) AS due_at FROM invoices WHERE push IN ('intended', 'sending')`,
      );
      return row?.due_at ?? null;
    },
  };
}

/** The unique indexes are the last word: the key is used once, and an item is on one line that is not released. */
async function insertInvoice(session: Session, invoice: Invoice, lines: readonly InvoiceLine[]): Promise<void> {
  try {
    await session.run(insertRecord('invoices', rowOfInvoice(invoice)));
    await insertRows(session, 'invoice_lines', lineColumns, lines.map(rowOfLine));
  } catch (error) {
    if (!session.dialect.isDuplicate(error)) throw error;
    throw new RequestError('conflict', say('item-taken'));
  }
}

async function invoicesWhere(session: Session, rest: Sql): Promise<Invoice[]> {
  const rows = await session.all<InvoiceRow>(sql`SELECT * FROM invoices WHERE ${rest}`);
  return rows.map(invoiceOf);
}

async function findMany(session: Session, ids: readonly string[]): Promise<Invoice[]> {
  const found: Invoice[] = [];
  for (const chunk of chunked(ids)) found.push(...(await invoicesWhere(session, oneOf('id', chunk))));
  return found;
}

async function knownKeys(session: Session, keys: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const chunk of chunked(keys)) {
    const rows = await session.all<{ invoice_key: string }>(
      sql`SELECT invoice_key FROM invoices WHERE ${oneOf('invoice_key', chunk)}`,
    );
    for (const row of rows) known.add(row.invoice_key);
  }
  return known;
}

async function findByErpIds(session: Session, companyId: string, erpIds: readonly string[]): Promise<Map<string, Invoice>> {
  const found = new Map<string, Invoice>();
  for (const chunk of chunked(erpIds)) {
    const invoices = await invoicesWhere(
      session,
      sql`company_id = ${companyId} AND erp_id IS NOT NULL AND ${oneOf('erp_id', chunk)}`,
    );
    for (const invoice of invoices) found.set(invoice.erp!.id, invoice);
  }
  return found;
}

const sortColumnNames: Record<InvoiceSortColumn, string> = {
  createdAt: 'created_at',
  customerName: 'sort_customer_name',
  expectedTotal: 'expected_number',
};

/** The ids come first, from an index: whole invoices, with every line of their drafts, would be heavy to put in order. */
async function listInvoices(session: Session, query: InvoiceQuery): Promise<{ rows: Invoice[]; total: number }> {
  const where = conditionOf(session, query);
  const { column, direction } = query.sort ?? { column: 'createdAt', direction: 'descending' };
  const by = direction === 'ascending' ? 'ASC' : 'DESC';
  const order = trusted(`${sortColumnNames[column]} ${by}, id ${by}`);
  const ids = await session.all<{ id: string }>(
    sql`SELECT id FROM invoices WHERE ${where} ORDER BY ${order} ${session.dialect.page(query.offset, query.limit)}`,
  );
  const invoices = await findMany(
    session,
    ids.map(({ id }) => id),
  );
  const found = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  return {
    rows: ids.flatMap(({ id }) => found.get(id) ?? []),
    total: await countOf(session, sql`SELECT count(*) AS total FROM invoices WHERE ${where}`),
  };
}

async function countStandings(
  session: Session,
  { standing: _, ...query }: InvoiceQuery,
): Promise<Record<InvoiceStanding, number>> {
  const rows = await session.all<{ standing: InvoiceStanding; total: number | string }>(
    sql`SELECT standing, count(*) AS total FROM invoices WHERE ${conditionOf(session, query)} GROUP BY standing`,
  );
  const counted = new Map(rows.map(({ standing, total }) => [standing, Number(total)]));
  const counts = {} as Record<InvoiceStanding, number>;
  for (const standing of invoiceStandings) counts[standing] = counted.get(standing) ?? 0;
  return counts;
}

function conditionOf(session: Session, query: InvoiceQuery): Sql {
  const conditions: Sql[] = [];
  if (query.push.length > 0) conditions.push(oneOf('push', query.push));
  if (query.standing !== undefined) conditions.push(sql`standing = ${query.standing}`);
  if (query.customerNumber !== undefined) conditions.push(sql`customer_number = ${query.customerNumber}`);
  if (query.runId !== undefined) conditions.push(sql`run_id = ${query.runId}`);
  if (query.varianceOnly) conditions.push(sql`has_variance = 1`);
  for (const word of lowered(query.search).split(/\s+/).filter(Boolean)) {
    conditions.push(session.dialect.contains('search_text', word));
  }
  return every(conditions);
}
