import { DateTime } from 'luxon';
import { findIana } from 'windows-iana';
import { isZone, type Instant } from '../../domain/time.js';

/** Graph's pair of a wall-clock text and the zone it is meant in. */
export interface DateTimeTimeZone {
  dateTime: string;
  timeZone?: string | null | undefined;
}

const shape = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/i;
const utcNames: ReadonlySet<string> = new Set(['', 'utc', 'z', 'gmt', 'etc/utc', 'etc/gmt', 'tzone://microsoft/utc']);

/**
 * The moment Graph means, or null when it cannot be told. A suffix on the text wins; without one the named zone applies (IANA or
 * Windows), and no zone at all is UTC, which Graph always reads out. Never the machine's zone. Seven fraction digits are cut to three.
 * Source: Graph reference, section 6 and fact 8.
 */
export function instantOf({ dateTime, timeZone }: DateTimeTimeZone): Instant | null {
  const parts = shape.exec(dateTime.trim());
  if (!parts) return null;
  const [, minute, second = ':00', fraction = '', suffix] = parts;
  const local = `${minute}${second}.${fraction.slice(1, 4).padEnd(3, '0')}`;
  if (suffix) return inUtc(local, suffix.toUpperCase());
  const zone = (timeZone ?? '').trim();
  if (utcNames.has(zone.toLowerCase())) return inUtc(local, 'Z');
  const iana = ianaZone(zone);
  return iana && DateTime.fromISO(local, { zone: iana }).toUTC().toISO();
}

/** Date.parse is many times lighter than luxon but lets 30 February pass as 2 March: then the text comes back changed. */
function inUtc(local: string, suffix: string): Instant | null {
  const ms = Date.parse(`${local}Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== `${local}Z`) return null;
  return suffix === 'Z'
    ? `${local}Z`
    : DateTime.fromISO(local + suffix)
        .toUTC()
        .toISO();
}

/** The IANA name of a zone given by its IANA or Windows name (`Eastern Standard Time`), or null when nobody knows it. */
export function ianaZone(name: string | null | undefined): string | null {
  const zone = name?.trim();
  if (!zone) return null;
  const fromWindows = findIana(zone)[0];
  if (fromWindows) return fromWindows;
  if (utcNames.has(zone.toLowerCase())) return 'Etc/UTC';
  // `local` and `default` mean the machine's zone to luxon.
  return /^(local|default|system)$/i.test(zone) || !isZone(zone) ? null : zone;
}
