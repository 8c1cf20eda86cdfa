import { insertOf } from '../../src/store/bulk.js';
import { mssqlDialect, sqliteDialect } from '../../src/store/dialect.js';
import { mssqlOptions } from '../../src/store/mssql-connection.js';
import { persistently, StaleReadError } from '../../src/store/session.js';
import { chunked, every, oneOf, some, sql } from '../../src/store/sql.js';

describe('a statement', () => {
  it('carries what people typed as parameters, in the order of each database', () => {
    const statement = sql`SELECT id FROM items WHERE ${every([sql`a = ${"x' OR 1=1"}`, some([sql`b = ${2}`, sql`c = ${null}`])])}`;

    expect(sqliteDialect.text(statement)).toBe('SELECT id FROM items WHERE (a = ?) AND (((b = ?) OR (c = ?)))');
    expect(mssqlDialect.text(statement)).toBe('SELECT id FROM items WHERE (a = @0) AND (((b = @1) OR (c = NULL)))');
    expect(statement.values).toEqual(["x' OR 1=1", 2, null]);
  });

  it('has lists of few lengths, filled up with the last value', () => {
    const list = oneOf('id', ['a', 'b', 'c']);

    expect(sqliteDialect.text(list)).toBe('id IN (?, ?, ?, ?, ?)');
    expect(list.values).toEqual(['a', 'b', 'c', 'c', 'c']);
    expect(sqliteDialect.text(oneOf('id', []))).toBe('1 = 0');
    expect(() => oneOf('id', Array<string>(501).fill('a'))).toThrow(RangeError);
  });
});

describe('SQL Server', () => {
  it('gets several rows in one statement and never more parameters than it takes', () => {
    const rows = Array.from({ length: 3000 }, (_, index) => [`id-${index}`, index, 'text', null]);

    const chunks = chunked(rows, mssqlDialect.rowsPerStatement(4));
    const insert = insertOf('items', ['id', 'version', 'stage', 'refusal'], rows.slice(0, 2));

    expect(chunks.every((chunk) => chunk.length <= 1000 && chunk.flat().length <= 2100)).toBe(true);
    expect(mssqlDialect.text(insert)).toBe(
      'INSERT INTO items (id, version, stage, refusal) VALUES (@0, @1, @2, NULL), (@4, @5, @6, NULL)',
    );
  });

  it('updates rows from a list of values whose types are said', () => {
    const rows = [
      ['a', 1, 'ready'],
      ['b', 2, null],
    ];

    const update = mssqlDialect.updateRows('items', ['id', 'version'], ['stage'], rows, (column) => column === 'version');

    expect(mssqlDialect.text(update)).toBe(
      'UPDATE items SET stage = v.c0 FROM (VALUES ' +
        '(CAST(@0 AS nvarchar(400)), CAST(@1 AS float), CAST(@2 AS nvarchar(max))), ' +
        '(CAST(@3 AS nvarchar(400)), CAST(@4 AS float), CAST(NULL AS nvarchar(max)))) AS v(k0, k1, c0) ' +
        'WHERE items.id = v.k0 COLLATE Latin1_General_BIN2 AND items.version = v.k1',
    );
    expect(update.values).toEqual(['a', 1, 'ready', 'b', 2, null]);
  });

  it('sets a column that is also a key, which a column of VALUES of that name would forbid', () => {
    const update = mssqlDialect.updateRows('items', ['id', 'version'], ['version'], [['a', 1, 2]], (name) => name === 'version');

    expect(mssqlDialect.text(update)).toBe(
      'UPDATE items SET version = v.c0 FROM (VALUES ' +
        '(CAST(@0 AS nvarchar(400)), CAST(@1 AS float), CAST(@2 AS float))) AS v(k0, k1, c0) ' +
        'WHERE items.id = v.k0 COLLATE Latin1_General_BIN2 AND items.version = v.k1',
    );
  });

  it('takes its own wildcards in a pattern for what they are', () => {
    const condition = mssqlDialect.matches('service_name', '100%_[a]\\*?');

    expect(condition.values).toEqual(['100\\%\\_\\[a]\\\\%_']);
  });

  it.each([
    [2627, true, false],
    [2601, true, false],
    [1205, false, true],
    [1222, false, true],
    [3960, false, true],
    [33557097, false, true, 'could not serialize access due to concurrent update'],
    [33557097, false, true, 'canceling statement due to lock timeout'],
    [33557097, false, false, 'value too long for type character varying(20)'],
    [547, false, false],
  ])('says with error %d that a key is taken: %s, that it may be tried again: %s', (number, duplicate, transient, text = '') => {
    const error = Object.assign(new Error(text), { driverError: { number } });

    expect([mssqlDialect.isDuplicate(error), mssqlDialect.isTransient(error)]).toEqual([duplicate, transient]);
  });

  it('is reached encrypted and with its certificate checked unless the address says otherwise', () => {
    const plain = mssqlOptions('mssql://sa:p%40ss@db.test/ledger');
    const lax = mssqlOptions('mssql://sa:x@db.test:1444/ledger?encrypt=false&trustServerCertificate=true&poolSize=3');

    expect(plain).toMatchObject({
      host: 'db.test',
      port: 1433,
      password: 'p@ss',
      database: 'ledger',
      options: { encrypt: true, trustServerCertificate: false },
    });
    expect(lax).toMatchObject({ port: 1444, options: { encrypt: false, trustServerCertificate: true }, pool: { max: 3 } });
  });
});

describe('work that lost to another', () => {
  it('is run again from its start until it succeeds', async () => {
    const failures = [new StaleReadError(), Object.assign(new Error('deadlock'), { number: 1205 })];

    const result = await persistently(mssqlDialect, 10_000, async () => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return 'done';
    });

    expect(result).toBe('done');
  });

  it('is given up when its time is over, and at once for any other error', async () => {
    const busy = Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' });
    let attempts = 0;
    const failing = (error: Error) => async () => {
      attempts += 1;
      throw error;
    };

    await expect(persistently(sqliteDialect, 0, failing(busy))).rejects.toThrow('busy');
    await expect(persistently(sqliteDialect, 10_000, failing(new Error('a fault')))).rejects.toThrow('a fault');
    expect(attempts).toBe(2);
  });
});
