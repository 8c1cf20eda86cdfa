import { DataSource } from 'typeorm';
import { migrationScript, migrations } from '../../src/store/migrate.js';
import { mssqlOptions } from '../../src/store/mssql-connection.js';
import { migrate, openStore, pendingMigrations, type StoreOptions } from '../../src/store/open.js';
import { columnTypesOf } from '../../src/store/migrations/types.js';
import { invoiceStanding } from '../../src/store/migrations/007-invoice-standing.js';
import { payerTotals } from '../../src/store/migrations/009-payer-totals.js';
import { mapAll } from './arrange.js';
import { erpInvoice, invoice, noon, reading } from './builders.js';
import { databases, type TestDatabase } from './databases.js';

const names = [
  '001_leases_cursors_runs_audit',
  '002_invoices_links',
  '003_appointments_items_lines',
  '004_list_order_link_versions',
  '005_line_amounts_tax_rates',
  '006_sentences_of_runs',
  '007_invoice_standing',
  '008_audit_retention',
  '009_payer_totals',
  '010_credit_memos',
];

async function onDatabase<T>(options: StoreOptions, work: (source: DataSource) => Promise<T>): Promise<T> {
  const settings =
    options.kind === 'sqlite' ? ({ type: 'better-sqlite3', database: options.file } as const) : mssqlOptions(options.url);
  const source = await new DataSource(settings).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

describe.each(databases)('the schema ($name)', ({ create }) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await create();
  });

  afterEach(() => database.drop());

  it('is built from nothing, once', async () => {
    const before = await pendingMigrations(database.options);
    const applied = await migrate(database.options);
    const again = await migrate(database.options);

    expect([before, applied, again]).toEqual([names, names, []]);
    expect(await pendingMigrations(database.options)).toEqual([]);
  });

  it('is built once when two processes start together', async () => {
    const applied = await Promise.all([migrate(database.options), migrate(database.options)]);

    expect(applied.flat().sort()).toEqual(names);
  });

  it('finds where invoices of before stand', async () => {
    await migrate(database.options);
    const store = await openStore(database.options);
    const customer = { id: 'customer-1', number: 'C0001', name: 'Kim BERG' };
    const drafts = erpInvoice({ number: 'D-100' });
    const made = { push: 'created', draftNumber: 'D-100' } as const;
    await store.invoices.insert(invoice({ id: 'a', customer, expectedTotal: '12.5' }), []);
    await store.invoices.insert(invoice({ id: 'b', customer, ...made, erp: drafts }), []);
    await store.invoices.insert(invoice({ id: 'c', customer, ...made, erp: { ...drafts, status: 'open', number: 'P-1' } }), []);
    await store.invoices.insert(invoice({ id: 'd', customer, ...made, erp: { ...drafts, status: 'paid', number: 'P-2' } }), []);
    await store.invoices.insert(invoice({ id: 'e', customer, ...made, erp: { ...drafts, status: 'canceled' } }), []);
    await store.invoices.insert(invoice({ id: 'f', customer, push: 'withdrawn', erp: drafts }), []);
    await store.invoices.insert(invoice({ id: 'g', customer, push: 'refused' }), []);
    await store.close();
    const columns = 'standing, sort_customer_name, expected_number';
    const read = () => onDatabase(database.options, (source) => source.query(`SELECT id, ${columns} FROM invoices ORDER BY id`));
    const kept: unknown = await read();

    await onDatabase(database.options, async (source) => {
      await source.query(`UPDATE invoices SET standing = 'unsent', sort_customer_name = '', expected_number = 0`);
      const fill = invoiceStanding.statements(columnTypesOf(database.options.kind)).find((text) => text.startsWith('UPDATE'));
      await source.query(fill!);
    });

    expect(await read()).toEqual(kept);
  });

  it('finds whom rows of before are billed to', async () => {
    await migrate(database.options);
    const store = await openStore(database.options);
    const payer = { id: 'payer-1', number: 'P0001', name: 'Fjord ApS' };
    await store.appointments.saveReadings([reading({ appointmentId: 'own' }), reading({ appointmentId: 'repeat' })]);
    await mapAll(store);
    await store.appointments.saveReadings([reading({ appointmentId: 'paid-for' })]);
    await mapAll(store, { billTo: payer });
    await store.close();
    const read = () => onDatabase(database.options, (source) => source.query(`SELECT id, bill_to_number FROM items ORDER BY id`));
    const kept: unknown = await read();

    await onDatabase(database.options, async (source) => {
      await source.query(`UPDATE items SET bill_to_number = ''`);
      const fill = payerTotals.statements(columnTypesOf(database.options.kind)).find((text) => text.startsWith('UPDATE'));
      await source.query(fill!);
    });

    expect(kept).toMatchObject([{ bill_to_number: 'C0001' }, { bill_to_number: 'P0001' }, { bill_to_number: 'C0001' }]);
    expect(await read()).toEqual(kept);
  });

  it('has to be there when the program may not build it', async () => {
    await expect(openStore({ ...database.options, migrations: 'require' })).rejects.toThrow(/bookledger migrate/);

    await migrate(database.options);
    const store = await openStore({ ...database.options, migrations: 'require' });
    await store.close();
  });

  it('is refused when a newer program made it', async () => {
    await migrate(database.options);
    await onDatabase(database.options, (source) =>
      source.query(`INSERT INTO schema_migrations (id, name, applied_at) VALUES (999, 'from_the_future', '${noon}')`),
    );

    await expect(openStore(database.options)).rejects.toMatchObject({ name: 'RequestError' });
    await expect(migrate(database.options)).rejects.toThrow(/newer version of this program \(999_from_the_future\)/);
  });

  it('is what the script for an administrator makes', async () => {
    const separator = database.options.kind === 'sqlite' ? /;\n\n/ : /\nGO\n\n/;
    const statements = migrationScript(database.options.kind)
      .split(separator)
      .filter((text) => text.trim() !== '');

    await onDatabase(database.options, async (source) => {
      for (const statement of statements) await source.query(statement);
    });

    expect(await pendingMigrations(database.options)).toEqual([]);
  });
});

describe('the schema for SQL Server', () => {
  const script = migrationScript('mssql');

  it.each([/\bMERGE\b/, /NOCOUNT/, /CREATE OR ALTER/, /\bINDEX\b[^;]*INCLUDE/, /\bdatetime2?\b/i])(
    'does without %s',
    (forbidden) => {
      expect(script).not.toMatch(forbidden);
    },
  );

  it('asks for the setting that indexes with a WHERE need, since sqlcmd turns it off', () => {
    expect(script).toMatch(/^SET QUOTED_IDENTIFIER ON\nGO\n/);
  });

  it('compares every id and key by its exact characters', () => {
    const texts = script.match(/nvarchar\(\d+\)(?! COLLATE Latin1_General_BIN2)/g) ?? [];

    // The only one without is the clock of the script itself.
    expect(texts).toEqual(migrations.map(() => 'nvarchar(23)'));
  });

  it('keeps each index within the bytes SQL Server takes', () => {
    const lengths = new Map(
      [...script.matchAll(/^ {2}(\w+) nvarchar\((\d+)\)/gm)].map(([, column, length]) => [column, Number(length)]),
    );
    const indexes = [...script.matchAll(/(?:INDEX \w+ ON \w+|NONCLUSTERED) \(([^)]+)\)/g)].map(([, columns]) =>
      columns!.split(', '),
    );

    const widths = indexes.map((columns) => columns.reduce((bytes, column) => bytes + (lengths.get(column) ?? 4) * 2, 0));

    expect(indexes.length).toBeGreaterThan(20);
    expect(Math.max(...widths)).toBeLessThanOrEqual(1700);
  });
});
