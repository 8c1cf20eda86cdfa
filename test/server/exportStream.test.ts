import type { Readable } from 'node:stream';
import { exportColumn, exportColumnNames } from '../../src/server/export/columns.js';
import { csvStream } from '../../src/server/export/csv.js';
import { xlsxStream } from '../../src/server/export/xlsx.js';
import { readerOf } from '../../src/server/reader.js';
import { itemRowOf } from '../../src/server/itemRow.js';
import type { ItemRow } from '../../src/server/schemas/list.js';
import { undecided } from '../../src/domain/item.js';
import { itemBilling, itemFacts, now } from './builders.js';
import { readWorkbook } from './workbook.js';

const format = { locale: 'en', zone: 'Europe/Oslo', reader: readerOf('en') };
const columns = exportColumnNames.map((name) => exportColumn(name, format.reader));
const row = itemRowOf(
  {
    item: {
      facts: itemFacts(),
      sourceState: 'present',
      readAt: now,
      firstSeenAt: now,
      decision: undecided,
      invoiceId: null,
      billing: itemBilling(),
      refusal: null,
      stage: 'ready',
      version: 1,
      changedAt: now,
    },
    invoice: null,
    tax: null,
  },
  now,
  { cardUrl: () => null, periodOf: () => null },
);

const formats: [string, (chunks: AsyncIterable<ItemRow[]>) => Readable][] = [
  ['CSV', (chunks) => csvStream(chunks, columns, format)],
  ['XLSX', (chunks) => xlsxStream(chunks, columns, format)],
];

describe.each(formats)('%s', (_name, streamOf) => {
  it('stops reading when the receiver goes away', async () => {
    let stopped: () => void = () => undefined;
    const stopping = new Promise<void>((resolve) => (stopped = resolve));
    async function* endless(): AsyncGenerator<ItemRow[]> {
      try {
        for (;;) yield [row];
      } finally {
        stopped();
      }
    }

    for await (const part of streamOf(endless())) {
      expect(String(part).length).toBeGreaterThan(0);
      break;
    }

    await stopping;
  });

  it('ends with an error when reading fails, so that half a file is not taken for a whole one', async () => {
    async function* failing(): AsyncGenerator<ItemRow[]> {
      yield [row];
      throw new Error('The database went away.');
    }
    const read = async () => {
      for await (const part of streamOf(failing())) expect(part).toBeDefined();
    };

    await expect(read()).rejects.toThrow('The database went away.');
  });
});

it('a CSV never reads far ahead of the receiver, however many rows there are', async () => {
  const source = counted(200, 500);
  let received = 0;
  let farthestAhead = 0;
  for await (const part of csvStream(source.chunks(), columns, format)) {
    received += String(part).split('\r\n').length - 1;
    farthestAhead = Math.max(farthestAhead, source.produced - received);
  }

  expect(source.ended).toBe(true);
  expect(received).toBe(100_001);
  expect(farthestAhead).toBeLessThan(2_000);
});

it('a workbook of 100,000 rows is written while they are read, in memory that does not grow with their number', async () => {
  const source = counted(200, 500);
  const some = (['id', 'customerName', 'startsAt', 'amount'] as const).map((name) => exportColumn(name, format.reader));
  const before = heldBytes();
  let most = 0;
  const file: Buffer[] = [];
  const readAt: number[] = [];
  for await (const part of xlsxStream(source.chunks(), some, format)) {
    file.push(part as Buffer);
    readAt.push(source.produced);
    most = Math.max(most, heldBytes() - before - file.reduce((bytes, { length }) => bytes + length, 0));
  }
  const sheet = readWorkbook(Buffer.concat(file));

  // The first bytes leave early and the reading keeps step; 100,000 rows as objects would be more than 100 MB.
  expect(readAt[Math.floor(readAt.length / 2)]).toBeLessThan(75_000);
  expect(most / 2 ** 20).toBeLessThan(60);
  expect(sheet).toHaveLength(100_001);
  expect(sheet.at(-1)!.map(({ type }) => type)).toEqual(['s', 's', 'n', 'n']);
  expect(sheet.at(-1)![0]!.value).toBe('item-99999');
}, 120_000);

/** Rows with ids of their own, and how many were asked for so far. */
function counted(chunkCount: number, size: number) {
  const source = {
    produced: 0,
    ended: false,
    async *chunks(): AsyncGenerator<ItemRow[]> {
      for (let chunk = 0; chunk < chunkCount; chunk += 1) {
        const first = source.produced;
        source.produced += size;
        yield Array.from({ length: size }, (_one, at) => ({ ...row, id: `item-${first + at}` }));
      }
      source.ended = true;
    },
  };
  return source;
}

/** What is held right now; a collection before it, where the tests may ask for one, leaves out what is only waiting to be freed. */
function heldBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
