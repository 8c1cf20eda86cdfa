import { decimalOf, isDecimal, type DecimalText } from '../../domain/money.js';
import { say } from '../../domain/words/sentence.js';
import { numberSignsOf } from './context.js';
import { FilterError } from './filterError.js';

/** A number as the locale writes it: `1.234,5` in German, `1,234.5` in English. Throws FilterError with the way to write it. */
export function readNumber(text: string, locale: string): DecimalText {
  const signs = numberSignsOf(locale);
  const negative = /^[-−]/u.test(text);
  const [whole, fraction, ...more] = text.slice(negative ? 1 : 0).split(signs.decimal);
  const digits = ungroup(whole ?? '', signs.group);
  const plain = fraction === undefined ? digits : `${digits}.${fraction}`;
  if (digits === null || plain === null || more.length > 0 || !isDecimal(plain)) throw numberFault(text, signs.decimal);
  return decimalOf(negative ? `-${plain}` : plain);
}

/** A decimal as {@link readNumber} reads it in the locale. */
export function writeNumber(value: DecimalText, locale: string): string {
  return value.replace('.', numberSignsOf(locale).decimal);
}

function ungroup(whole: string, group: string): string | null {
  if (/^\d+$/.test(whole)) return whole;
  const separator = /^\s$/u.test(group) ? String.raw`\s` : /['’]/u.test(group) ? `['’]` : group.replace(/[.]/, String.raw`\.`);
  if (separator === '' || !new RegExp(`^\\d{1,3}(?:${separator}\\d{3})+$`, 'u').test(whole)) return null;
  return whole.replace(/\D/gu, '');
}

function numberFault(text: string, decimal: string): FilterError {
  return new FilterError(say('filter-no-number', { text, decimal }));
}
