import { DatabaseError, RequestError, messageOf } from '../domain/errors.js';
import type { Store, StoreTransaction } from '../domain/store.js';
import { systemClock, type Clock } from '../domain/time.js';
import { appointmentStore } from './appointments.js';
import { auditStore } from './audit.js';
import { creationStore } from './creations.js';
import { cursorStore } from './cursors.js';
import { invoiceStore } from './invoices.js';
import { itemStore } from './items.js';
import { leaseStore } from './leases.js';
import { holdLinkVersion, readLinkVersion } from './link-versions.js';
import { listStore } from './list.js';
import { applyMigrations, findPending, nameOf } from './migrate.js';
import { partyLinkStore } from './party-links.js';
import { questionStore } from './questions.js';
import { runStore } from './runs.js';
import { serviceLinkStore } from './service-links.js';
import type { Connection, Session } from './session.js';
import { openSqlite } from './sqlite-connection.js';
import { usualTuning, type StoreTuning } from './tuning.js';

/** Where the store lives. */
export type StoreOptions = (
  | { kind: 'sqlite'; /** Path of the file; created when absent. */ file: string }
  | { kind: 'mssql'; /** `mssql://user:password@host:port/database?encrypt=true` */ url: string }
) & {
  /** `apply` (default): opening brings the schema up to date. `require`: opening fails unless {@link migrate} did. */
  migrations?: 'apply' | 'require';
  /** What differs from {@link usualTuning}. */
  tuning?: Partial<StoreTuning>;
};

/**
 * Opens the store. Throws RequestError when the schema is newer than this program, or older and `migrations` is `require`.
 * On SQLite one call runs at a time; inside a transaction use only what it hands you, anything else waits for the transaction to end.
 */
export async function openStore(options: StoreOptions, clock: Clock = systemClock): Promise<Store> {
  const connection = await connect(options);
  try {
    if ((options.migrations ?? 'apply') === 'apply') await applyMigrations(connection, clock.now());
    else await refuseOldSchema(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const tuning = tuningOf(options);
  return {
    ...storesOn(connection, tuning),
    transaction: (work, flush) => connection.atomic((tx) => work(storesOn(tx, tuning)), flush),
    close: () => connection.close(),
  };
}

/** Brings the schema up to date. Returns the names of the steps it took. Throws RequestError when the schema is newer than this program. */
export function migrate(options: StoreOptions, clock: Clock = systemClock): Promise<string[]> {
  return withConnection(options, (connection) => applyMigrations(connection, clock.now()));
}

/** Names of the steps the schema still lacks. Throws RequestError when the schema is newer than this program. */
export function pendingMigrations(options: StoreOptions): Promise<string[]> {
  return withConnection(options, async (connection) => (await findPending(connection)).map(nameOf));
}

async function withConnection<T>(options: StoreOptions, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connect(options);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Throws DatabaseError: whoever starts the program should read a sentence, not the driver's stack. */
function connect(options: StoreOptions): Promise<Connection> {
  return openDriver(options).catch((error: unknown) => {
    const where = options.kind === 'sqlite' ? options.file : new URL(options.url).host;
    const todo =
      options.kind === 'sqlite'
        ? 'Check that it is a database of this program, and that this user may write it and its folder.'
        : 'Check that the server runs and may be reached from here, and the user, password and database under "database".';
    throw new DatabaseError(`The database ${where} cannot be opened: ${messageOf(error)}. ${todo}`, { cause: error });
  });
}

/** Of the two drivers only the one in use is loaded. */
async function openDriver(options: StoreOptions): Promise<Connection> {
  if (options.kind === 'sqlite') return openSqlite(options.file, tuningOf(options));
  const { openMssql } = await import('./mssql-connection.js');
  return openMssql(options.url, tuningOf(options));
}

async function refuseOldSchema(connection: Connection): Promise<void> {
  const pending = await findPending(connection);
  if (pending.length === 0) return;
  throw new RequestError('invalid', `The database lacks ${pending.map(nameOf).join(', ')}. Run "bookledger migrate" first.`);
}

function tuningOf({ tuning }: StoreOptions): StoreTuning {
  return { ...usualTuning, ...tuning };
}

function storesOn(session: Session, tuning: StoreTuning): StoreTransaction {
  return {
    leases: leaseStore(session),
    cursors: cursorStore(session),
    appointments: appointmentStore(session, (tx) => storesOn(tx, tuning), tuning),
    items: itemStore(session, tuning),
    links: {
      version: (companyId) => readLinkVersion(session, companyId),
      holdVersion: (companyId, version) => holdLinkVersion(session, companyId, version),
      ...partyLinkStore(session),
      ...serviceLinkStore(session),
      ...questionStore(session),
      ...creationStore(session),
    },
    invoices: invoiceStore(session),
    runs: runStore(session),
    audit: auditStore(session),
    list: listStore(session),
  };
}
