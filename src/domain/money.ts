import { Decimal } from 'decimal.js';

/** An exact decimal number as plain text, never in exponent form: `1200`, `0.05`, `-3.5`. */
export type DecimalText = string;

/** An exact amount in one currency. */
export interface Money {
  amount: DecimalText;
  /** ISO 4217 code, upper case. */
  currency: string;
}

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/**
 * Currencies whose amounts do not have two digits after the point, from ISO 4217. Not from `Intl`: its tables say how people write prices
 * (Hungarian forints without a fraction) and change with the version of Node, while stored amounts must keep their meaning.
 */
const unusualDigits: ReadonlyMap<string, number> = new Map(
  [
    { digits: 0, codes: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF' },
    { digits: 3, codes: 'BHD IQD JOD KWD LYD OMR TND' },
    { digits: 4, codes: 'CLF UYW' },
  ].flatMap(({ digits, codes }) => codes.split(' ').map((code): [string, number] => [code, digits])),
);

/** Digits after the point that amounts of a currency have (EUR 2, JPY 0, KWD 3). Unknown codes count as 2. */
export function currencyDigits(currency: string): number {
  return unusualDigits.get(currency.toUpperCase()) ?? 2;
}

/**
 * Turns Graph's binary double into an exact decimal of the currency's precision, once (E-4, Graph reference 5.6).
 * `19.99` arrives as 19.989999…; what the business typed is the shortest decimal that gives that double.
 */
export function priceFromDouble(price: number, currency: string): DecimalText {
  if (!Number.isFinite(price)) throw new RangeError(`Not a price: ${price}.`);
  return plain(new Exact(price.toString()).toDecimalPlaces(currencyDigits(currency)));
}

/** `a × b`, exact. */
export function multiply(a: DecimalText, b: DecimalText): DecimalText {
  return plain(new Exact(a).times(b));
}

/** The sum of exact amounts; `0` for none. */
export function sum(amounts: Iterable<DecimalText>): DecimalText {
  let total = new Exact(0);
  for (const amount of amounts) total = total.plus(amount);
  return plain(total);
}

/** `a − b`, exact. */
export function subtract(a: DecimalText, b: DecimalText): DecimalText {
  return plain(new Exact(a).minus(b));
}

/** -1, 0 or 1. */
export function compareDecimals(a: DecimalText, b: DecimalText): number {
  return new Exact(a).comparedTo(b);
}

/** Half-up to `digits` places, as BC rounds a line amount (BC reference 5.1). */
export function roundTo(value: DecimalText, digits: number): DecimalText {
  return plain(new Exact(value).toDecimalPlaces(digits));
}

/** A net amount with its tax: 100 at 25 % is 125. Exact, not rounded. */
export function grossOf(net: DecimalText, taxPercent: DecimalText): DecimalText {
  return plain(new Exact(net).times(new Exact(taxPercent).div(100).plus(1)));
}

/** A gross amount without the tax in it: 125 at 25 % is 100. Not rounded beyond the 40 digits of the arithmetic. */
export function netOf(gross: DecimalText, taxPercent: DecimalText): DecimalText {
  return plain(new Exact(gross).div(new Exact(taxPercent).div(100).plus(1)));
}

/** `minutes / 60` to five places, BC's limit for a quantity. 20 minutes are 0.33333 h. */
export function hoursFromMinutes(minutes: number): DecimalText {
  return plain(new Exact(minutes).div(60).toDecimalPlaces(5));
}

/** Minutes rounded up, down or half-up to whole steps of `stepMinutes`. */
export function roundMinutes(minutes: number, stepMinutes: number, mode: 'up' | 'down' | 'nearest'): number {
  const steps = new Exact(minutes).div(stepMinutes);
  const whole = mode === 'up' ? steps.ceil() : mode === 'down' ? steps.floor() : steps.round();
  return whole.times(stepMinutes).toNumber();
}

/** How many of its smallest unit make one of a currency: an integer, so exact. */
function unitsIn(currency: string): number {
  return 10 ** currencyDigits(currency);
}

/** An amount as an integer of the currency's smallest unit: `12.50` EUR is 1250. Exact sums in SQL need integers. */
export function toMinor(amount: DecimalText, currency: string): number {
  const minor = minorOrNull(amount, currency);
  if (minor === null) throw new RangeError(`${amount} ${currency} is not a whole number of the currency's smallest unit.`);
  return minor;
}

/** The same, or null for an amount finer than the smallest unit: some companies' books round otherwise. */
export function minorOrNull(amount: DecimalText, currency: string): number | null {
  const minor = new Exact(amount).times(unitsIn(currency));
  return minor.isInteger() && Number.isSafeInteger(minor.toNumber()) ? minor.toNumber() : null;
}

/** The inverse of {@link toMinor}: 1250 EUR is `12.50`, with all the currency's digits. */
export function fromMinor(minor: number, currency: string): DecimalText {
  const digits = currencyDigits(currency);
  return new Exact(minor).div(unitsIn(currency)).toFixed(digits);
}

/** True for text that is a plain decimal number. */
export function isDecimal(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text);
}

/** A JSON number of a trusted decimal column or answer as decimal text. */
export function decimalOf(value: number | string): DecimalText {
  return plain(new Exact(value));
}

function plain(value: Decimal): DecimalText {
  return value.isZero() ? '0' : value.toFixed();
}
