import type { DraftInvoice, DraftLine } from '../../../src/domain/invoice.js';
import { companyId } from './target.js';
import { idOf } from './rows.js';

export function draftLine(changes: Partial<DraftLine> = {}): DraftLine {
  return {
    billingItemId: 'item-1',
    erpItemId: idOf(2),
    description: 'Massage, 6 May',
    description2: '',
    quantity: '1.5',
    unitPrice: '80',
    unitOfMeasureCode: 'HOUR',
    taxCode: null,
    shipmentDate: '2026-05-06',
    ...changes,
  };
}

export function draftInvoice(changes: Partial<DraftInvoice> = {}): DraftInvoice {
  return {
    key: 'BKG-1',
    companyId,
    sellToCustomerId: idOf(1),
    billToCustomerId: null,
    currencyCode: 'EUR',
    invoiceDate: '2026-05-06',
    postingDate: null,
    dueDate: null,
    purchaseOrderReference: '',
    salesperson: null,
    shortcutDimension1Code: null,
    shortcutDimension2Code: null,
    paymentTermsId: null,
    lines: [draftLine()],
    ...changes,
  };
}
