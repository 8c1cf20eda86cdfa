import { sql, textOf, trusted, type Sql, type SqlValue } from './sql.js';

export type DialectKind = 'sqlite' | 'mssql';

/** Everything SQLite and SQL Server disagree about, apart from the types in the migrations. */
export interface Dialect {
  kind: DialectKind;
  /** The store keeps a count of the items per lane and day (`lane_days`), for a database that counts rows one at a time. */
  keepsLaneDays: boolean;
  /** What orders items that a list's own order does not tell apart; the last column decides alone. */
  tieColumns: readonly string[];
  /** The text with this database's placeholders. */
  text(statement: Sql): string;
  /** The end of an ordered SELECT that shows only some of its rows. */
  page(offset: number, limit: number): Sql;
  /** True when the column holds the text somewhere; upper and lower case differ. */
  contains(column: string, text: string): Sql;
  /** True when the column is like the pattern (`*` any run, `?` one character); upper and lower case differ. */
  matches(column: string, pattern: string): Sql;
  /** A row when the table exists, none when not. */
  findTable(name: string): Sql;
  /** How many rows of so many columns one INSERT or UPDATE takes. */
  rowsPerStatement(columns: number): number;
  /** One UPDATE of several rows, each with its own values; `key` columns say which rows. Affected rows are those that still matched. */
  updateRows(table: string, key: readonly string[], columns: readonly string[], rows: readonly Row[], isNumber: ColumnTest): Sql;
  /** The values of such an UPDATE for other rows: `keyCount` key columns come first in each. */
  updateValues(keyCount: number, rows: readonly Row[]): Row;
  /** A unique index or primary key refused the row. */
  isDuplicate(error: unknown): boolean;
  /** The database was busy or chose this transaction as a victim; it was rolled back and may be run again. */
  isTransient(error: unknown): boolean;
}

/** Values of a row in the order of the columns. */
export type Row = readonly SqlValue[];
type ColumnTest = (column: string) => boolean;

/** SQLite runs in this process: a statement per row costs less than preparing statements of many sizes. */
export const sqliteDialect: Dialect = {
  kind: 'sqlite',
  keepsLaneDays: true,
  // By the order in which rows came: the lists' indexes then grow at few places, where ids would scatter over all their pages.
  tieColumns: ['available_at', 'rowid'],
  text: (statement) => textOf(statement, () => '?'),
  page: (offset, limit) => sql`LIMIT ${limit} OFFSET ${offset}`,
  contains: (column, text) => sql`instr(${trusted(column)}, ${text}) > 0`,
  // GLOB and not LIKE, which takes A and a for the same. `[` opens a set in it, so it is put into a set of its own.
  matches: (column, pattern) => sql`${trusted(column)} GLOB ${pattern.replaceAll('[', '[[]')}`,
  findTable: (name) => sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name = ${name}`,
  rowsPerStatement: () => 1,
  updateRows: (table, key, columns, rows) => updateOneRow(table, key, columns, rows),
  updateValues: (keyCount, rows) => keyLast(keyCount, rows[0] ?? []),
  isDuplicate: (error) => /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(codeOf(error)),
  isTransient: (error) => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error)),
};

/** SQL Server takes 2,100 parameters and 1,000 rows of VALUES in a statement; a few are left for the rest of it. */
const mssqlParameters = 2000;
const mssqlRows = 500;
/** Duplicate key of a constraint and of a unique index. */
const duplicates = new Set([2627, 2601]);
/** Deadlock victim, lock time-out, snapshot conflict. */
const transients = new Set([1205, 1222, 3960]);
/** What PostgreSQL behind TDS says of everything it has no number for; only its text tells whether trying again helps. */
const unnumbered = 33557097;
const givesWay = /could not serialize access|lock timeout|deadlock detected/i;

export const mssqlDialect: Dialect = {
  kind: 'mssql',
  keepsLaneDays: false,
  tieColumns: ['id'],
  // A NULL parameter has the type of a text for the driver, and not every server turns that into the type of the column.
  text: (statement) => textOf(statement, (index) => (statement.values[index] === null ? 'NULL' : `@${index}`)),
  page: (offset, limit) => sql`OFFSET ${offset} ROWS FETCH NEXT ${limit} ROWS ONLY`,
  contains: (column, text) => sql`CHARINDEX(${text}, ${trusted(column)}) > 0`,
  matches: (column, pattern) => sql`${trusted(column)} LIKE ${likeOf(pattern)} ESCAPE N'\\'`,
  findTable: (name) => sql`SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = ${name}`,
  rowsPerStatement: (columns) => Math.max(1, Math.min(mssqlRows, Math.floor(mssqlParameters / columns))),
  updateRows: updateFromValues,
  updateValues: (_keyCount, rows) => rows.flat(),
  isDuplicate: (error) => duplicates.has(numberOf(error)),
  isTransient: (error) => transients.has(numberOf(error)) || (numberOf(error) === unnumbered && givesWay.test(String(error))),
};

export function dialectOf(kind: DialectKind): Dialect {
  return kind === 'sqlite' ? sqliteDialect : mssqlDialect;
}

function likeOf(pattern: string): string {
  return pattern
    .replace(/[\\%_[]/g, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_');
}

function updateOneRow(table: string, key: readonly string[], columns: readonly string[], rows: readonly Row[]): Sql {
  const set = columns.map((column) => `${column} = `);
  const where = key.map((column) => `${column} = `);
  const parts = [`UPDATE ${table} SET ${set[0]}`, ...set.slice(1).map((text) => `, ${text}`)];
  parts.push(` WHERE ${where[0]}`, ...where.slice(1).map((text) => ` AND ${text}`), '');
  return { parts, values: keyLast(key.length, rows[0] ?? []) };
}

function keyLast(keyCount: number, row: Row): Row {
  return [...row.slice(keyCount), ...row.slice(0, keyCount)];
}

/**
 * Every value is cast: in a column of VALUES, SQL Server would give NULL and number the type of whichever it likes best. The columns of VALUES
 * have names of their own (`k0`, `c0`), because a key column may also be set.
 */
function updateFromValues(
  table: string,
  key: readonly string[],
  columns: readonly string[],
  rows: readonly Row[],
  isNumber: ColumnTest,
): Sql {
  const all = [...key, ...columns];
  const types = all.map((column, index) => castOf(isNumber(column), index < key.length));
  const names = [...key.map((_, index) => `k${index}`), ...columns.map((_, index) => `c${index}`)];
  const settings = columns.map((column, index) => `${column} = v.c${index}`);
  const parts = [`UPDATE ${table} SET ${settings.join(', ')} FROM (VALUES `];
  rows.forEach((row, rowIndex) => {
    row.forEach((_, index) => {
      parts[parts.length - 1] += index > 0 ? ', CAST(' : rowIndex > 0 ? ', (CAST(' : '(CAST(';
      parts.push(types[index]! + (index === all.length - 1 ? ')' : ''));
    });
  });
  const same = key.map((column, index) => `${table}.${column} = v.k${index}${isNumber(column) ? '' : binary}`).join(' AND ');
  parts[parts.length - 1] += `) AS v(${names.join(', ')}) WHERE ${same}`;
  return { parts, values: rows.flat() };
}

/** Keys keep a length, so that the index on them serves. */
function castOf(isNumber: boolean, isKey: boolean): string {
  if (isNumber) return ' AS float)';
  return isKey ? ' AS nvarchar(400))' : ' AS nvarchar(max))';
}

/** Ids differ in case; a value made by CAST has the database's collation, which may not tell them apart. */
const binary = ' COLLATE Latin1_General_BIN2';

function driverErrorOf(error: unknown): { code?: unknown; number?: unknown } {
  const driverError = (error as { driverError?: unknown } | null)?.driverError ?? error;
  return typeof driverError === 'object' && driverError !== null ? driverError : {};
}

function codeOf(error: unknown): string {
  return String(driverErrorOf(error).code ?? '');
}

function numberOf(error: unknown): number {
  return Number(driverErrorOf(error).number ?? 0);
}
