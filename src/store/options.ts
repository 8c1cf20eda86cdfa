import { ConfigurationError } from '../domain/errors.js';
import type { StoreOptions } from './open.js';

/**
 * The store a connection text names: `sqlite:PATH` or `mssql://user:password@host:port/database`. SQLite brings its schema up to date by itself; SQL
 * Server waits for `bookledger migrate`, so that the running program needs no right to change tables. Throws ConfigurationError.
 */
export function storeOptionsOf(database: string): StoreOptions {
  const message = faultOfDatabase(database);
  if (message !== null) throw new ConfigurationError([{ file: 'configuration', line: null, path: 'database', message }]);
  const sqlite = /^sqlite:(.+)$/.exec(database);
  return sqlite !== null ? { kind: 'sqlite', file: sqlite[1]! } : { kind: 'mssql', url: database, migrations: 'require' };
}

/** What is wrong with a connection text, in words and without repeating it, for it may hold a password; null when nothing is. */
export function faultOfDatabase(database: string): string | null {
  if (/^sqlite:.+$/.test(database)) return null;
  if (!/^mssql:\/\//.test(database))
    return 'names no database we know; write sqlite:PATH or mssql://user:password@host:1433/database?encrypt=true';
  if (!URL.canParse(database) || !isDecodable(database))
    return 'is not an address; write mssql://user:password@host:1433/database, with special characters of the password percent-encoded (% is %25, # is %23, / is %2F)';
  const { hostname, pathname } = new URL(database);
  if (hostname === '' || pathname.length < 2)
    return 'lacks the server or the database; write mssql://user:password@host:1433/database';
  return null;
}

/** `%` must be followed by two hexadecimal digits that make a character. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
