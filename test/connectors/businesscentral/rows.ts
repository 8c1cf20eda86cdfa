/** Records as Business Central puts them on the wire, with defaults. */

export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export function customerRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    '@odata.etag': 'W/"customer"',
    id: idOf(1),
    number: 'C00010',
    displayName: 'Anna Berg',
    type: 'Person',
    email: 'anna@fjord.test',
    currencyCode: 'EUR',
    blocked: '_x0020_',
    balanceDue: 3036.6,
    lastModifiedDateTime: '2026-03-05T19:19:22.37Z',
    ...changes,
  };
}

export function itemRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: idOf(2),
    number: 'S100',
    displayName: 'Massage',
    type: 'Service',
    blocked: false,
    baseUnitOfMeasureCode: 'HOUR',
    lastModifiedDateTime: '2026-03-05T19:19:22Z',
    ...changes,
  };
}

export function invoiceRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    '@odata.etag': 'W/"JzIwOzE2MDkzODIwNzUxNDQyNjczMDg1MTswMDsn"',
    id: idOf(3),
    number: '102580',
    externalDocumentNumber: 'BKG-1',
    status: 'Draft',
    customerId: idOf(1),
    customerNumber: 'C00010',
    customerName: 'Anna Berg',
    currencyCode: 'EUR',
    pricesIncludeTax: false,
    totalAmountExcludingTax: 100.1,
    totalTaxAmount: 25.03,
    totalAmountIncludingTax: 125.13,
    remainingAmount: 125.13,
    invoiceDate: '2026-05-06',
    postingDate: '0001-01-01',
    dueDate: '2026-05-16',
    lastModifiedDateTime: '2026-05-06T10:05:24.083Z',
    ...changes,
  };
}

export function list(...rows: unknown[]): { value: unknown[] } {
  return { value: rows };
}

/** An error as Business Central words it. */
export function errorBody(code: string, message: string): object {
  return { error: { code, message: `${message}  CorrelationId:  8a3f2c7e-0000-4000-8000-0000000000aa.` } };
}
