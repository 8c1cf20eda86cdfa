import { DateTime } from 'luxon';
import type { Instant } from '../../domain/time.js';
import { say } from '../../domain/words/sentence.js';
import { dateOrderOf, type DateOrder, type FilterContext } from './context.js';
import { FilterError } from './filterError.js';
import { readRelativeDay } from './relativeDays.js';

/** The moments a date or a time means: a day is 24 hours (23 or 25 when clocks change), `10:30` a minute. `to` is excluded. */
export interface Span {
  from: Instant;
  to: Instant;
}

/** A date, a date with a time, or a relative day such as `t-7d`. Throws FilterError with the way to write it. */
export function readSpan(text: string, context: FilterContext): Span {
  const words = text.trim();
  const span = readIso(words, context.zone) ?? readRelative(words, context) ?? readLocal(words, context);
  if (span === null) throw dateFault(words, context);
  return span;
}

function readRelative(text: string, context: FilterContext): Span | null {
  const day = readRelativeDay(text, DateTime.fromISO(context.now, { zone: context.zone }));
  return day === null ? null : spanOf(day, 'day');
}

/** `2026-06-01`, `2026-06-01T10:30`, with or without seconds, thousandths and a zone. */
function readIso(text: string, zone: string): Span | null {
  const shape = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?<seconds>:\d{2}(?<thousandths>\.\d{3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/i.exec(
    text,
  );
  if (shape === null) return null;
  const start = DateTime.fromISO(text.replace(' ', 'T').toUpperCase(), { zone });
  if (text.length === 10) return spanOf(start, 'day');
  if (shape.groups?.['thousandths'] !== undefined) return spanOf(start, 'millisecond');
  return spanOf(start, shape.groups?.['seconds'] === undefined ? 'minute' : 'second');
}

/** `1.6.2026`, `6/1/26`, `1/6`, `010626`, `15` (a day of this month), each with `10:30`, `10:30:15` or `10:30 pm` after it or not. */
function readLocal(text: string, context: FilterContext): Span | null {
  const shape =
    /^(?<date>[\d./\- ]*\d)\.?(?:\s+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?\s*(?<half>[ap]m)?)?$/i.exec(text);
  const parts = shape?.groups;
  const date = parts === undefined ? null : readLocalDate(parts['date'] ?? '', context);
  if (parts === undefined || date === null) return null;
  if (parts['hour'] === undefined) return spanOf(at(date, context.zone), 'day');
  const hour = hourOf(Number(parts['hour']), parts['half']?.toLowerCase());
  const time = { hour, minute: Number(parts['minute']), second: Number(parts['second'] ?? 0) };
  return spanOf(at({ ...date, ...time }, context.zone), parts['second'] === undefined ? 'minute' : 'second');
}

/** 12 am is midnight, 12 pm noon; an hour that does not exist on a half day is left to be refused as no hour at all. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return hour < 1 || hour > 12 ? 99 : (hour % 12) + (half === 'pm' ? 12 : 0);
}

interface DateParts {
  year: number;
  month: number;
  day: number;
}

function readLocalDate(text: string, context: FilterContext): DateParts | null {
  const today = DateTime.fromISO(context.now, { zone: context.zone });
  const order = dateOrderOf(context.locale);
  const parts = /^\d{6}$|^\d{8}$/.test(text) ? splitCompact(text, order) : text.split(/[./\- ]+/);
  if (parts.some((part) => !/^\d{1,4}$/.test(part)) || parts.length > 3) return null;
  const numbers = parts.map(Number);
  if (numbers.length === 1) return { year: today.year, month: today.month, day: numbers[0]! };
  if (numbers.length === 2) return { year: today.year, ...dayAndMonth(numbers[0]!, numbers[1]!, order) };
  if (parts[0]!.length === 4 || order === 'year') return { year: fullYear(parts[0]!), month: numbers[1]!, day: numbers[2]! };
  return { year: fullYear(parts[2]!), ...dayAndMonth(numbers[0]!, numbers[1]!, order) };
}

function dayAndMonth(first: number, second: number, order: DateOrder): { day: number; month: number } {
  return order === 'day' ? { day: first, month: second } : { month: first, day: second };
}

/** `010626` or `01062026`, and `20260601` where the year comes first. */
function splitCompact(text: string, order: DateOrder): string[] {
  const yearDigits = text.length - 4;
  if (order === 'year') return [text.slice(0, yearDigits), text.slice(yearDigits, yearDigits + 2), text.slice(yearDigits + 2)];
  return [text.slice(0, 2), text.slice(2, 4), text.slice(4)];
}

function fullYear(digits: string): number {
  return digits.length <= 2 ? 2000 + Number(digits) : Number(digits);
}

function at(parts: DateParts & { hour?: number; minute?: number; second?: number }, zone: string): DateTime {
  return DateTime.fromObject(parts, { zone });
}

function spanOf(start: DateTime, unit: 'day' | 'minute' | 'second' | 'millisecond'): Span | null {
  if (!start.isValid || start.year < 1753 || start.year > 9998) return null;
  const from = start.startOf(unit);
  return {
    from: from.toUTC().toISO()!,
    to: from
      .plus({ [unit]: 1 })
      .startOf(unit)
      .toUTC()
      .toISO()!,
  };
}

const examples: Record<DateOrder, string> = { day: '31.12.2026', month: '12/31/2026', year: '2026/12/31' };

function dateFault(text: string, context: FilterContext): FilterError {
  const example = examples[dateOrderOf(context.locale)];
  return new FilterError(say('filter-no-date', { text, example }));
}
