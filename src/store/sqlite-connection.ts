import { setImmediate as nextTurn } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import type { Database } from 'better-sqlite3';
import { sqliteDialect } from './dialect.js';
import { persistently, type Connection, type Flush, type Session } from './session.js';
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
 * WAL lets other processes read while one writes. FULL flushes a commit to the disk (see {@link Flush}): an intent to create an invoice must still be
 * known after a power cut, or the invoice would be made a second time. (A killed process loses nothing either way.) An item's row is about
 * 2 KB, of which a page of 8 KB holds more than pages of 4 KB do. 64 MB of pages stay in
 * memory, and up to 32 MB in the log before they go to their places: a first import changes the same pages many times.
 */
function prepareDatabase(database: Database): void {
  database.pragma('page_size = 8192');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 4000');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = MEMORY');
}

/** Work that wants to be committed, and how its caller is told. */
interface Waiting {
  work: (session: Session) => Promise<unknown>;
  flush: Flush;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * TypeORM shares one SQLite connection among all callers, so a statement of one would land in the transaction of another and be
 * rolled back with it. Hence one caller at a time: every statement and every transaction waits for its turn, reads too.
 *
 * A commit waits for the disk. Callers who wait to write at the same time therefore share one commit: each works behind a savepoint of its
 * own, one after the other, and none is told of its success before the commit is done.
 */
class SqliteConnection implements Connection {
  readonly dialect = sqliteDialect;
  private readonly inside: Session;
  private readonly waiting: Waiting[] = [];
  private lastTurn: Promise<unknown> = Promise.resolve();
  private flush: Flush = 'now';

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
    return this.atomic((session) => session.run(statement));
  }

  atomic<T>(work: (session: Session) => Promise<T>, flush: Flush = 'now'): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, flush, resolve: resolve as Waiting['resolve'], reject });
      // Whoever comes before that turn goes with the first in line.
      if (this.waiting.length === 1) void this.inTurn(() => this.commitWaiting());
    });
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
  private async commitWaiting(): Promise<void> {
    const group = this.waiting.splice(0);
    try {
      await this.flushing(group.some(({ flush }) => flush === 'now') ? 'now' : 'later');
      await this.patiently(() => this.runner.query('BEGIN IMMEDIATE'));
      const answers: (() => void)[] = [];
      for (const one of group) {
        answers.push(await this.behindSavepoint(one));
        // SQLite works in this thread: requests under way get a turn too.
        await nextTurn();
      }
      await this.runner.query('COMMIT');
      for (const answer of answers) answer();
    } catch (error) {
      // A full disk may have ended the transaction already; what matters is the first error.
      await this.runner.query('ROLLBACK').catch(() => undefined);
      for (const { reject } of group) reject(error);
    }
  }

  /** A flush takes everything along that was committed before it. */
  private async flushing(flush: Flush): Promise<void> {
    if (flush === this.flush) return;
    await this.runner.query(`PRAGMA synchronous = ${flush === 'now' ? 'FULL' : 'NORMAL'}`);
    this.flush = flush;
  }

  /** Undoes the work alone when it fails. Throws when that is not possible: then the whole transaction is lost. */
  private async behindSavepoint({ work, resolve, reject }: Waiting): Promise<() => void> {
    await this.runner.query('SAVEPOINT work');
    try {
      const result = await work(this.inside);
      await this.runner.query('RELEASE work');
      return () => resolve(result);
    } catch (error) {
      await this.runner.query('ROLLBACK TO work').catch(() => Promise.reject(error));
      await this.runner.query('RELEASE work');
      return () => reject(error);
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
