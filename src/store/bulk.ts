import { isNumberColumn } from './columns.js';
import type { Row } from './dialect.js';
import { StaleReadError, type Session } from './session.js';
import { chunked, type Sql } from './sql.js';

/** Inserts rows, as many per statement as the database takes. Throws the driver's duplicate-key error when a key is taken. */
export async function insertRows(
  session: Session,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  const chunks = chunked(rows, session.dialect.rowsPerStatement(columns.length));
  await session.runEach(
    alike(
      chunks,
      (chunk) => insertOf(table, columns, chunk),
      (chunk) => (chunk.length === 1 ? chunk[0]! : chunk.flat()),
    ),
  );
}

/** Inserts rows that were not there a moment ago; if somebody was faster, the whole transaction is run again. */
export async function insertNewRows(
  session: Session,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  try {
    await insertRows(session, table, columns, rows);
  } catch (error) {
    throw session.dialect.isDuplicate(error) ? new StaleReadError('Somebody inserted the same rows.', { cause: error }) : error;
  }
}

/**
 * Updates rows, each with its own values: first the key columns, which must still match, then the columns to set. Returns how many
 * still matched.
 */
export async function updateRows(
  session: Session,
  table: string,
  key: readonly string[],
  columns: readonly string[],
  rows: readonly Row[],
): Promise<number> {
  const chunks = chunked(rows, session.dialect.rowsPerStatement(key.length + columns.length));
  const { dialect } = session;
  return session.runEach(
    alike(
      chunks,
      (chunk) => dialect.updateRows(table, key, columns, chunk, isNumberColumn),
      (chunk) => dialect.updateValues(key.length, chunk),
    ),
  );
}

/** Statements for chunks of one size share their text, which is made once. */
function alike(
  chunks: readonly (readonly Row[])[],
  statementOf: (chunk: readonly Row[]) => Sql,
  valuesOf: (chunk: readonly Row[]) => Row,
): Sql[] {
  const parts = new Map<number, Sql['parts']>();
  return chunks.map((chunk) => {
    const known = parts.get(chunk.length);
    if (known !== undefined) return { parts: known, values: valuesOf(chunk) };
    const statement = statementOf(chunk);
    parts.set(chunk.length, statement.parts);
    return statement;
  });
}

/** `INSERT INTO table (columns) VALUES (…), (…)`. */
export function insertOf(table: string, columns: readonly string[], rows: readonly Row[]): Sql {
  const parts = [`INSERT INTO ${table} (${columns.join(', ')}) VALUES `];
  rows.forEach((row, rowIndex) => {
    row.forEach((_, index) => {
      parts[parts.length - 1] += index > 0 ? ', ' : rowIndex > 0 ? ', (' : '(';
      parts.push(index === row.length - 1 ? ')' : '');
    });
  });
  return { parts, values: rows.flat() };
}

/** A record as the columns and values of {@link insertOf}. */
export function insertRecord(table: string, record: Readonly<Record<string, string | number | null>>): Sql {
  return insertOf(table, Object.keys(record), [Object.values(record)]);
}
