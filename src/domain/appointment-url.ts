import type { ItemFacts } from './item.js';
import { localDate } from './time.js';

/** What an address may hold in braces. `date`: the day it starts, in the zone of the business. */
const placeholders = {
  business: (facts: ItemFacts) => facts.businessId,
  appointment: (facts: ItemFacts) => facts.appointmentId,
  date: (facts: ItemFacts) => localDate(facts.startsAt, facts.timeZone ?? 'UTC'),
} as const;
const names = Object.keys(placeholders) as (keyof typeof placeholders)[];

/** Addresses of appointments by the mailbox of their business; under `*` that of all others. */
export type AppointmentUrls = Readonly<Record<string, string>>;

/** What is wrong with the pattern of an address, as the end of a sentence; null when nothing is. */
export function faultOfAppointmentUrl(pattern: string): string | null {
  if (!/^https:\/\/[^/{}?#\s@]+(\/[^\s]*)?$/.test(pattern) || !URL.canParse(pattern))
    return 'must be an https address, without {…} before the first / of its path';
  const rest = pattern.replace(/\{([^{}]*)\}/g, (found, name: string) => (names.some((known) => known === name) ? '' : found));
  const wrong = /\{[^{}]*\}|[{}]/.exec(rest)?.[0];
  if (wrong === undefined) return null;
  return `"${wrong}" is not known; write ${names.map((name) => `{${name}}`).join(', ')}`;
}

/**
 * The address of an appointment in Bookings: Graph tells none (Graph reference 6), so an administrator writes how it is made. Null where none
 * is configured. Values are percent-encoded: they never change where the address leads.
 */
export function appointmentUrlOf(urls: AppointmentUrls, facts: ItemFacts): string | null {
  const pattern = urls[facts.businessId.toLowerCase()] ?? urls['*'];
  if (pattern === undefined) return null;
  return names.reduce((text, name) => text.replaceAll(`{${name}}`, () => encodeURIComponent(placeholders[name](facts))), pattern);
}
