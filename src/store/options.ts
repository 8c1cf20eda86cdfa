import { ConfigurationError } from '../domain/errors.js';
import type { StoreOptions } from './open.js';

/**
 * The store a connection text names: `sqlite:PATH` or `mssql://user:password@host:port/database`. SQLite brings its schema up to date by itself; SQL
 * Server waits for `bookledger migrate`, so that the running program needs no right to change tables. Throws ConfigurationError.
 */
export function storeOptionsOf(database: string): StoreOptions {
  const sqlite = /^sqlite:(.+)$/.exec(database);
  if (sqlite !== null) return { kind: 'sqlite', file: sqlite[1]! };
  if (/^mssql:\/\//.test(database)) return { kind: 'mssql', url: database, migrations: 'require' };
  const message = 'names no database we know; write sqlite:PATH or mssql://user:password@host:1433/database?encrypt=true';
  throw new ConfigurationError([{ file: 'configuration', line: null, path: 'database', message }]);
}
