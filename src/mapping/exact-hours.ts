import { Decimal } from 'decimal.js';
import { currencyDigits, decimalOf, type DecimalText } from '../domain/money.js';

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/**
 * The unit price to send with hours cut to five decimals. BC bills round(quantity × unit price), and 0.33333 h of a high rate misses a
 * third of it by a cent (E-4: 3 × 20 min are 1 h). Then the unit price with the fewest decimals that gives the exact amount; else `rate`.
 */
export function unitPriceForExact(rate: DecimalText, minutes: number, quantity: DecimalText, currency: string): DecimalText {
  const digits = currencyDigits(currency);
  const due = new Exact(rate).times(minutes).div(60).toDecimalPlaces(digits);
  const gives = (unitPrice: Decimal): boolean => unitPrice.times(quantity).toDecimalPlaces(digits).equals(due);
  if (gives(new Exact(rate))) return rate;
  for (let decimals = digits; decimals <= 5; decimals += 1) {
    const candidate = due.div(quantity).toDecimalPlaces(decimals);
    if (gives(candidate)) return decimalOf(candidate.toFixed());
  }
  return rate;
}
