import type { Instant } from '../../domain/time.js';

/** What a filter text is read against. */
export interface FilterContext {
  /** BCP 47 tag: decides the decimal sign and the order of day, month and year. */
  locale: string;
  /** IANA zone of the business: `today` and every date without a zone are days of it. */
  zone: string;
  now: Instant;
}

/** The first part of the locale's way of writing dates: `day` is 31.12.2026, `month` is 12/31/2026, `year` is 2026-12-31. */
export const dateOrders = ['day', 'month', 'year'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** How the locale writes dates. A locale the machine does not know counts as `day`. */
export function dateOrderOf(locale: string): DateOrder {
  const parts = new Intl.DateTimeFormat(knownLocale(locale), { dateStyle: 'short', calendar: 'gregory' }).formatToParts(0);
  const first = parts.find((part) => part.type === 'day' || part.type === 'month' || part.type === 'year');
  return dateOrders.find((order) => order === first?.type) ?? 'day';
}

/** How the locale writes numbers. `group` is empty when the locale has no grouping sign. */
export function numberSignsOf(locale: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(knownLocale(locale), { useGrouping: true, numberingSystem: 'latn' }).formatToParts(
    1234567.5,
  );
  const signOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: signOf('decimal') || '.', group: signOf('group') };
}

/** The tag itself when the machine knows it, otherwise English. */
export function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
