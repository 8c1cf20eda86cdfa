import { addDecimals } from '../../format/decimal.js';

/** Expected totals of documents, per currency: currencies are never added together. */
export function totalsOf(
  documents: readonly { currency: string; expectedTotal: string }[],
): { currency: string; amount: string }[] {
  const sums = new Map<string, string>();
  for (const { currency, expectedTotal } of documents) sums.set(currency, addDecimals(sums.get(currency) ?? '0', expectedTotal));
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
