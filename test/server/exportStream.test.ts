import { exportColumn, exportColumnNames } from '../../src/server/export/columns.js';
import { csvStream } from '../../src/server/export/csv.js';
import { readerOf } from '../../src/server/reader.js';
import { itemRowOf } from '../../src/server/itemRow.js';
import type { ItemRow } from '../../src/server/schemas/list.js';
import { undecided } from '../../src/domain/item.js';
import { itemBilling, itemFacts, now } from './builders.js';

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
  },
  now,
  () => null,
);

it('never reads far ahead of the receiver, however many rows there are', async () => {
  let produced = 0;
  let ended = false;
  async function* chunks(): AsyncGenerator<ItemRow[]> {
    for (let chunk = 0; chunk < 200; chunk += 1) {
      produced += 500;
      yield Array.from({ length: 500 }, () => row);
    }
    ended = true;
  }

  let received = 0;
  let farthestAhead = 0;
  for await (const part of csvStream(chunks(), columns, format)) {
    received += String(part).split('\r\n').length - 1;
    farthestAhead = Math.max(farthestAhead, produced - received);
  }

  expect(ended).toBe(true);
  expect(received).toBe(100_001);
  expect(farthestAhead).toBeLessThan(2_000);
});

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
  const stream = csvStream(endless(), columns, format);

  for await (const part of stream) {
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
    for await (const part of csvStream(failing(), columns, format)) expect(part).toBeDefined();
  };

  await expect(read()).rejects.toThrow('The database went away.');
});
