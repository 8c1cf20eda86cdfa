import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, DatabaseLostError } from '../domain/errors.js';
import { sqliteDialect } from './dialect.js';
import { persistently, type Connection, type Flush, type Session } from './session.js';
import type { Sql } from './sql.js';
import { usualTuning } from './tuning.js';
import { openSqliteFile, type SqliteFile, type SqliteStatement } from './sqlite-file.js';

/** How long a commit may be put off that need not be on the disk at once (see {@link Flush}): longer where commits take long, up to a limit. */
const laterMs = 500;
const longestLaterMs = 2_000;
/** A commit should take at most this share of the time. */
const commitShare = 0.1;
/** How long the lock is left alone after it was held for that long. */
const gapMs = 5;

/** Opens the file, creating it when absent. */
export async function openSqlite(path: string, { busyMs } = usualTuning): Promise<Connection> {
  return new SqliteConnection(await openSqliteFile(path, (open) => persistently(sqliteDialect, busyMs, open)), busyMs);
}

/** Work that wants to be committed, and how its caller is told. */
interface Waiting {
  work: (session: Session) => Promise<unknown>;
  flush: Flush;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/** A transaction that has begun and is not committed yet. */
interface OpenTransaction {
  sinceMs: number;
  /** Some caller was told of its success already: from here on the transaction must not be lost while this process goes on. */
  isTold: boolean;
}

/**
 * TypeORM shares one SQLite connection among all callers, so a statement of one would land in the transaction of another and be
 * rolled back with it. Hence one caller at a time: every statement and every transaction waits for its turn, reads too.
 *
 * A commit writes every page that changed and waits for the disk, so callers share commits: each works behind a savepoint of its own, one
 * after the other. Who must be on the disk is told of its success after the commit; who may come `later` is told at once, and its
 * work is committed with the next that must, or a moment later. Whatever the process has told anybody is therefore a prefix of what is done,
 * and a commit that fails after that ends the use of this connection (decision record 014).
 */
class SqliteConnection implements Connection {
  readonly dialect = sqliteDialect;
  private readonly inside: Session;
  private readonly waiting: Waiting[] = [];
  private lastTurn: Promise<unknown> = Promise.resolve();
  private open: OpenTransaction | null = null;
  private timer: NodeJS.Timeout | null = null;
  private lost: DatabaseLostError | null = null;
  private holdMs = laterMs;

  constructor(
    private readonly file: SqliteFile,
    /** How long we try again while another process writes. */
    private readonly busyMs: number,
  ) {
    this.inside = sessionOn(file);
  }

  all<R>(statement: Sql): Promise<R[]> {
    return this.inTurn(() => this.patiently(() => this.inside.all<R>(statement)));
  }

  run(statement: Sql): Promise<number> {
    return this.atomic((session) => session.run(statement));
  }

  runEach(statements: readonly Sql[]): Promise<number> {
    return this.atomic((session) => session.runEach(statements));
  }

  atomic<T>(work: (session: Session) => Promise<T>, flush: Flush = 'now'): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, flush, resolve: resolve as Waiting['resolve'], reject });
      // Whoever comes before that turn goes with the first in line.
      if (this.waiting.length === 1) void this.inTurn(() => this.workWaiting());
    });
  }

  async close(): Promise<void> {
    await this.inTurn(async () => {
      await this.commit().finally(() => this.file.close());
    });
  }

  /** Nothing of a second caller runs before the first one has finished, whether well or not. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  private async workWaiting(): Promise<void> {
    const group = this.waiting.splice(0);
    try {
      await this.begin();
      const answers: (() => void)[] = [];
      for (const one of group) {
        answers.push(await this.behindSavepoint(one));
        // Requests under way get a turn too.
        await nextTurn();
      }
      if (group.some(({ flush }) => flush === 'now')) {
        await this.commit();
        this.answerOnceFlushed(group, answers);
        return;
      }
      if (this.isHeldLong()) await this.commit();
      else this.commitSoon();
      for (const answer of answers) answer();
    } catch (error) {
      await this.giveUp(error);
      for (const { reject } of group) reject(inSentences(error));
    }
  }

  /** Others go on meanwhile: commits keep their order on the disk too. */
  private answerOnceFlushed(group: readonly Waiting[], answers: readonly (() => void)[]): void {
    this.file.flush().then(
      () => answers.forEach((answer) => answer()),
      (error: unknown) => {
        this.lost ??= new DatabaseLostError(lostSentence(error), { cause: error });
        for (const { reject } of group) reject(error);
      },
    );
  }

  /** IMMEDIATE takes the write lock at the start, where waiting is safe: a transaction that has begun never has to give up. */
  private async begin(): Promise<void> {
    if (this.lost !== null) throw this.lost;
    if (this.open !== null) return;
    await this.patiently(() => this.file.rows('BEGIN IMMEDIATE'));
    this.open = { sinceMs: performance.now(), isTold: false };
  }

  private isHeldLong(): boolean {
    return this.open !== null && performance.now() - this.open.sinceMs >= this.holdMs;
  }

  private commitSoon(): void {
    if (this.open !== null) this.open.isTold = true;
    this.timer ??= setTimeout(
      () => void this.inTurn(() => this.commit().catch((error: unknown) => this.giveUp(error))),
      this.holdMs,
    );
  }

  private async commit(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.open === null) return;
    const heldLong = this.isHeldLong();
    const startedMs = performance.now();
    await this.file.rows('COMMIT');
    this.holdMs = Math.min(longestLaterMs, Math.max(laterMs, (performance.now() - startedMs) / commitShare));
    this.open = null;
    // Other processes poll for the lock: one that is held again and again leaves them a gap.
    if (heldLong) await pause(gapMs);
  }

  /** A full disk may have ended the transaction already; what matters is the first error. */
  private async giveUp(error: unknown): Promise<void> {
    await this.file.rows('ROLLBACK').catch(() => undefined);
    if (this.open?.isTold === true) this.lost = new DatabaseLostError(lostSentence(error), { cause: error });
    this.open = null;
  }

  /** Undoes the work alone when it fails. Throws when that is not possible: then the whole transaction is lost. */
  private async behindSavepoint({ work, resolve, reject }: Waiting): Promise<() => void> {
    await this.file.rows('SAVEPOINT work');
    try {
      const result = await work(this.inside);
      await this.file.rows('RELEASE work');
      return () => resolve(result);
    } catch (error) {
      await this.file.rows('ROLLBACK TO work').catch(() => Promise.reject(error));
      await this.file.rows('RELEASE work');
      return () => reject(inSentences(error));
    }
  }

  private patiently<T>(work: () => Promise<T>): Promise<T> {
    return persistently(this.dialect, this.busyMs, work);
  }
}

/** What happens inside a turn. */
function sessionOn(file: SqliteFile): Session {
  const session: Session = {
    dialect: sqliteDialect,
    all: (statement) => file.rows(sqliteDialect.text(statement), statement.values),
    run: (statement) => file.run(requestOf([statement])),
    runEach: (statements) => file.run(requestOf(statements)),
    atomic: (work) => work(session),
  };
  return session;
}

/** Statements of one text follow each other as rows of it. */
function requestOf(statements: readonly Sql[]): SqliteStatement[] {
  const request: { text: string; rows: Sql['values'][] }[] = [];
  let parts: Sql['parts'] | null = null;
  for (const statement of statements) {
    if (statement.parts === parts) request.at(-1)!.rows.push(statement.values);
    else request.push({ text: sqliteDialect.text(statement), rows: [statement.values] });
    parts = statement.parts;
  }
  return request;
}

/** A disk that is full is nobody's bug: it is told with what to do, and without the driver's stack. */
function inSentences(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'SQLITE_FULL') return error;
  const said = `The database could not be written (${error.message}). Nothing of this was kept; free the disk, then repeat it.`;
  return new DatabaseError(said, { cause: error });
}

function lostSentence(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `The database could not be written (${why}). What was worked on last is undone; free the disk or repair the file, then start the program again.`;
}
