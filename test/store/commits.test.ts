import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { DatabaseLostError } from '../../src/domain/errors.js';
import type { Connection, Session } from '../../src/store/session.js';
import { sql, trusted } from '../../src/store/sql.js';
import { openSqlite } from '../../src/store/sqlite-connection.js';

describe('commits on SQLite', () => {
  let folder: string;
  let connection: Connection;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bookledger-commits-'));
    connection = await openSqlite(join(folder, 'test.db'));
    await connection.run(trusted('CREATE TABLE parents (id integer PRIMARY KEY)'));
    await connection.run(trusted('CREATE TABLE notes (text text NOT NULL, parent_id integer REFERENCES parents (id))'));
  });

  afterEach(async () => {
    await connection.close().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  });

  const note = (text: string) => (session: Session) => session.run(sql`INSERT INTO notes (text) VALUES (${text})`);
  const notes = async () => (await connection.all<{ text: string }>(trusted('SELECT text FROM notes'))).map(({ text }) => text);

  /** What another process would find: the committed rows. */
  async function committed(): Promise<string[]> {
    const other = await new DataSource({ type: 'better-sqlite3', database: join(folder, 'test.db') }).initialize();
    try {
      const rows: { text: string }[] = await other.query('SELECT text FROM notes');
      return rows.map(({ text }) => text);
    } finally {
      await other.destroy();
    }
  }

  it('that may come later are seen here at once and by others with the next one that must be on the disk', async () => {
    await connection.atomic(note('later'), 'later');
    const [here, there] = [await notes(), await committed()];

    await connection.atomic(note('now'));

    expect([here, there]).toEqual([['later'], []]);
    expect(await committed()).toEqual(['later', 'now']);
  });

  it('that may come later are made when the file is closed', async () => {
    await connection.atomic(note('later'), 'later');

    await connection.close();

    expect(await committed()).toEqual(['later']);
  });

  it('keep the work before one that fails', async () => {
    await connection.atomic(note('later'), 'later');
    const failing = connection.atomic(async (session) => {
      await note('undone')(session);
      throw new Error('Not this.');
    });

    await expect(failing).rejects.toThrow('Not this.');
    await connection.atomic(note('now'));

    expect(await committed()).toEqual(['later', 'now']);
  });

  it('that fail after somebody was told end the use of the file, so that nothing is built on what was lost', async () => {
    // The parent is looked for at the commit only, which therefore fails.
    const told = connection.atomic(async (session) => {
      await session.all(trusted('PRAGMA defer_foreign_keys = ON'));
      return session.run(sql`INSERT INTO notes (text, parent_id) VALUES ('orphan', ${1})`);
    }, 'later');
    await told;

    // The driver's errors belong to the realm of the test file that loaded it first, where `toThrow` does not know them.
    const messageOf = (work: Promise<unknown>) => work.then(String, (error: { message: string }) => error.message);
    expect(await messageOf(connection.atomic(note('next')))).toContain('FOREIGN KEY');
    const after = await connection.atomic(note('after')).catch((error: unknown) => error);
    expect(after).toBeInstanceOf(DatabaseLostError);
    expect(String(after)).toContain('The database could not be written');
    expect(await committed()).toEqual([]);
  });
});
