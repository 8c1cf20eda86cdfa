import { wallClock } from '../../format/time.js';

/**
 * The moment a calendar day begins in a zone. The guess "midnight UTC" is moved by the zone's offset there, twice, because the offset may
 * differ on the two sides of a clock change.
 */
export function startOfZonedDay(day: string, zone: string | null): string {
  const wanted = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  const shifted = (guess: number) => guess + wanted - Date.parse(`${wallClock(new Date(guess).toISOString(), zone)}Z`);
  return new Date(shifted(shifted(wanted))).toISOString();
}
