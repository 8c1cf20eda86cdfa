import { RequestError } from '../domain/errors.js';
import type { DialectKind } from './dialect.js';
import { workTables } from './migrations/001-work.js';
import { documentTables } from './migrations/002-documents.js';
import { itemTables } from './migrations/003-items.js';
import { listOrder } from './migrations/004-list-order.js';
import { lineAmounts } from './migrations/005-line-amounts.js';
import { sentenceColumns } from './migrations/006-sentences.js';
import { invoiceStanding } from './migrations/007-invoice-standing.js';
import { auditRetention } from './migrations/008-audit-retention.js';
import { payerTotals } from './migrations/009-payer-totals.js';
import { creditMemos } from './migrations/010-credit-memos.js';
import { columnTypesOf, type Migration } from './migrations/types.js';
import { first, inserted, type Connection, type Session } from './session.js';
import { sql, trusted } from './sql.js';

/** Every step of the schema, in order. Steps are added at the end and never changed. */
export const migrations: readonly Migration[] = [
  workTables,
  documentTables,
  itemTables,
  listOrder,
  lineAmounts,
  sentenceColumns,
  invoiceStanding,
  auditRetention,
  payerTotals,
  creditMemos,
];

/**
 * Brings the schema up to date. Each step is one transaction that inserts its own number first, so that of two processes one waits and
 * then finds it done. Throws RequestError when the schema is newer than this program.
 */
export async function applyMigrations(connection: Connection, now: string): Promise<string[]> {
  await createMigrationTable(connection);
  const applied: string[] = [];
  for (const migration of await findPending(connection)) {
    if (await applyMigration(connection, migration, now)) applied.push(nameOf(migration));
  }
  return applied;
}

/** Names of the steps this database still lacks. Throws RequestError when it has one this program does not know. */
export async function findPending(session: Session): Promise<Migration[]> {
  const known = new Set(migrations.map((migration) => migration.id));
  const applied = await readApplied(session);
  const unknown = applied.filter(({ id }) => !known.has(id));
  if (unknown.length > 0) {
    const names = unknown.map((migration) => nameOf(migration)).join(', ');
    throw new RequestError(
      'invalid',
      `The database was set up by a newer version of this program (${names}). Run that version, or restore a backup made before it.`,
    );
  }
  const done = new Set(applied.map(({ id }) => id));
  return migrations.filter((migration) => !done.has(migration.id));
}

/** All steps as one script for a database administrator; to be run on an empty database, statement by statement. */
export function migrationScript(kind: DialectKind): string {
  const separator = kind === 'sqlite' ? ';\n\n' : '\nGO\n\n';
  const statements = [
    // sqlcmd turns it off, and then SQL Server refuses indexes with a WHERE.
    ...(kind === 'mssql' ? ['SET QUOTED_IDENTIFIER ON'] : []),
    migrationTable(kind),
    ...migrations.flatMap((migration) => [...stepOf(kind, migration), recordOf(kind, migration)]),
  ];
  return statements.map((statement) => statement + separator).join('');
}

export function nameOf(migration: Pick<Migration, 'id' | 'name'>): string {
  return `${String(migration.id).padStart(3, '0')}_${migration.name}`;
}

async function applyMigration(connection: Connection, migration: Migration, now: string): Promise<boolean> {
  return connection.atomic(async (tx) => {
    const { id, name } = migration;
    if (!(await inserted(tx, sql`INSERT INTO schema_migrations (id, name, applied_at) VALUES (${id}, ${name}, ${now})`)))
      return false;
    for (const statement of stepOf(connection.dialect.kind, migration)) await tx.run(trusted(statement));
    return true;
  });
}

function stepOf(kind: DialectKind, migration: Migration): string[] {
  return migration.statements(columnTypesOf(kind));
}

function recordOf(kind: DialectKind, { id, name }: Migration): string {
  return `INSERT INTO schema_migrations (id, name, applied_at) VALUES (${id}, '${name}', ${columnTypesOf(kind).clock})`;
}

async function readApplied(session: Session): Promise<{ id: number; name: string }[]> {
  if (!(await hasMigrationTable(session))) return [];
  const rows = await session.all<{ id: number; name: string }>(sql`SELECT id, name FROM schema_migrations ORDER BY id`);
  return rows.map(({ id, name }) => ({ id: Number(id), name }));
}

async function createMigrationTable(connection: Connection): Promise<void> {
  if (await hasMigrationTable(connection)) return;
  try {
    await connection.run(trusted(migrationTable(connection.dialect.kind)));
  } catch (error) {
    // Another process may have been faster by a moment; anything else is what it looks like.
    if (!(await hasMigrationTable(connection))) throw error;
  }
}

async function hasMigrationTable(session: Session): Promise<boolean> {
  return (await first(session, session.dialect.findTable('schema_migrations'))) !== null;
}

function migrationTable(kind: DialectKind): string {
  const types = columnTypesOf(kind);
  return `CREATE TABLE schema_migrations (
  id int NOT NULL PRIMARY KEY,
  name ${types.text(100)} NOT NULL,
  applied_at ${types.instant} NOT NULL
)`;
}
