import { DataSource, type QueryRunner } from 'typeorm';
import type { Database } from 'better-sqlite3';
import { sqliteDialect } from './dialect.js';
import { persistently, type Connection, type Session } from './session.js';
import type { Sql } from './sql.js';

/** How long SQLite itself waits for another process. Short, because nothing else happens in this process meanwhile. */
const blockingWaitMs = 100;
/** How long we try again, leaving this process free between attempts. */
const busyLimitMs = 30_000;
/** Statements are few, but updates name only the columns that changed. */
const preparedStatements = 500;

/** Opens the file, creating it when absent. */
export async function openSqlite(file: string): Promise<Connection> {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database: file,
    timeout: blockingWaitMs,
    statementCacheSize: preparedStatements,
    prepareDatabase,
    logging: false,
  });
  await persistently(sqliteDialect, busyLimitMs, () => dataSource.initialize());
  return new SqliteConnection(dataSource, dataSource.createQueryRunner());
}

/**
 * WAL lets other processes read while one writes. FULL flushes every commit to the disk: an intent to create an invoice must still be
 * known after a power cut, or the invoice would be made a second time. (A killed process loses nothing either way.) An item's row is about
 * 2 KB, of which a page of 8 KB holds more than pages of 4 KB do. 64 MB of pages stay in memory.
 */
function prepareDatabase(database: Database): void {
  database.pragma('page_size = 8192');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = MEMORY');
}

/**
 * TypeORM shares one SQLite connection among all callers, so a statement of one would land in the transaction of another and be
 * rolled back with it. Hence one caller at a time: every statement and every transaction waits for its turn, reads too.
 */
class SqliteConnection implements Connection {
  readonly dialect = sqliteDialect;
  private readonly inside: Session;
  private lastTurn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly runner: QueryRunner,
  ) {
    this.inside = this.sessionInside();
  }

  all<R>(statement: Sql): Promise<R[]> {
    return this.inTurn(() => this.patiently(() => this.inside.all<R>(statement)));
  }

  run(statement: Sql): Promise<number> {
    return this.inTurn(() => this.patiently(() => this.inside.run(statement)));
  }

  atomic<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.inTurn(() => this.inTransaction(work));
  }

  async close(): Promise<void> {
    await this.inTurn(() => this.dataSource.destroy());
  }

  /** Nothing of a second caller runs before the first one has finished, whether well or not. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  /** IMMEDIATE takes the write lock at the start, where waiting is safe: a transaction that has begun never has to give up. */
  private async inTransaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    await this.patiently(() => this.runner.query('BEGIN IMMEDIATE'));
    try {
      const result = await work(this.inside);
      await this.runner.query('COMMIT');
      return result;
    } catch (error) {
      // A full disk may have ended the transaction already; what matters is the first error.
      await this.runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  private patiently<T>(work: () => Promise<T>): Promise<T> {
    return persistently(this.dialect, busyLimitMs, work);
  }

  private sessionInside(): Session {
    const { dialect, runner } = this;
    const session: Session = {
      dialect,
      all: async (statement) => (await runner.query(dialect.text(statement), [...statement.values], true)).records,
      run: async (statement) => (await runner.query(dialect.text(statement), [...statement.values], true)).affected ?? 0,
      atomic: (work) => work(session),
    };
    return session;
  }
}
