import { Decimal } from 'decimal.js';

/** What a line brings to the sums; decimal text in document currency, rates in percent. */
export interface LineFigures {
  quantity: string;
  unitPrice: string;
  discountPercent: string;
  discountAmount: string;
  /** Which of the two discounts was given; the other follows. */
  discountGivenAs: 'percent' | 'amount';
  taxPercent: string;
  /** Lines of one tax group share a running total. */
  taxGroup: string;
}

/** Computed figures of a line, under the names of the API. */
export interface LineAmounts {
  discountPercent: string;
  discountAmount: string;
  amountExcludingTax: string;
  totalTaxAmount: string;
  amountIncludingTax: string;
  invoiceDiscountAllocation: string;
  netAmount: string;
  netTaxAmount: string;
  netAmountIncludingTax: string;
}

export interface DocumentAmounts {
  lines: LineAmounts[];
  totalAmountExcludingTax: string;
  totalTaxAmount: string;
  totalAmountIncludingTax: string;
}

interface Split {
  net: Decimal;
  tax: Decimal;
}

/**
 * Amounts of a document (reference 5.1, 5.2): line amount is quantity times price, rounded, less the line discount;
 * tax is worked out per tax group on running totals, so that the document's tax is right and a line's may be off by one unit.
 * @param decimals places of the currency's amounts
 * @param invoiceDiscount spread over the lines by amount
 */
export function computeAmounts(
  lines: LineFigures[],
  options: { decimals: number; pricesIncludeTax: boolean; invoiceDiscount: string },
): DocumentAmounts {
  const { decimals, pricesIncludeTax } = options;
  const discounts = lines.map((line) => lineDiscount(line, decimals));
  const amounts = lines.map((line, at) => gross(line, decimals).minus(discounts[at]!));
  const allocations = spread(new Decimal(options.invoiceDiscount), amounts, decimals);
  const before = splitTax(lines, amounts, pricesIncludeTax, decimals);
  const after = splitTax(
    lines,
    amounts.map((amount, at) => amount.minus(allocations[at]!)),
    pricesIncludeTax,
    decimals,
  );
  return {
    lines: lines.map((line, at) => lineAmounts(line, discounts[at]!, before[at]!, after[at]!, decimals)),
    totalAmountExcludingTax: sum(after.map(({ net }) => net)).toString(),
    totalTaxAmount: sum(after.map(({ tax }) => tax)).toString(),
    totalAmountIncludingTax: sum(after.map(({ net, tax }) => net.plus(tax))).toString(),
  };
}

function lineAmounts(line: LineFigures, discount: Decimal, before: Split, after: Split, decimals: number): LineAmounts {
  return {
    discountAmount: discount.toString(),
    discountPercent: discountPercent(line, discount, decimals).toString(),
    amountExcludingTax: before.net.toString(),
    totalTaxAmount: before.tax.toString(),
    amountIncludingTax: before.net.plus(before.tax).toString(),
    invoiceDiscountAllocation: before.net.minus(after.net).toString(),
    netAmount: after.net.toString(),
    netTaxAmount: after.tax.toString(),
    netAmountIncludingTax: after.net.plus(after.tax).toString(),
  };
}

function gross(line: LineFigures, decimals: number): Decimal {
  return new Decimal(line.quantity).times(line.unitPrice).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
}

function lineDiscount(line: LineFigures, decimals: number): Decimal {
  if (line.discountGivenAs === 'amount') return new Decimal(line.discountAmount).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
  return gross(line, decimals).times(line.discountPercent).div(100).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
}

function discountPercent(line: LineFigures, discount: Decimal, decimals: number): Decimal {
  if (line.discountGivenAs === 'percent') return new Decimal(line.discountPercent);
  const amount = gross(line, decimals);
  return amount.isZero() ? amount : discount.times(100).div(amount).toDecimalPlaces(5, Decimal.ROUND_HALF_UP);
}

/** Shares of a sum by weight, rounded so that they add up. */
function spread(total: Decimal, weights: Decimal[], decimals: number): Decimal[] {
  const whole = sum(weights);
  let weightSoFar = new Decimal(0);
  let sharedSoFar = new Decimal(0);
  return weights.map((weight) => {
    weightSoFar = weightSoFar.plus(weight);
    const target = whole.isZero() ? whole : total.times(weightSoFar).div(whole).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
    const share = target.minus(sharedSoFar);
    sharedSoFar = target;
    return share;
  });
}

function splitTax(lines: LineFigures[], amounts: Decimal[], pricesIncludeTax: boolean, decimals: number): Split[] {
  const running = new Map<string, { amount: Decimal; net: Decimal; tax: Decimal }>();
  return lines.map((line, at) => {
    const group = running.get(line.taxGroup) ?? { amount: new Decimal(0), net: new Decimal(0), tax: new Decimal(0) };
    const amount = group.amount.plus(amounts[at]!);
    const net = pricesIncludeTax
      ? amount.times(100).div(new Decimal(line.taxPercent).plus(100)).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP)
      : amount;
    const tax = pricesIncludeTax
      ? amount.minus(net)
      : amount.times(line.taxPercent).div(100).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
    running.set(line.taxGroup, { amount, net, tax });
    return { net: net.minus(group.net), tax: tax.minus(group.tax) };
  });
}

function sum(values: Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), new Decimal(0));
}
