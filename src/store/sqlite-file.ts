import { open, type FileHandle } from 'node:fs/promises';
import type { Database, Statement } from 'better-sqlite3';
import { DataSource } from 'typeorm';
import type { SqlValue } from './sql.js';

/** A statement and the values it is run with, once for each row. */
export interface SqliteStatement {
  text: string;
  rows: readonly (readonly SqlValue[])[];
}

/** An open SQLite file. */
export interface SqliteFile {
  /** The rows of one statement. */
  rows<R>(text: string, values?: readonly SqlValue[]): Promise<R[]>;
  /** Runs statements one after the other; returns how many rows they touched. The first that fails ends it. */
  run(statements: readonly SqliteStatement[]): Promise<number>;
  /** Ends when everything committed before is on the disk. The disk is waited for outside of this thread. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** How long SQLite itself waits for another process. Short, because nothing else happens in this process meanwhile. */
const blockingWaitMs = 100;
/** Statements are few, but updates name only the columns that changed. */
const preparedStatements = 150;

/**
 * WAL lets other processes read while one writes. NORMAL keeps the file whole whatever happens; what has to be on the disk is flushed by
 * {@link SqliteFile.flush}, which syncs the log as FULL would, but not in this thread. An item's row is about 2.5 KB, of which a page of
 * 8 KB holds more than pages of 4 KB do. 16 MB of pages stay in memory, and up to 64 MB in the log before they go to their places: a first import
 * changes the same pages many times.
 */
function prepareDatabase(database: Database): void {
  database.pragma('page_size = 8192');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('wal_autocheckpoint = 8000');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -16384');
  database.pragma('temp_store = MEMORY');
}

/**
 * Opens the file, creating it when absent; `waitWhileBusy` is given the opening and repeats it while another process is at the file. Statements go
 * to TypeORM's one connection as they are: its query runner would cost more than most of them.
 */
export async function openSqliteFile(
  file: string,
  waitWhileBusy: (open: () => Promise<unknown>) => Promise<unknown>,
): Promise<SqliteFile> {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database: file,
    timeout: blockingWaitMs,
    prepareDatabase,
    logging: false,
  });
  await waitWhileBusy(() => dataSource.initialize());
  const { databaseConnection } = dataSource.driver as unknown as { databaseConnection: Database };
  const prepared = new Map<string, Statement>();
  const log = openLog(file);

  function prepare(text: string): Statement {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    if (prepared.size >= preparedStatements) prepared.clear();
    const statement = databaseConnection.prepare(text);
    prepared.set(text, statement);
    return statement;
  }

  return {
    rows: async <R>(text: string, values: readonly SqlValue[] = []) => {
      const statement = prepare(text);
      if (statement.reader) return statement.all(...values) as R[];
      statement.run(...values);
      return [];
    },
    run: async (statements) => {
      let touched = 0;
      for (const { text, rows } of statements) {
        const statement = prepare(text);
        for (const values of rows) touched += statement.run(...values).changes;
      }
      return touched;
    },
    flush: log.flush,
    close: async () => {
      await log.close();
      await dataSource.destroy();
    },
  };
}

/** The log beside a file. It is there as long as the file is open. */
function openLog(file: string): { flush(): Promise<void>; close(): Promise<void> } {
  let handle: FileHandle | null = null;
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  async function sync(): Promise<void> {
    handle ??= await open(`${file}-wal`, 'r+');
    await handle.datasync();
  }

  return {
    // One that is under way may have begun before the last commit, so that takes the next one, together with all who come until then.
    flush: () => {
      next ??= running
        .catch(() => {})
        .then(() => {
          next = null;
          return (running = sync());
        });
      return next;
    },
    close: async () => {
      await (next ?? running).catch(() => {});
      await handle?.close();
    },
  };
}
