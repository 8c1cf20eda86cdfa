import type { DialectKind } from '../dialect.js';

/** How a database spells the types of our columns. */
export interface ColumnTypes {
  kind: DialectKind;
  /** Text of at most `length` characters that is compared byte by byte: ids and keys differ in case. */
  text(length: number): string;
  /** Text of any length that is compared byte by byte. */
  longText: string;
  /** JSON, never searched. */
  json: string;
  /** A moment in UTC as its 24 characters: exact, and text order is time order. */
  instant: string;
  integer: string;
  real: string;
  /** A number the database counts up by itself, as primary key. */
  counter: string;
  /** The database's own clock as an instant, for scripts a person runs. */
  clock: string;
}

/** One step of the schema, forward only. Once released it is never changed. */
export interface Migration {
  id: number;
  name: string;
  statements(types: ColumnTypes): string[];
}

const sqliteTypes: ColumnTypes = {
  kind: 'sqlite',
  text: () => 'text',
  longText: 'text',
  json: 'text',
  instant: 'text',
  integer: 'integer',
  real: 'real',
  counter: 'integer PRIMARY KEY AUTOINCREMENT',
  clock: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
};

const mssqlTypes: ColumnTypes = {
  kind: 'mssql',
  text: (length) => `nvarchar(${length}) COLLATE Latin1_General_BIN2`,
  longText: 'nvarchar(max) COLLATE Latin1_General_BIN2',
  json: 'nvarchar(max)',
  instant: 'nvarchar(24) COLLATE Latin1_General_BIN2',
  integer: 'bigint',
  real: 'float',
  counter: 'bigint IDENTITY(1,1) PRIMARY KEY',
  clock: "CONVERT(nvarchar(23), SYSUTCDATETIME(), 126) + N'Z'",
};

export function columnTypesOf(kind: DialectKind): ColumnTypes {
  return kind === 'sqlite' ? sqliteTypes : mssqlTypes;
}

/** A key wider than SQL Server's 900 bytes for the order of the table itself; 1,700 bytes are allowed beside it. */
export function primaryKey(types: ColumnTypes, columns: string): string {
  return types.kind === 'sqlite' ? `PRIMARY KEY (${columns})` : `PRIMARY KEY NONCLUSTERED (${columns})`;
}
