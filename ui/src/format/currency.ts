/**
 * Currencies whose amounts do not have two digits after the point, from ISO 4217, as the server has them. Not from `Intl`: its tables say
 * how people write prices (Hungarian forints without a fraction) and differ between browsers, while an amount is what the invoice will say.
 */
const unusualDigits: ReadonlyMap<string, number> = new Map(
  [
    { digits: 0, codes: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF' },
    { digits: 3, codes: 'BHD IQD JOD KWD LYD OMR TND' },
    { digits: 4, codes: 'CLF UYW' },
  ].flatMap(({ digits, codes }) => codes.split(' ').map((code): [string, number] => [code, digits])),
);

/** Digits after the point that amounts of a currency have. Unknown codes, and none, count as 2. */
export function currencyDigits(currency: string | null): number {
  return unusualDigits.get(currency?.toUpperCase() ?? '') ?? 2;
}
