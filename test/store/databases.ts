import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { Store } from '../../src/domain/store.js';
import { mssqlOptions } from '../../src/store/mssql-connection.js';
import { openStore, type StoreOptions } from '../../src/store/open.js';

/** A database of its own, empty. */
export interface TestDatabase {
  options: StoreOptions;
  drop(): Promise<void>;
}

/** Every database the contract is tried on: SQLite always, SQL Server where `TEST_MSSQL_URL` names one. */
export const databases: { name: string; create: () => Promise<TestDatabase> }[] = [
  { name: 'sqlite', create: createSqlite },
  ...(process.env.TEST_MSSQL_URL === undefined
    ? []
    : [{ name: 'mssql', create: () => createMssql(serverUrlOf(process.env.TEST_MSSQL_URL!)) }]),
];

/** A test server rarely has a certificate anybody trusts: unless its address says otherwise, the connection is not encrypted. */
export function serverUrlOf(address: string): string {
  const url = new URL(address);
  if (!url.searchParams.has('encrypt')) url.searchParams.set('encrypt', 'false');
  if (!url.searchParams.has('trustServerCertificate')) url.searchParams.set('trustServerCertificate', 'true');
  return url.href;
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'bookledger-store-'));
  return {
    options: { kind: 'sqlite', file: join(folder, 'store.db') },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function createMssql(serverUrl: string): Promise<TestDatabase> {
  const name = `store_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  return { options: { kind: 'mssql', url: url.href }, drop: () => dropMssql(serverUrl, name) };
}

/** Connections of a closed pool may linger for a moment. */
async function dropMssql(serverUrl: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await onServer(serverUrl, `DROP DATABASE ${name}`);
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const server = await new DataSource(mssqlOptions(serverUrl)).initialize();
  try {
    await server.query(statement);
  } finally {
    await server.destroy();
  }
}

/** What a test of the contract works with. */
export interface StoreUnderTest {
  store: Store;
  database: TestDatabase;
}

/** Declares the same tests on every database; each test has an empty store of its own. */
export function describeStore(subject: string, declare: (under: StoreUnderTest) => void): void {
  describe.each(databases)(`${subject} ($name)`, ({ create }) => {
    const under = {} as StoreUnderTest;

    beforeEach(async () => {
      under.database = await create();
      under.store = await openStore(under.database.options);
    });

    afterEach(async () => {
      await under.store.close();
      await under.database.drop();
    });

    declare(under);
  });
}
