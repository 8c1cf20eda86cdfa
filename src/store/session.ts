import type { Dialect } from './dialect.js';
import type { Sql } from './sql.js';

/**
 * When a commit must be on the disk: `now`, before anybody is told of it, or `later`, with the next one that must or a moment after. `later` is
 * for what a crash may undo because the next cycle reads, maps or looks for it again. Commits keep their order, so what is left is always
 * a whole past state. SQL Server always flushes.
 */
export type Flush = 'now' | 'later';

/** One way to the database: outside of a transaction, or inside one. */
export interface Session {
  readonly dialect: Dialect;
  /** The rows of a SELECT. */
  all<R>(statement: Sql): Promise<R[]>;
  /** Runs an INSERT, UPDATE or DELETE. Returns how many rows it touched. */
  run(statement: Sql): Promise<number>;
  /** Runs several such statements, one after the other, together. Returns how many rows they touched; the first that fails ends it. */
  runEach(statements: readonly Sql[]): Promise<number>;
  /** Runs the work in a transaction: this one when there is one already. Whatever it throws rolls all of it back. */
  atomic<T>(work: (session: Session) => Promise<T>, flush?: Flush): Promise<T>;
}

/** A connection, or a pool of them. */
export interface Connection extends Session {
  close(): Promise<void>;
}

/** The first row, if any. */
export async function first<R>(session: Session, statement: Sql): Promise<R | null> {
  const rows = await session.all<R>(statement);
  return rows[0] ?? null;
}

/** The number a `SELECT count(*) AS total` found. */
export async function countOf(session: Session, statement: Sql): Promise<number> {
  const row = await first<{ total: number | string }>(session, statement);
  return Number(row?.total ?? 0);
}

/** Inserts, or says `false` when the key is taken. */
export async function inserted(session: Session, statement: Sql): Promise<boolean> {
  try {
    await session.run(statement);
    return true;
  } catch (error) {
    if (session.dialect.isDuplicate(error)) return false;
    throw error;
  }
}

/**
 * Insert or update in the form that holds on both databases: UPDATE, and where no row was there INSERT; where somebody else
 * inserted meanwhile, UPDATE again.
 */
export async function upsert(session: Session, update: Sql, insert: Sql): Promise<void> {
  if ((await session.run(update)) > 0) return;
  if (!(await inserted(session, insert))) await session.run(update);
}

/** Somebody changed what this transaction read and was about to write: it has to be run again from its start. */
export class StaleReadError extends Error {
  override readonly name = 'StaleReadError';
}

/** Runs the work again while the database says it was busy, each time after a longer, uneven pause; gives up after `limitMs`. */
export async function persistently<T>(dialect: Dialect, limitMs: number, work: () => Promise<T>): Promise<T> {
  const startedAtMs = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const passes = error instanceof StaleReadError || dialect.isTransient(error);
      if (!passes || performance.now() - startedAtMs > limitMs) throw error;
      await pause(Math.min(200, 2 ** attempt) * (0.5 + Math.random()));
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
