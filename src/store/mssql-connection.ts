import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { mssqlDialect } from './dialect.js';
import { persistently, type Connection, type Session } from './session.js';
import type { Sql } from './sql.js';
import { usualTuning, type StoreTuning } from './tuning.js';

const defaultPoolSize = 10;

/**
 * Opens a pool. `url` is `mssql://user:password@host:port/database?encrypt=true&trustServerCertificate=false&poolSize=10`; the
 * connection is encrypted and the certificate checked unless it says otherwise.
 */
export async function openMssql(url: string, tuning: StoreTuning): Promise<Connection> {
  const dataSource = new DataSource(mssqlOptions(url, tuning));
  await dataSource.initialize();
  return new MssqlConnection(dataSource, tuning.busyMs);
}

/** What the address says, in TypeORM's words. Throws TypeError on anything that is not an address. */
export function mssqlOptions(url: string, { statementMs } = usualTuning): DataSourceOptions {
  const parsed = new URL(url);
  const poolSize = Number(parsed.searchParams.get('poolSize') ?? defaultPoolSize);
  return {
    type: 'mssql',
    host: parsed.hostname,
    port: Number(parsed.port || 1433),
    username: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    options: {
      encrypt: parsed.searchParams.get('encrypt') !== 'false',
      trustServerCertificate: parsed.searchParams.get('trustServerCertificate') === 'true',
    },
    pool: { max: poolSize, min: 0 },
    requestTimeout: statementMs,
    logging: false,
  };
}

/** Each statement, and each transaction, has a connection of the pool to itself. */
class MssqlConnection implements Connection {
  readonly dialect = mssqlDialect;

  constructor(
    private readonly dataSource: DataSource,
    /** How long a transaction that lost to another is run again. */
    private readonly busyMs: number,
  ) {}

  all<R>(statement: Sql): Promise<R[]> {
    return this.withRunner((runner) => sessionOn(runner).all<R>(statement));
  }

  run(statement: Sql): Promise<number> {
    return this.withRunner((runner) => sessionOn(runner).run(statement));
  }

  runEach(statements: readonly Sql[]): Promise<number> {
    return this.atomic((session) => session.runEach(statements));
  }

  atomic<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.withRunner((runner) => inTransaction(runner, work));
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }

  /** A statement or a whole transaction is run again when the server chose it to give way: nothing of it has happened then. */
  private withRunner<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    return persistently(this.dialect, this.busyMs, async () => {
      const runner = this.dataSource.createQueryRunner();
      try {
        return await work(runner);
      } finally {
        await runner.release();
      }
    });
  }
}

/** The level is said every time: a pooled connection may still have another's. */
async function inTransaction<T>(runner: QueryRunner, work: (session: Session) => Promise<T>): Promise<T> {
  await runner.startTransaction('READ COMMITTED');
  try {
    const result = await work(sessionOn(runner));
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // A deadlock's victim is rolled back by the server already; what matters is the first error.
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  }
}

function sessionOn(runner: QueryRunner): Session {
  const session: Session = {
    dialect: mssqlDialect,
    all: async (statement) => (await runner.query(mssqlDialect.text(statement), [...statement.values], true)).records ?? [],
    run: async (statement) => (await runner.query(mssqlDialect.text(statement), [...statement.values], true)).affected ?? 0,
    runEach: (statements) => runEachOn(session, statements),
    atomic: (work) => work(session),
  };
  return session;
}

async function runEachOn(session: Session, statements: readonly Sql[]): Promise<number> {
  let touched = 0;
  for (const statement of statements) touched += await session.run(statement);
  return touched;
}
