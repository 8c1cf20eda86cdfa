import { DateTime } from 'luxon';

/** A moment in UTC as `2026-06-01T22:30:00.000Z`: always 24 characters, so text order is time order. */
export type Instant = string;

/** A calendar day as `2026-06-01`, in whatever zone the caller said. */
export type LocalDate = string;

/** Of a calendar's days, which have no zone and therefore no clock changes. */
const dayMs = 86_400_000;

/** The only source of "now" in the product. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Milliseconds since 1970 as an instant. */
export function instantFromMs(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** An instant as milliseconds since 1970. Throws RangeError on anything that is not an instant. */
export function msOf(instant: Instant): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`Not a moment in time: "${instant}".`);
  return ms;
}

/** The instant `ms` milliseconds later (earlier when negative). */
export function addMs(instant: Instant, ms: number): Instant {
  return instantFromMs(msOf(instant) + ms);
}

/** Elapsed minutes by UTC difference, so a daylight-saving night counts its real length (E-24). May be negative or fractional. */
export function elapsedMinutes(from: Instant, to: Instant): number {
  return (msOf(to) - msOf(from)) / 60_000;
}

/** The calendar day of an instant in a zone (IANA name): periods and document dates are those of the business (E-24, F-26). */
export function localDate(instant: Instant, zone: string): LocalDate {
  return zoned(instant, zone).toFormat('yyyy-MM-dd');
}

/** The wall-clock time `HH:mm` of an instant in a zone (IANA name). */
export function localTime(instant: Instant, zone: string): string {
  return zoned(instant, zone).toFormat('HH:mm');
}

/** The instant a local day begins in a zone (00:00, or the first moment that exists). */
export function startOfLocalDay(date: LocalDate, zone: string): Instant {
  return DateTime.fromISO(date, { zone }).startOf('day').toUTC().toISO()!;
}

/** The day so many days later (earlier when negative). */
export function addDays(day: LocalDate, days: number): LocalDate {
  return instantFromMs(msOf(`${day}T00:00:00.000Z`) + days * dayMs).slice(0, 10);
}

/** Days from one day of the calendar to another; negative when the second is the earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (msOf(`${to}T00:00:00.000Z`) - msOf(`${from}T00:00:00.000Z`)) / dayMs;
}

/** The day of the week, from 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: LocalDate): number {
  return ((new Date(msOf(`${day}T00:00:00.000Z`)).getUTCDay() + 6) % 7) + 1;
}

/** True for a day of the calendar as `2026-06-01`; false for `2026-02-31`. */
export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'UTC' }).isValid;
}

/** True when the machine knows the zone. */
export function isZone(zone: string): boolean {
  return DateTime.utc().setZone(zone).isValid;
}

function zoned(instant: Instant, zone: string): DateTime {
  const time = DateTime.fromISO(instant, { zone });
  if (!time.isValid) throw new RangeError(`Cannot show "${instant}" in zone "${zone}": ${time.invalidExplanation ?? 'unknown'}.`);
  return time;
}
