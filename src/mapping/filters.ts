import { DateTime } from 'luxon';
import { currencyDigits, roundTo } from '../domain/money.js';
import { countryCode } from './country.js';

/** Filters taken over from LiquidJS as they are, with what they do. */
export const liquidFilters = {
  append: 'Adds a text at the end.',
  prepend: 'Adds a text in front.',
  capitalize: 'First letter upper case.',
  upcase: 'All letters upper case.',
  downcase: 'All letters lower case.',
  strip: 'Removes spaces at both ends.',
  replace: 'Replaces a text by another, everywhere.',
  remove: 'Removes a text, everywhere.',
  truncate: 'Cuts to a length, with … at the end.',
  slice: 'A part: from position, length.',
  split: 'Cuts into a list at a text.',
  first: 'First of a list.',
  last: 'Last of a list.',
  join: 'Joins a list with a text between.',
  size: 'Number of characters, or of entries of a list.',
  default: 'Another text when this one is empty.',
} as const;

/** What our own filters can see besides their input. */
export interface FilterSurroundings {
  zone: string | null;
  language: string;
}

/** Our own filters, with what they do. Each gets its input as text and throws an Error with a sentence for a person. */
export const ownFilters: Record<
  string,
  { sentence: string; run: (input: string, args: string[], around: FilterSurroundings) => string }
> = {
  date: {
    sentence:
      'A moment or day in a form of your choice, in the zone of the business: date: "d MMMM yyyy", or with a language: date: "d MMMM", "da".',
    run: formatDate,
  },
  money: {
    sentence: 'A number with all the decimals of its currency: {{ price.amount | money: price.currency }}.',
    run: formatMoney,
  },
  country_code: {
    sentence: 'Two-letter code of a country written in English or as a code; empty when unknown.',
    run: (input) => countryCode(input),
  },
  digits: { sentence: 'Only the digits.', run: (input) => input.replace(/\D/gu, '') },
};

function formatDate(input: string, [format, language]: string[], around: FilterSurroundings): string {
  if (input === '') return '';
  if (format === undefined) throw new Error('the filter date needs a form, for instance date: "d MMMM yyyy"');
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(input);
  const time = DateTime.fromISO(input, { zone: isDay ? 'utc' : (around.zone ?? 'utc') });
  if (!time.isValid) throw new Error(`"${input}" is not a date`);
  return time.setLocale(language ?? around.language).toFormat(format);
}

function formatMoney(input: string, [currency]: string[]): string {
  if (input === '') return '';
  const digits = currencyDigits(currency ?? 'EUR');
  const [whole, fraction = ''] = roundTo(input, digits).split('.');
  return digits === 0 ? whole! : `${whole}.${fraction.padEnd(digits, '0')}`;
}
