import { findConfigFile, loadConfig } from '../config.js';
import { migrationScript } from '../store/migrate.js';
import { migrate } from '../store/open.js';
import { storeOptionsOf } from '../store/options.js';
import { RequestError } from '../domain/errors.js';
import { print } from './table.js';
import type { CommonOptions } from './session.js';

/** Brings the database up to this program's schema, or with `--sql` prints the script for a database administrator. */
export async function migrateDatabase(options: CommonOptions & { sql?: string | boolean }): Promise<void> {
  if (options.sql !== undefined && options.sql !== false)
    return void process.stdout.write(`${migrationScript(dialectOf(options))}\n`);
  const store = storeOptionsOf(loadConfig(findConfigFile(options.config)).config.database);
  const applied = await migrate(store);
  print(options.json, { applied }, () =>
    applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`,
  );
}

function dialectOf(options: CommonOptions & { sql?: string | boolean }): 'sqlite' | 'mssql' {
  if (options.sql === 'mssql' || options.sql === 'sqlite') return options.sql;
  if (typeof options.sql === 'string')
    throw new RequestError('invalid', `"${options.sql}" is not a database. Write --sql mssql or --sql sqlite.`);
  return storeOptionsOf(loadConfig(findConfigFile(options.config)).config.database).kind;
}
