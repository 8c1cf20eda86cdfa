import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { sortColumns, views, type ItemQuery } from '../../src/domain/filter.js';
import type { Store } from '../../src/domain/store.js';
import { isNumberColumn } from '../../src/store/columns.js';
import { sqliteDialect } from '../../src/store/dialect.js';
import { orderedKeys } from '../../src/store/list.js';
import { openStore } from '../../src/store/open.js';
import type { Session } from '../../src/store/session.js';
import { readyItems } from './arrange.js';
import { auditEntry, noon } from './builders.js';
import { databases, type TestDatabase } from './databases.js';

const run = promisify(execFile);

describe('the store on SQLite', () => {
  let database: TestDatabase;
  let file: string;
  let store: Store;

  beforeEach(async () => {
    database = await databases[0]!.create();
    if (database.options.kind !== 'sqlite') throw new Error('The first database is SQLite.');
    file = database.options.file;
    store = await openStore(database.options);
  });

  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  /** A second, plain connection to the same file. */
  async function onFile<T>(work: (source: DataSource) => Promise<T>): Promise<T> {
    const source = await new DataSource({ type: 'better-sqlite3', database: file }).initialize();
    try {
      return await work(source);
    } finally {
      await source.destroy();
    }
  }

  it('knows which columns hold numbers: an UPDATE of several rows on SQL Server casts each value by that', async () => {
    const tables = ['appointments', 'items', 'invoices', 'invoice_lines', 'party_links', 'service_links'];
    const columns = await onFile(async (source) => {
      const found: { name: string; type: string }[][] = [];
      for (const table of tables) found.push(await source.query(`PRAGMA table_info(${table})`));
      return found.flat();
    });

    const numbers = columns.filter(({ type }) => type.toLowerCase() !== 'text').map(({ name }) => name);

    expect(columns.filter(({ name }) => isNumberColumn(name)).map(({ name }) => name)).toEqual(numbers);
    expect(numbers).toContain('sort_amount');
  });

  it('keeps a write made beside a transaction that is rolled back', async () => {
    const inside = gate();
    const failing = store.transaction(async (tx) => {
      await tx.cursors.save('inside', 'lost', noon);
      await inside.opened;
      throw new Error('Nothing of this.');
    });
    const beside = store.cursors.save('beside', 'kept', noon);

    inside.open();

    await expect(failing).rejects.toThrow('Nothing of this.');
    await beside;
    expect(await store.cursors.read('beside')).toBe('kept');
    expect(await store.cursors.read('inside')).toBeNull();
  });

  it('commits those who wait together, and undoes only the one of them that fails', async () => {
    const written = await Promise.allSettled([
      store.cursors.save('first', 'kept', noon),
      store.transaction(async (tx) => {
        await tx.cursors.save('second', 'lost', noon);
        throw new Error('Nothing of this.');
      }),
      store.cursors.save('third', 'kept', noon),
    ]);

    expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await Promise.all(['first', 'second', 'third'].map((name) => store.cursors.read(name)))).toEqual([
      'kept',
      null,
      'kept',
    ]);
  });

  it('tells nobody of success while the commit is not done', async () => {
    const inside = gate();
    const told: string[] = [];
    const early = store.cursors.save('early', 'value', noon).then(() => told.push('early'));
    const late = store.transaction(async (tx) => {
      await inside.opened;
      told.push(`late sees ${await tx.cursors.read('early')}`);
    });

    inside.open();
    await Promise.all([early, late]);

    expect(told).toEqual(['late sees value', 'early']);
  });

  it('shows nothing of a transaction before it is committed, nor makes two of them meet', async () => {
    const inside = gate();
    const order: string[] = [];
    const first = store.transaction(async (tx) => {
      await tx.cursors.save('name', 'first', noon);
      await inside.opened;
      order.push('first');
    });
    const second = store.transaction(async (tx) => {
      order.push(`second sees ${await tx.cursors.read('name')}`);
    });

    inside.open();
    await Promise.all([first, second]);

    expect(order).toEqual(['first', 'second sees first']);
  });

  it('refuses to change or remove an entry of the audit, whoever asks', async () => {
    await store.audit.append([auditEntry()]);

    await onFile(async (source) => {
      await expect(source.query(`UPDATE audit SET actor = 'nobody'`)).rejects.toThrow('only ever added to');
      await expect(source.query('DELETE FROM audit')).rejects.toThrow('only ever added to');
    });

    expect((await store.audit.list({}, 0, 10)).total).toBe(1);
  });

  it('reads every view in every order along an index, without sorting', async () => {
    const session = { dialect: sqliteDialect } as Session;
    const sorted: string[] = [];

    await onFile(async (source) => {
      for (const view of views) {
        for (const column of sortColumns) {
          for (const direction of ['ascending', 'descending'] as const) {
            const query: ItemQuery = { view, filters: [], search: '', sort: { column, direction } };
            const statement = orderedKeys(session, query, noon, { columns: ['id'], where: [] });
            const plan = await explain(source, statement);
            if (!plan.includes(`ix_items_by_`) || plan.includes('TEMP B-TREE')) sorted.push(`${view} by ${column}: ${plan}`);
          }
        }
      }
    });

    expect(sorted).toEqual([]);
  });

  it('is shared by several processes: each item is claimed by one of them, and none gives up', async () => {
    const count = 40;
    await readyItems(store, count);
    const claim = (name: string) =>
      run(process.execPath, [
        '--no-warnings',
        '--import',
        pathOf('typescript-loader.mjs'),
        pathOf('claiming-process.ts'),
        file,
        name,
        String(count),
      ]);

    const outputs = await Promise.all([claim('one'), claim('two')]);

    const claimed = outputs.map(({ stdout }) => Number(stdout));
    expect(claimed[0]! + claimed[1]!).toBe(count);
    expect((await store.list.counts(noon)).drafted).toBe(count);
  });
});

async function explain(source: DataSource, statement: Parameters<typeof sqliteDialect.text>[0]): Promise<string> {
  const steps: { detail: string }[] = await source.query(`EXPLAIN QUERY PLAN ${sqliteDialect.text(statement)}`, [
    ...statement.values,
  ]);
  return steps.map(({ detail }) => detail).join('; ');
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Something to wait for until it is opened. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
