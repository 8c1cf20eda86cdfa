import type { AuditEntry, AuditScope, AuditStore } from '../domain/audit-store.js';
import { insertRows } from './bulk.js';
import { countOf, type Session } from './session.js';
import { every, sql, type Sql } from './sql.js';

const columns = ['happened_at', 'actor', 'action', 'item_id', 'invoice_id', 'run_id', 'before_json', 'after_json', 'reason'];

/** Entries read at once. */
const walkSize = 1_000;

interface AuditRow {
  happened_at: string;
  actor: string;
  action: string;
  item_id: string | null;
  invoice_id: string | null;
  run_id: string | null;
  before_json: string | null;
  after_json: string | null;
  reason: string;
}

/** Entries are added and read; none can be changed, and only the retention removes any. Newest first. */
export function auditStore(session: Session): AuditStore {
  return {
    append: (entries) => session.atomic((tx) => insertRows(tx, 'audit', columns, entries.map(rowOf))),
    list: async (scope, offset, limit) => {
      const where = conditionOf(scope);
      const rows = await session.all<AuditRow>(
        sql`SELECT * FROM audit WHERE ${where} ORDER BY id DESC ${session.dialect.page(offset, limit)}`,
      );
      return { rows: rows.map(entryOf), total: await countOf(session, sql`SELECT count(*) AS total FROM audit WHERE ${where}`) };
    },
    walk: (scope) => walk(session, scope),
    prune: (before, after, limit) => session.atomic((tx) => prune(tx, before, after, limit), 'later'),
  };
}

async function* walk(session: Session, scope: AuditScope): AsyncGenerator<AuditEntry[]> {
  let after = 0;
  for (;;) {
    const where = every([conditionOf(scope), sql`id > ${after}`]);
    const page = session.dialect.page(0, walkSize);
    const rows = await session.all<AuditRow & { id: number | string }>(
      sql`SELECT * FROM audit WHERE ${where} ORDER BY id ${page}`,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = Number(last.id);
    yield rows.map(entryOf);
  }
}

/** Where nothing is to come any more: of rows and of documents. */
const endedRows = sql`('paid', 'credited', 'excluded', 'cancelled')`;
const endedDocuments = sql`('paid', 'cancelled')`;

async function prune(
  session: Session,
  before: string,
  after: number,
  limit: number,
): Promise<{ removed: number; last: number } | null> {
  const page = session.dialect.page(0, limit);
  const rows = await session.all<{ id: number | string; happened_at: string }>(
    sql`SELECT id, happened_at FROM audit WHERE id > ${after} ORDER BY id ${page}`,
  );
  if (!rows.some((row) => row.happened_at < before)) return null;
  const last = Number(rows.at(-1)!.id);
  await session.run(sql`INSERT INTO audit_retention (pruned_before) VALUES (${before})`);
  const removed = await session.run(
    sql`DELETE FROM audit WHERE id > ${after} AND id <= ${last} AND happened_at < ${before}
        AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = audit.item_id AND items.stage NOT IN ${endedRows})
        AND NOT EXISTS (SELECT 1 FROM invoices WHERE invoices.id = audit.invoice_id AND invoices.standing NOT IN ${endedDocuments})`,
  );
  await session.run(sql`DELETE FROM audit_retention`);
  return { removed, last };
}

function conditionOf(scope: AuditScope): Sql {
  const conditions: Sql[] = [];
  if (scope.itemId !== undefined) conditions.push(sql`item_id = ${scope.itemId}`);
  if (scope.invoiceId !== undefined) conditions.push(sql`invoice_id = ${scope.invoiceId}`);
  if (scope.runId !== undefined) conditions.push(sql`run_id = ${scope.runId}`);
  if (scope.since !== undefined) conditions.push(sql`happened_at >= ${scope.since}`);
  return every(conditions);
}

function rowOf(entry: AuditEntry): (string | null)[] {
  const { at, actor, action, itemId, invoiceId, runId, before, after, reason } = entry;
  return [at, actor, action, itemId, invoiceId, runId, before, after, reason];
}

function entryOf(row: AuditRow): AuditEntry {
  return {
    at: row.happened_at,
    actor: row.actor,
    action: row.action,
    itemId: row.item_id,
    invoiceId: row.invoice_id,
    runId: row.run_id,
    before: row.before_json,
    after: row.after_json,
    reason: row.reason,
  };
}
