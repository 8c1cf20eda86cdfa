import type { DraftInvoice, DraftLine } from '../../domain/invoice.js';
import { decimalOf, type DecimalText } from '../../domain/money.js';

/** A JSON body. Business Central validates properties in the order they stand (BC reference 0, fact 6), so the order here is the rule. */
export type Body = Record<string, unknown>;

/**
 * Header and lines of a draft. The customer comes first because it sets everything else; what changes due date or dimensions comes
 * before them (BC reference 3.4, 5.4). Only writable properties.
 */
export function draftBody(draft: DraftInvoice): Body {
  return present({
    customerId: draft.sellToCustomerId,
    billToCustomerId: draft.billToCustomerId,
    currencyCode: draft.currencyCode,
    paymentTermsId: draft.paymentTermsId,
    externalDocumentNumber: draft.key,
    invoiceDate: draft.invoiceDate,
    postingDate: draft.postingDate,
    dueDate: draft.dueDate,
    customerPurchaseOrderReference: draft.purchaseOrderReference,
    salesperson: draft.salesperson,
    shortcutDimension1Code: draft.shortcutDimension1Code,
    shortcutDimension2Code: draft.shortcutDimension2Code,
    salesInvoiceLines: draft.lines.map(lineBody),
  });
}

/**
 * The item first: it re-initialises the line; quantity and unit may recalculate the price, so the price comes after them and is always
 * sent, also when it is 0, which only counts once the item has put a price there (BC reference 3.5). No `sequence`: it broke inserts.
 * A comment line is its text; the default line type is Comment.
 */
function lineBody(line: DraftLine): Body {
  if (line.erpItemId === null) return { description: line.description, ...present({ description2: line.description2 }) };
  return present({
    itemId: line.erpItemId,
    quantity: jsonNumber(line.quantity),
    unitOfMeasureCode: line.unitOfMeasureCode,
    description: line.description,
    description2: line.description2,
    unitPrice: jsonNumber(line.unitPrice),
    taxCode: line.taxCode,
    shipmentDate: line.shipmentDate,
  });
}

/** The decimal as a JSON number: a double's shortest text. Throws RangeError when that is not the decimal (more than 15 digits). */
export function jsonNumber(text: DecimalText): number {
  const number = Number(text);
  if (Number.isFinite(number) && decimalOf(number) === decimalOf(text)) return number;
  throw new RangeError(`${text} has more digits than Business Central's numbers can carry exactly.`);
}

/** Leaves out what we have nothing to say about, so that Business Central's own default stands. */
function present(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== ''));
}
