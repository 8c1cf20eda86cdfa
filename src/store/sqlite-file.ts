import type { SqlValue } from './sql.js';
import { takeThread } from './sqlite-threads.js';

/** A statement and the values it is run with, once for each row. */
export interface SqliteStatement {
  text: string;
  rows: readonly (readonly SqlValue[])[];
}

/** An open SQLite file, worked on by a thread of its own. Requests are answered in the order in which they are made. */
export interface SqliteFile {
  /** The rows of one statement. */
  rows<R>(text: string, values?: readonly SqlValue[]): Promise<R[]>;
  /** Runs statements one after the other; returns how many rows they touched. The first that fails ends it. */
  run(statements: readonly SqliteStatement[]): Promise<number>;
  close(): Promise<void>;
}

/** How long SQLite itself waits for another process; nothing else is done on the file meanwhile. */
const blockingWaitMs = 100;
/** Statements are few, but updates name only the columns that changed. */
const preparedStatements = 500;

/**
 * WAL lets other processes read while one writes. FULL flushes a commit to the disk: an intent to create an invoice must still be
 * known after a power cut, or the invoice would be made a second time. An item's row is about 2.5 KB, of which a page of 8 KB holds more
 * than pages of 4 KB do. 32 MB of pages stay in memory, and up to 64 MB in the log before they go to their places: a first import
 * changes the same pages many times.
 */
const pragmas = [
  'page_size = 8192',
  'journal_mode = WAL',
  'synchronous = FULL',
  'wal_autocheckpoint = 8000',
  'foreign_keys = ON',
  'cache_size = -32768',
  'temp_store = MEMORY',
];

/**
 * Opens the file, creating it when absent. Throws SqliteError; `waitWhileBusy` is given the opening and repeats it while another process is
 * at the file.
 */
export async function openSqliteFile(
  file: string,
  waitWhileBusy: (open: () => Promise<unknown>) => Promise<unknown>,
): Promise<SqliteFile> {
  const thread = takeThread();
  try {
    await waitWhileBusy(() => thread.ask({ open: { file, timeoutMs: blockingWaitMs, pragmas, preparedStatements } }));
  } catch (error) {
    thread.release();
    throw error;
  }
  return {
    rows: async <R>(text: string, values: readonly SqlValue[] = []) =>
      (await thread.ask({ statements: [{ text, rows: [values] }], wants: 'rows' })) as R[],
    run: async (statements) => (await thread.ask({ statements, wants: 'count' })) as number,
    close: async () => {
      await thread.ask({});
      thread.release();
    },
  };
}
