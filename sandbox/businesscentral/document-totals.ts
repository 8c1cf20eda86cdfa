import { Decimal } from 'decimal.js';
import { computeAmounts, type LineFigures } from './amounts.js';
import type { Books } from './books.js';
import { amountDecimals } from './currency.js';
import type { DocumentKind } from './document-kind.js';
import { fieldError } from './errors.js';
import type { LineRecord } from './line-object.js';
import type { Row } from './table.js';

/** A document being written: copies of its header and lines, not yet in the tables. */
export interface WorkingDocument {
  kind: DocumentKind;
  header: LineRecord;
  lines: LineRecord[];
}

/**
 * Works the amounts out again and writes what changed. The header is always written, so its ETag moves with its lines
 * (reference 8). Returns the header as stored.
 */
export function rewriteDocument(books: Books, { kind, header, lines }: WorkingDocument): Row {
  const amounts = computeAmounts(lines.map(figuresOf), {
    decimals: amountDecimals(books, header['currencyCode'] as string),
    pricesIncludeTax: header['pricesIncludeTax'] === true,
    invoiceDiscount: header['discountAmount'] as string,
  });
  checkDiscount(header, lines, amounts.totalAmountIncludingTax);
  lines.forEach((line, at) => writeLine(books, kind, { ...line, ...amounts.lines[at] }));
  const { totalAmountExcludingTax, totalTaxAmount, totalAmountIncludingTax } = amounts;
  return books
    .table(kind.entitySet)
    .update(header['id'] as string, { ...header, totalAmountExcludingTax, totalTaxAmount, totalAmountIncludingTax });
}

function figuresOf(line: LineRecord): LineFigures {
  return { ...(line as unknown as LineFigures), taxGroup: `${String(line['taxGroup'])} ${String(line['taxPercent'])}` };
}

function checkDiscount(header: LineRecord, lines: LineRecord[], total: string): void {
  const discount = new Decimal(header['discountAmount'] as string);
  if (lines.length === 0 || discount.isZero()) return;
  if (discount.isNegative() || new Decimal(total).isNegative()) {
    throw fieldError('Invoice Discount Amount must be between 0 and the amount of the document.');
  }
}

function writeLine(books: Books, kind: DocumentKind, line: LineRecord): void {
  const table = books.table(kind.lineSet);
  const stored = table.get(line['id'] as string);
  if (!stored) table.insert(line as LineRecord & { id: string });
  else if (Object.keys(line).some((name) => line[name] !== stored[name])) table.update(stored.id, line);
}
