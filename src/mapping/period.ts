import { DateTime } from 'luxon';
import type { BillingPeriod, ItemFacts } from '../domain/item.js';
import { msOf, type Instant, type LocalDate } from '../domain/time.js';
import type { Rules } from './rules.js';

/** The day an appointment counts for, in the zone of the business, never in UTC by accident (E-24, E-25, F-26). */
export function serviceDate(
  facts: Pick<ItemFacts, 'startsAt' | 'endsAt'>,
  zone: string,
  rules: Pick<Rules, 'invoice'>,
): LocalDate {
  const moment = rules.invoice.periodOf === 'end' ? facts.endsAt : facts.startsAt;
  return dayOf(moment, zone);
}

/** Moments looked up lately: the appointments of a day share a few dozen, and each is asked for several times. */
const known = new Map<string, DateTime>();
const mostKnown = 4_000;

/** The calendar day of a moment in a zone. */
export function dayOf(moment: Instant, zone: string): LocalDate {
  return once(days, wallClock(moment, zone), (time) => time.toISODate()!);
}

/** The time of day `HH:mm` as clocks in a zone show it. */
export function timeOfDay(moment: Instant, zone: string): string {
  return once(times, wallClock(moment, zone), (time) => time.toFormat('HH:mm'));
}

const days = new WeakMap<DateTime, string>();
const times = new WeakMap<DateTime, string>();

/** Writing a moment costs more than looking it up. */
function once(texts: WeakMap<DateTime, string>, time: DateTime, write: (time: DateTime) => string): string {
  const written = texts.get(time) ?? write(time);
  texts.set(time, written);
  return written;
}

/** A moment as clocks in a zone show it. */
function wallClock(moment: Instant, zone: string): DateTime {
  const key = `${moment} ${zone}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const time = DateTime.fromMillis(msOf(moment), { zone });
  known.set(key, time);
  return time;
}

/** Periods looked up lately, by length and day: every row asks for its own, and they share a few. */
const periods = new Map<string, BillingPeriod>();

/** The calendar month, or the week from Monday, that holds a day. */
export function periodOf(date: LocalDate, length: 'month' | 'week'): BillingPeriod {
  const key = `${length} ${date}`;
  const found = periods.get(key);
  if (found !== undefined) return found;
  if (periods.size >= mostKnown) periods.clear();
  const day = DateTime.fromISO(date, { zone: 'utc' });
  const period = { from: day.startOf(length).toISODate()!, to: day.endOf(length).toISODate()! };
  periods.set(key, period);
  return period;
}

/** The billing period an appointment falls in: the month or week, by the rules, of its service date. Null while its zone is not known. */
export function billingPeriodOf(
  facts: Pick<ItemFacts, 'startsAt' | 'endsAt' | 'timeZone'>,
  rules: Pick<Rules, 'invoice'>,
): BillingPeriod | null {
  return facts.timeZone === null ? null : periodOf(serviceDate(facts, facts.timeZone, rules), rules.invoice.period);
}

/**
 * The day an item counts for on its document: its service date, or, where a person moved it to a period that lies elsewhere, the nearest day of
 * that (E-22, D.1.12).
 */
export function billingDay(date: LocalDate, moved: BillingPeriod | null): LocalDate {
  if (moved === null) return date;
  if (date < moved.from) return moved.from;
  return date > moved.to ? moved.to : date;
}
