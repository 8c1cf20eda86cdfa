import type { DraftInvoice, ErpInvoice, ErpInvoiceLine, Invoice, InvoiceLine } from '../../src/domain/invoice.js';
import type { ItemBilling, ItemFacts } from '../../src/domain/item.js';
import type { Run } from '../../src/domain/run-store.js';
import { addMs } from '../../src/domain/time.js';

/** Monday morning in Oslo: the moment all server tests happen at. */
export const now = '2026-06-15T08:00:00.000Z';
export const businessId = 'salon@fjord.test';
export const companyId = 'company-1';

export function itemFacts(overrides: Partial<ItemFacts> = {}): ItemFacts {
  const startsAt = overrides.startsAt ?? '2026-06-10T08:00:00.000Z';
  const endsAt = overrides.endsAt ?? addMs(startsAt, 3_600_000);
  const id = overrides.id ?? 'item-1';
  return {
    id,
    businessId,
    appointmentId: `appointment-of-${id}`,
    attendeeKey: 'email:anna@kunde.test',
    companyId,
    partyKey: 'email:anna@kunde.test',
    serviceId: 'service-1',
    serviceName: 'Haircut',
    startsAt,
    endsAt,
    maturesAt: endsAt,
    timeZone: 'Europe/Oslo',
    priceType: 'fixedPrice',
    price: 450,
    currency: 'NOK',
    attendee: {
      customerId: null,
      name: 'Anna Berg',
      email: 'anna@kunde.test',
      phone: '',
      notes: '',
      address: { street: '', city: '', state: '', postalCode: '', countryOrRegion: '' },
      answers: [],
    },
    maximumAttendeesCount: 1,
    filledAttendeesCount: 1,
    listedAttendeesCount: 1,
    staffMemberIds: ['staff-1'],
    staffNames: ['Dana Swope'],
    label: '',
    serviceNotes: '',
    additionalInformation: '',
    selfService: true,
    lastUpdatedAt: '2026-06-09T08:00:00.000Z',
    createdAt: '2026-06-01T08:00:00.000Z',
    readingProblems: [],
    ...overrides,
  };
}

export function itemBilling(overrides: Partial<ItemBilling> = {}): ItemBilling {
  return {
    sellTo: { id: 'customer-1', number: 'C10', name: 'Berg AS' },
    billTo: null,
    erpItem: { id: 'erp-item-1', number: 'HAIR', name: 'Haircut' },
    quantity: '1',
    unitPrice: '450',
    amount: '450',
    currency: 'NOK',
    description: 'Haircut 10.06.2026',
    exclusion: null,
    reasoning: ['Fixed price of the service.'],
    problems: [],
    ...overrides,
  };
}

function draftInvoice(key: string): DraftInvoice {
  return {
    key,
    companyId,
    sellToCustomerId: 'customer-1',
    billToCustomerId: null,
    currencyCode: 'NOK',
    invoiceDate: '2026-06-15',
    postingDate: null,
    dueDate: null,
    purchaseOrderReference: '',
    salesperson: null,
    shortcutDimension1Code: null,
    shortcutDimension2Code: null,
    paymentTermsId: null,
    lines: [],
  };
}

export function invoice(overrides: Partial<Invoice> = {}): Invoice {
  const id = overrides.id ?? 'invoice-1';
  const key = `BL-${id.toUpperCase()}`;
  return {
    id,
    key,
    companyId,
    runId: 'run-1',
    customer: { id: 'customer-1', number: 'C10', name: 'Berg AS' },
    billTo: null,
    currency: 'NOK',
    draft: draftInvoice(key),
    expectedTotal: '450',
    push: 'intended',
    attempts: 0,
    attemptedAt: null,
    nextAttemptAt: now,
    problem: null,
    erp: null,
    draftNumber: null,
    settledAt: null,
    variance: null,
    createdAt: now,
    createdBy: 'Kari',
    version: 1,
    ...overrides,
  };
}

export function invoiceLine(invoiceId: string, billingItemId: string): InvoiceLine {
  const line = {
    billingItemId,
    erpItemId: 'erp-item-1',
    description: 'Haircut',
    description2: '',
    quantity: '1',
    unitPrice: '450',
    unitOfMeasureCode: null,
    taxCode: null,
    shipmentDate: null,
  };
  return { invoiceId, lineNo: 1, billingItemId, line, evidence: '{}', erpLineId: null, amounts: null, releasedAt: null };
}

export function erpInvoice(overrides: Partial<ErpInvoice> = {}): ErpInvoice {
  return {
    id: 'erp-1',
    number: 'D-100',
    key: 'BL-INVOICE-1',
    status: 'draft',
    customerId: 'customer-1',
    customerNumber: 'C10',
    customerName: 'Berg AS',
    currencyCode: 'NOK',
    pricesIncludeTax: false,
    netTotal: '450',
    taxTotal: '112.5',
    grossTotal: '562.5',
    remainingAmount: '562.5',
    invoiceDate: '2026-06-15',
    postingDate: '2026-06-15',
    dueDate: '2026-06-29',
    lastModifiedAt: now,
    etag: 'W/"1"',
    ...overrides,
  };
}

/** The line of {@link invoiceLine} as BC tells it back, with 25 % tax. */
export function erpLine(overrides: Partial<ErpInvoiceLine> = {}): ErpInvoiceLine {
  return {
    id: 'erp-line-1',
    sequence: 10000,
    lineType: 'Item',
    erpItemId: 'erp-item-1',
    description: 'Haircut',
    quantity: '1',
    unitPrice: '450',
    amounts: { net: '450', tax: '112.5', gross: '562.5', taxPercent: '25' },
    ...overrides,
  };
}

export function run(overrides: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    kind: 'create',
    state: 'done',
    requestedBy: 'Kari',
    request: '{}',
    queuedAt: now,
    startedAt: now,
    finishedAt: now,
    steps: [],
    counts: {},
    waitingFor: null,
    waitingUntil: null,
    error: null,
    ...overrides,
  };
}
