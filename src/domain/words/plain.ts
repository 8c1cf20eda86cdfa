import { english } from './english.js';
import type { Words } from './sentence.js';
import { speakerOf, type Speaker } from './template.js';

const zoned = new Map<string, Intl.DateTimeFormat>();

/** English for logs, the command line and whoever reads a row without asking for a language: numbers with a point and without grouping. */
const plain: Speaker = speakerOf(english, { number: (value) => value, date: (date) => date, time: readableTime });

/** The words in English. */
export function inEnglish(words: Words): string {
  return wordsBy(plain, words) ?? '';
}

/** The words by a speaker. Null when it does not know one of the sentences: half of what was said would mislead. */
export function wordsBy(speaker: Speaker, words: Words): string | null {
  let text = '';
  for (const word of words) {
    const sentence = typeof word === 'string' ? word : speaker.sentence(word.sentence, word.values);
    if (sentence === null) return null;
    if (sentence !== '') text += text === '' ? sentence : ` ${sentence}`;
  }
  return text;
}

/** `26 Nov 2026, 11:12 CET`: the clock on the wall of the zone, which is named. */
export function readableTime(instant: string, zone: string): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? instant : timeFormat('en-GB', zone).format(at);
}

/** A moment to the minute in a locale and a zone, which is named. A zone the machine does not know is told in UTC. Formats are kept. */
export function timeFormat(locale: string, zone: string): Intl.DateTimeFormat {
  const name = `${locale}|${zone}`;
  const format = zoned.get(name) ?? makeTimeFormat(locale, zone);
  zoned.set(name, format);
  return format;
}

function makeTimeFormat(locale: string, zone: string): Intl.DateTimeFormat {
  const shape = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  } as const;
  try {
    return new Intl.DateTimeFormat(locale, { ...shape, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat(locale, { ...shape, timeZone: 'UTC' });
  }
}
