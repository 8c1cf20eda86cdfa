import { Readable } from 'node:stream';
import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node';
import { RequestError } from '../../domain/errors.js';
import { say } from '../../domain/words/sentence.js';
import type { ItemRow } from '../schemas/list.js';
import type { ExportFormat } from './csv.js';
import { headingOf, type ExportColumn } from './columns.js';

/** Excel's own limit for one cell. */
const longestText = 32_767;

/**
 * An Excel workbook with real numbers and dates; texts are texts, never formulas. Dates are wall-clock times of the zone.
 * Throws RequestError when there are more rows than `mostRows`: a workbook is built in memory.
 */
export async function xlsxStream(
  chunks: AsyncIterable<ItemRow[]>,
  columns: readonly ExportColumn[],
  { zone, reader }: Pick<ExportFormat, 'zone' | 'reader'>,
  mostRows: number,
): Promise<Readable> {
  const sheet: SheetData = [
    columns.map((column) => ({ value: headingOf(column, zone, reader), type: String, fontWeight: 'bold' })),
  ];
  const wallClock = wallClockIn(zone);
  for await (const rows of chunks) {
    if (sheet.length - 1 + rows.length > mostRows) {
      throw new RequestError('invalid', say('too-many-for-excel', { most: String(mostRows) }));
    }
    for (const row of rows) sheet.push(columns.map((column) => cellOf(column, row, wallClock)));
  }
  const widths = columns.map((column) => ({ width: column.kind === 'number' ? 12 : 20 }));
  const workbook = await writeXlsxFile(sheet, {
    sheet: reader.tell(say('sheet-name')),
    columns: widths,
    stickyRowsCount: 1,
  }).toBuffer();
  return Readable.from([workbook]);
}

function cellOf(column: ExportColumn, row: ItemRow, wallClock: (instant: string) => Date): Cell {
  const value = column.value(row);
  if (value === null || value === '') return null;
  if (column.kind === 'number') return { value: Number(value), type: Number };
  if (column.kind === 'time') return { value: wallClock(value), type: Date, format: 'yyyy-mm-dd hh:mm' };
  return { value: printable(value), type: String };
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
  return clean.slice(0, longestText);
}
