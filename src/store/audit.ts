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

/** Entries are added and read; there is no way to change or remove one. Newest first. */
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
