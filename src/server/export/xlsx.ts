import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { writeXlsxStream, type CellValue } from 'hucre/xlsx';
import { say } from '../../domain/words/sentence.js';
import type { ItemRow } from '../schemas/list.js';
import type { ExportFormat } from './csv.js';
import { headingOf, type ExportColumn } from './columns.js';

/** Excel's own limit for one cell. */
const longestText = 32_767;

/**
 * An Excel workbook as a stream, written while rows are read: memory does not grow with their number. Real numbers and dates; texts are texts,
 * never formulas. Dates are wall-clock times of the zone. Beyond Excel's 1,048,576 rows a sheet another sheet is begun. Stops reading rows
 * when the receiver goes away; ends with an error when reading fails, so that a cut file is not taken for a whole one.
 */
export function xlsxStream(
  chunks: AsyncIterable<ItemRow[]>,
  columns: readonly ExportColumn[],
  { zone, reader }: Pick<ExportFormat, 'zone' | 'reader'>,
): Readable {
  const workbook = writeXlsxStream(cells(chunks, columns, wallClockIn(zone)), {
    name: reader.tell(say('sheet-name')),
    columns: columns.map((column) => ({
      header: headingOf(column, zone, reader),
      width: column.kind === 'number' ? 12 : 20,
      ...(column.kind === 'time' && { numFmt: 'yyyy-mm-dd hh:mm' }),
    })),
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(workbook as ReadableStream<Uint8Array>);
}

async function* cells(
  chunks: AsyncIterable<ItemRow[]>,
  columns: readonly ExportColumn[],
  wallClock: (instant: string) => Date,
): AsyncGenerator<CellValue[]> {
  for await (const rows of chunks) {
    for (const row of rows) yield columns.map((column) => cellOf(column, row, wallClock));
  }
}

function cellOf(column: ExportColumn, row: ItemRow, wallClock: (instant: string) => Date): CellValue {
  const value = column.value(row);
  if (value === null || value === '') return null;
  if (column.kind === 'number') return Number(value);
  return column.kind === 'time' ? wallClock(value) : printable(value);
}

/** Excel knows no zones: gives the date whose UTC reading is the clock on the wall. */
function wallClockIn(zone: string): (instant: string) => Date {
  // Swedish writes 2026-06-09 10:30.
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (instant) => new Date(`${time.format(Date.parse(instant)).replace(' ', 'T')}:00.000Z`);
}

/** XML has no place for control characters and halves of surrogate pairs; a file with them does not open. */
function printable(value: string): string {
  const clean = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/\p{Surrogate}/gu, '\ufffd');
  // Excel reads _x0041_ as an escaped "A"; the underscore escaped the same way keeps it as it was written.
  return clean.slice(0, longestText).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}
