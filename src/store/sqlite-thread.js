// @ts-check
// Plain JavaScript, because a thread is started from a file, and the tests start it from this one.
/**
 * A thread that works on a SQLite file: TypeORM with its one connection. It answers requests in the order in which they come, so that the
 * thread which asks goes on with other work while pages are written and flushed. Waking a thread costs more than most statements, so what is
 * asked in one turn comes in one message; and that message is a text, which travels several times faster than its many small values.
 *
 * @typedef {{ file: string, timeoutMs: number, pragmas: readonly string[], preparedStatements: number }} Opening
 * @typedef {{ text: string, rows: unknown[][] }} Statement
 * @typedef {{ id: number, open?: Opening, statements?: Statement[], wants?: 'rows' | 'count' }} Request
 * @typedef {{ id: number, result?: unknown, error?: { message: string, code: string } }} Answer
 */
import { parentPort } from 'node:worker_threads';
import { DataSource } from 'typeorm';

if (parentPort === null) throw new Error('This file is a thread of the store; it is not started by itself.');
const port = parentPort;

/** @type {{ dataSource: DataSource, runner: import('typeorm').QueryRunner } | null} */
let current = null;

/** @param {Opening} opening */
async function open({ file, timeoutMs, pragmas, preparedStatements }) {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database: file,
    timeout: timeoutMs,
    statementCacheSize: preparedStatements,
    prepareDatabase: (database) => pragmas.forEach((pragma) => database.pragma(pragma)),
    logging: false,
  });
  await dataSource.initialize();
  current = { dataSource, runner: dataSource.createQueryRunner() };
}

async function close() {
  const closing = current?.dataSource;
  current = null;
  await closing?.destroy();
}

/**
 * @param {Statement[]} statements
 * @param {'rows' | 'count'} wants
 */
async function run(statements, wants) {
  if (current === null) throw new Error('The database is closed.');
  let touched = 0;
  for (const { text, rows } of statements) {
    for (const values of rows) {
      const result = await current.runner.query(text, values, true);
      if (wants === 'rows') return result.records;
      touched += result.affected ?? 0;
    }
  }
  return touched;
}

/** @param {Request} request */
function work({ open: opening, statements, wants }) {
  if (opening !== undefined) return open(opening);
  return statements === undefined ? close() : run(statements, wants ?? 'count');
}

/** @type {Promise<void>} */
let last = Promise.resolve();

port.on('message', (/** @type {string} */ message) => {
  last = last.then(async () => {
    /** @type {Request[]} */
    const requests = JSON.parse(message);
    const answers = [];
    for (const request of requests) answers.push(await answerTo(request));
    port.postMessage(JSON.stringify(answers));
  });
});

/**
 * @param {Request} request
 * @returns {Promise<Answer>}
 */
async function answerTo(request) {
  try {
    return { id: request.id, result: await work(request) };
  } catch (error) {
    return { id: request.id, error: describe(error) };
  }
}

/**
 * An error's own properties do not travel between threads: what the store decides by is its code.
 * @param {any} error
 */
function describe(error) {
  const cause = error?.driverError ?? error;
  return { message: String(cause?.message ?? cause), code: String(cause?.code ?? '') };
}
