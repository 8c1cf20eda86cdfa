import { findByCode, type Books } from './books.js';
import { dialogError, missingValue } from './errors.js';
import type { Row } from './table.js';
import { dayOf } from './wire.js';

/** A number series as stored. */
export interface SeriesFields {
  code: string;
  /** The last number drawn; the next one is this plus the increment. */
  lastNumber: string;
  /** Empty means no end. */
  endingNumber: string;
  increment: number;
  /** Whether users may enter numbers themselves. */
  manualNos: boolean;
}

/** The series of a setup field. Throws the TestField error when the field is blank. */
export function seriesOf(books: Books, code: string, field: string, setup: string): Row {
  const series = code === '' ? undefined : findByCode(books, 'numberSeries', code);
  if (!series) throw missingValue(field, setup, 'Primary Key=');
  return series;
}

/** Draws the next number. Throws when the series is used up (reference 3.4). */
export function drawNumber(books: Books, series: Row): string {
  const { code, lastNumber, endingNumber, increment } = series as unknown as SeriesFields;
  const next = incrementNumber(lastNumber, increment);
  if (
    endingNumber !== '' &&
    (next.length > endingNumber.length || (next.length === endingNumber.length && next > endingNumber))
  ) {
    throw dialogError(`You cannot assign new numbers from the number series ${code} on ${dayOf(books.clock.nowMs())}.`);
  }
  books.table('numberSeries').update(series.id, { lastNumber: next });
  return next;
}

/** Throws when the series does not allow numbers chosen by the caller (reference 6). */
export function checkManualNumbers(series: Row): void {
  if (series['manualNos']) return;
  const advice = `If you want to enter numbers manually, please activate Manual Nos. in No. Series ${String(series['code'])}.`;
  throw dialogError(`You may not enter numbers manually. ${advice}`);
}

/** Adds to the last run of digits, keeping its width: C00010 by 10 is C00020. */
export function incrementNumber(number: string, increment: number): string {
  const match = /^(.*?)(\d+)(\D*)$/.exec(number);
  if (!match) return `${number}${increment}`;
  const [, before = '', digits = '', after = ''] = match;
  return `${before}${String(BigInt(digits) + BigInt(increment)).padStart(digits.length, '0')}${after}`;
}
