import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { DateTime } from 'luxon';
import { numberSignsOf } from '../filter/context.js';
import { writeNumber } from '../filter/numbers.js';
import type { ItemRow } from '../schemas/list.js';
import { headingOf, type ExportColumn } from './columns.js';

/** How the reader's spreadsheet expects a file. */
export interface ExportFormat {
  /** BCP 47 tag: where the decimal sign is a comma, cells are separated by semicolons. */
  locale: string;
  /** IANA zone all times are written in. */
  zone: string;
}

/**
 * A CSV file as a stream: UTF-8 with a byte order mark, RFC 4180 quoting, no cell that a spreadsheet takes for a formula. Stops reading
 * rows when the receiver goes away; ends with an error when reading fails, so that a cut file is not taken for a whole one.
 */
export function csvStream(chunks: AsyncIterable<ItemRow[]>, columns: readonly ExportColumn[], format: ExportFormat): Readable {
  const stringifier = stringify({
    bom: true,
    delimiter: numberSignsOf(format.locale).decimal === ',' ? ';' : ',',
    record_delimiter: 'windows',
    // A text is always quoted: then no other separator than ours can cut a formula out of it.
    cast: { string: (value, { index }) => ({ value, quoted: value !== '' && columns[Number(index)]?.kind === 'text' }) },
  });
  const source = Readable.from(records(chunks, columns, format), { highWaterMark: 200 });
  return pipeline(source, stringifier, () => undefined);
}

async function* records(
  chunks: AsyncIterable<ItemRow[]>,
  columns: readonly ExportColumn[],
  format: ExportFormat,
): AsyncGenerator<string[]> {
  yield columns.map((column) => headingOf(column, format.zone));
  for await (const rows of chunks) {
    for (const row of rows) yield columns.map((column) => cellOf(column, row, format));
  }
}

function cellOf(column: ExportColumn, row: ItemRow, { locale, zone }: ExportFormat): string {
  const value = column.value(row);
  if (value === null || value === '') return '';
  if (column.kind === 'number') return writeNumber(value, locale);
  return column.kind === 'time' ? DateTime.fromISO(value, { zone }).toFormat('yyyy-MM-dd HH:mm') : guarded(value);
}

/** An apostrophe makes a spreadsheet read a text as a text (OWASP, CSV injection). */
export function guarded(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
