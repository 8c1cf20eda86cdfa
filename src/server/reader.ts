import type { FastifyRequest } from 'fastify';
import { timeFormat, wordsBy } from '../domain/words/plain.js';
import { danish } from '../domain/words/danish.js';
import { english } from '../domain/words/english.js';
import type { Words } from '../domain/words/sentence.js';
import { speakerOf } from '../domain/words/template.js';
import { knownLocale } from './filter/context.js';

/** The languages sentences are told in. */
export const languages = ['en', 'da'] as const;
export type Language = (typeof languages)[number];

/** Whoever reads an answer: sentences are told in their language, with numbers and times as their locale writes them. */
export interface Reader {
  language: Language;
  /** The words, or null when one of the sentences is not known here. */
  word(words: Words): string | null;
  /** The words, as {@link Reader.word}; nothing where that is not possible. */
  tell(...words: Words): string;
  /** The word of a group for a value, as in `{value|group}`; the value itself when there is none. */
  wordFor(group: string, value: string): string;
}

const catalogues = { en: english, da: danish };
const readers = new Map<string, Reader>();

/** The reader of a locale (BCP 47). English for a language we do not speak. Kept: there are as many as languages have regions. */
export function readerOf(locale: string): Reader {
  const { language: spoken, region } = new Intl.Locale(knownLocale(locale));
  const language = languages.find((one) => one === spoken);
  const name = language === undefined ? 'en' : [language, region].filter(Boolean).join('-');
  const reader = readers.get(name) ?? createReader(language ?? 'en', name);
  readers.set(name, reader);
  return reader;
}

/** The reader of a request: its own wish in the address or body before the browser's. */
export function readerOfRequest(request: FastifyRequest): Reader {
  return readerOf(wishOf(request.query) ?? wishOf(request.body) ?? localeOf(request.headers['accept-language']));
}

/** The first language the browser asks for; English when it asks for none we know. */
export function localeOf(acceptLanguage: string | undefined): string {
  const first = acceptLanguage?.split(',')[0]?.split(';')[0]?.trim() ?? '';
  return first === '' || first === '*' ? 'en' : knownLocale(first);
}

function wishOf(part: unknown): string | null {
  const locale = typeof part === 'object' && part !== null ? (part as { locale?: unknown }).locale : null;
  return typeof locale === 'string' && locale !== '' ? locale : null;
}

function createReader(language: Language, locale: string): Reader {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const speaker = speakerOf(catalogues[language], {
    number: numberWriter(locale),
    time: (instant, zone) => withMoment(instant, timeFormat(locale, zone)),
    date: (date) => withMoment(`${date.slice(0, 10)}T00:00:00Z`, day),
  });
  const word = (words: Words) => wordsBy(speaker, words);
  const catalogue: Readonly<Record<string, string>> = catalogues[language];
  return {
    language,
    word,
    tell: (...words) => word(words) ?? '',
    wordFor: (group, value) => catalogue[`${group}.${value}`] ?? value,
  };
}

function withMoment(instant: string, format: Intl.DateTimeFormat): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? instant : format.format(at);
}

/** Writes an exact decimal with all its digits; what is none stays as it is. The formats by number of digits are kept. */
function numberWriter(locale: string): (value: string) => string {
  const formats = new Map<number, Intl.NumberFormat>();
  return (value) => {
    if (!/^-?\d+(\.\d{1,10})?$/.test(value)) return value;
    const digits = value.split('.')[1]?.length ?? 0;
    const shape = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    const format = formats.get(digits) ?? new Intl.NumberFormat(locale, shape);
    formats.set(digits, format);
    return format.format(value as `${number}`);
  };
}
