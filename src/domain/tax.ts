import { currencyDigits, grossOf, netOf, roundTo, subtract, type DecimalText } from './money.js';

/** A line's amounts in the currency of its document, after discounts, as the ERP reports them. */
export interface LineAmounts {
  net: DecimalText;
  tax: DecimalText;
  gross: DecimalText;
  /** Null when the ERP did not say. */
  taxPercent: DecimalText | null;
}

/** At what rate the ERP last taxed one item for one pair of customer and payer. */
export interface TaxRate {
  companyId: string;
  /** ERP ids; the payer is null where the ERP's own default applied. */
  customerId: string;
  payerId: string | null;
  erpItemId: string;
  taxPercent: DecimalText;
  /** The document's word: prices of its lines hold the tax already. */
  pricesIncludeTax: boolean;
}

/** Where a row's tax comes from: what the ERP reports of the line, or what its last rate lets one expect. */
export const taxBases = ['document', 'expected'] as const;
export type TaxBasis = (typeof taxBases)[number];

/**
 * What an amount of ours would become at a rate, rounded by line in the currency's precision. An expectation and never more: the ERP alone
 * computes tax, and it rounds over the whole document (E-4).
 */
export function expectedAmounts(
  amount: DecimalText,
  currency: string,
  { taxPercent, pricesIncludeTax }: Pick<TaxRate, 'taxPercent' | 'pricesIncludeTax'>,
): LineAmounts {
  const digits = currencyDigits(currency);
  const net = pricesIncludeTax ? roundTo(netOf(amount, taxPercent), digits) : amount;
  const gross = pricesIncludeTax ? amount : roundTo(grossOf(amount, taxPercent), digits);
  return { net, tax: subtract(gross, net), gross, taxPercent };
}
