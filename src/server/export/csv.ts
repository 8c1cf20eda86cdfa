import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { guarded } from '../../domain/spreadsheet.js';
import { numberSignsOf } from '../filter/context.js';
import type { Reader } from '../reader.js';
import type { ItemRow } from '../schemas/list.js';
import { headingOf, type ExportColumn } from './columns.js';

/** How the reader's spreadsheet expects a file. */
export interface ExportFormat {
  /** BCP 47 tag: where the decimal sign is a comma, cells are separated by semicolons. */
  locale: string;
  /** IANA zone all times are written in. */
  zone: string;
  /** Whose language the headings are in. */
  reader: Reader;
}

/**
 * A CSV file as a stream: UTF-8 with a byte order mark, RFC 4180 quoting, no cell that a spreadsheet takes for a formula. Stops reading
 * rows when the receiver goes away; ends with an error when reading fails, so that a cut file is not taken for a whole one.
 */
export function csvStream(chunks: AsyncIterable<ItemRow[]>, columns: readonly ExportColumn[], format: ExportFormat): Readable {
  const { decimal } = numberSignsOf(format.locale);
  const stringifier = stringify({
    bom: true,
    delimiter: decimal === ',' ? ';' : ',',
    record_delimiter: 'windows',
    // Every cell, so that no other separator than ours can cut a formula out of a text.
    quoted: true,
  });
  const source = Readable.from(records(chunks, columns, format, cellWriter(decimal, format.zone)), { highWaterMark: 200 });
  return pipeline(source, stringifier, () => undefined);
}

type CellWriter = (column: ExportColumn, row: ItemRow) => string;

async function* records(
  chunks: AsyncIterable<ItemRow[]>,
  columns: readonly ExportColumn[],
  { zone, reader }: ExportFormat,
  write: CellWriter,
): AsyncGenerator<string[]> {
  yield columns.map((column) => headingOf(column, zone, reader));
  for await (const rows of chunks) {
    for (const row of rows) yield columns.map((column) => write(column, row));
  }
}

/** Asks the machine once how the zone and the locale write: asking for every cell takes minutes for a large file. */
function cellWriter(decimal: string, zone: string): CellWriter {
  // Swedish writes 2026-06-09 10:30.
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (column, row) => {
    const value = column.value(row);
    if (value === null || value === '') return '';
    if (column.kind === 'number') return value.replace('.', decimal);
    return column.kind === 'time' ? time.format(Date.parse(value)) : guarded(value);
  };
}
