import { currencyDigits } from './currency.js';

/** Decimal text. Intl takes the text itself, so no digit passes through a float. */
type Decimal = `${number}`;

export type MoneyFormats = ReturnType<typeof createMoneyFormats>;

/** Exact printing of decimal text in a locale. Formats are kept for reuse. */
export function createMoneyFormats(locale: string) {
  const known = new Map<string, Intl.NumberFormat>();
  const formatOf = (name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const format = known.get(name) ?? new Intl.NumberFormat(locale, options);
    known.set(name, format);
    return format;
  };
  const amount = (value: string | null, currency: string | null): string => {
    if (value === null) return '';
    const digits = currencyDigits(currency);
    return formatOf(`#${digits}`, exactly(digits)).format(value as Decimal);
  };
  return {
    /** `1,234.50`: the currency's digits without its name; empty when there is no amount. */
    amount,
    /** `EUR 1,234.50`: the code, never a symbol, so that kroner of three countries stay apart. */
    money: (value: string, currency: string | null): string => {
      if (!isCode(currency)) return `${amount(value, null)} ${currency ?? ''}`.trim();
      const options = { style: 'currency', currency, currencyDisplay: 'code', ...exactly(currencyDigits(currency)) } as const;
      return formatOf(currency, options).format(value as Decimal);
    },
    /** As many digits as it has, up to five. */
    quantity: (value: string | null) =>
      value === null ? '' : formatOf('q', { maximumFractionDigits: 5 }).format(value as Decimal),
    /** Minutes as hours with at most two digits after the point. */
    hours: (minutes: number) => formatOf('h', { maximumFractionDigits: 2 }).format(minutes / 60),
    count: (value: number) => formatOf('n', {}).format(value),
  };
}

/** Reads what a person typed in their locale's way (`1.234,50` in Danish) as decimal text; null when it is no number. */
export function parseDecimal(locale: string, typed: string): string | null {
  const parts = new Intl.NumberFormat(locale).formatToParts(-1234567.5);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const group = sign('group').trim() || ' ';
  const bare = typed
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replaceAll(group, '');
  const text = bare.replace(sign('decimal'), '.').replace('\u2212', '-');
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text) ? text : null;
}

function exactly(digits: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

function isCode(currency: string | null): currency is string {
  return currency !== null && /^[A-Z]{3}$/.test(currency);
}
