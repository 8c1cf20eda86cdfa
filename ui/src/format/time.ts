const shapes = {
  dateTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  zone: { timeZoneName: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeFormats = ReturnType<typeof createTimeFormats>;

/**
 * Printing of moments (UTC ISO) in a business's zone (IANA; null: UTC), never in the browser's own by accident. Formats are kept: building
 * one costs far more than using it, and the list prints hundreds.
 */
export function createTimeFormats(locale: string) {
  const known = new Map<string, Intl.DateTimeFormat>();
  const formatOf = (shape: keyof typeof shapes, zone: string | null): Intl.DateTimeFormat => {
    const name = `${shape}|${zone}`;
    const format = known.get(name) ?? new Intl.DateTimeFormat(locale, { ...shapes[shape], timeZone: zone ?? 'UTC' });
    known.set(name, format);
    return format;
  };
  const print = (shape: keyof typeof shapes) => (instant: string, zone: string | null) =>
    formatOf(shape, zone).format(new Date(instant));
  return {
    /** `12 May 2026, 14:00` */
    dateTime: print('dateTime'),
    /** `14:00` */
    time: print('time'),
    /** `12 May 2026` */
    day: print('day'),
    /** A calendar day (`2026-05-12`), printed without moving it between zones. */
    localDate: (date: string) => formatOf('day', 'UTC').format(dayOf(date)),
    /** `May 2026` for a whole month, `4–10 May 2026` for other spans of calendar days. */
    period: (from: string, to: string) => {
      const [first, last] = [dayOf(from), dayOf(to)];
      const isMonth =
        first.getUTCDate() === 1 && new Date(last.getTime() + dayMs).getUTCDate() === 1 && from.slice(0, 7) === to.slice(0, 7);
      return isMonth ? formatOf('month', 'UTC').format(first) : formatOf('day', 'UTC').formatRange(first, last);
    },
    /** `CEST`, or `GMT+2` where the locale knows no name. */
    zoneName: (instant: string, zone: string | null) => partOf(formatOf('zone', zone), instant) ?? zone ?? 'UTC',
  };
}

const dayMs = 86_400_000;

function dayOf(date: string): Date {
  return new Date(`${date.slice(0, 10)}T00:00:00Z`);
}

function partOf(format: Intl.DateTimeFormat, instant: string): string | undefined {
  return format.formatToParts(new Date(instant)).find((part) => part.type === 'timeZoneName')?.value;
}

/** `1:30` hours and minutes. */
export function formatDuration(minutes: number): string {
  const whole = Math.round(Math.abs(minutes));
  const sign = minutes < 0 ? '-' : '';
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** The calendar day of a moment in the zone, as `2026-05-12`. */
export function localDateOf(instant: string, zone: string | null): string {
  return wallClock(instant, zone).slice(0, 10);
}

/** The wall clock in the zone as `2026-05-12T14:00:00`: what a calendar draws at its own face value. */
export function wallClock(instant: string, zone: string | null): string {
  const options = { timeZone: zone ?? 'UTC', dateStyle: 'short', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat('sv-SE', options).format(new Date(instant)).replace(' ', 'T');
}
