import { auditEntry } from '../store/builders.js';
import { readCsv } from './csv.js';
import { openServer, type TestServer } from './desk.js';

let server: TestServer;

beforeEach(async () => {
  server = await openServer();
  await server.store.audit.append([
    auditEntry({ itemId: 'item-1', action: 'set-price', after: '{"a":1}', reason: '=HYPERLINK("http://x.test")' }),
    auditEntry({ itemId: 'item-1', action: 'source-gone', actor: 'system', reason: 'Looked for twice.' }),
    auditEntry({ itemId: 'item-2', action: 'exclude' }),
  ]);
});

afterEach(() => server.close());

test('D.1.14: the history of a row is a file in the words of its reader, in which no reason becomes a formula', async () => {
  const response = await server.get('/api/audit?itemId=item-1&locale=da-DK');

  const [head, ...rows] = readCsv(response.body, ';');
  expect(response.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment; filename="historik-\d{4}-\d\d-\d\d\.csv"$/),
  });
  expect(head!.slice(1, 3)).toEqual(['Hvem', 'Hvad']);
  expect(rows.map((cells) => cells.at(-1))).toEqual([`'=HYPERLINK("http://x.test")`, expect.not.stringContaining('Looked')]);
  expect(rows.map((cells) => cells[3])).toEqual(['item-1', 'item-1']);
});

test('D.1.14: without a scope it is all of the audit', async () => {
  const [, ...rows] = readCsv((await server.get('/api/audit')).body, ',');

  expect(rows).toHaveLength(3);
});

test('a scope nobody knows is refused', async () => {
  expect((await server.get('/api/audit?actor=Kari')).statusCode).toBe(400);
});
