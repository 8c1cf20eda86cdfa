import { DateTime, Duration } from 'luxon';
import { findIana } from 'windows-iana';

/** A stored point in time as Graph prints it: UTC, seven fraction digits. */
export const instantText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 23)}0000Z`;

/** An ISO 8601 duration of whole minutes or seconds, such as `PT1H30M`; `PT0S` for none. */
export function durationText(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  const seconds = Math.round(Math.abs(ms) / 1000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`;
  if (!days && !time) return 'PT0S';
  return `${sign}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}

/** Milliseconds of an ISO 8601 duration; NaN when it is not one. */
export const durationMs = (text: string): number => Duration.fromISO(text).toMillis();

/**
 * Reads a `dateTimeTimeZone` as written by a caller: a zone in the value decides, else `timeZone` (IANA or Windows name), else UTC.
 * @returns UTC milliseconds, NaN when it cannot be read
 */
export function readDateTime(value: unknown): number {
  const { dateTime, timeZone } = (value ?? {}) as { dateTime?: unknown; timeZone?: unknown };
  if (typeof dateTime !== 'string') return Number.NaN;
  const zone = typeof timeZone === 'string' && timeZone !== '' ? (findIana(timeZone)[0] ?? timeZone) : 'utc';
  return DateTime.fromISO(dateTime, { zone }).toMillis();
}

/**
 * Reads a bound of calendarView. A value without a zone counts as UTC.
 * @returns UTC milliseconds, NaN when it cannot be read
 */
export const readBound = (text: string): number => DateTime.fromISO(text, { zone: 'utc' }).toMillis();
