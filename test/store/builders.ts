import type { DraftLine, ErpInvoice, Invoice, InvoiceLine } from '../../src/domain/invoice.js';
import { unmapped, type BillingItem, type ItemBilling, type ItemFacts } from '../../src/domain/item.js';
import { blocks, type Problem } from '../../src/domain/problems.js';
import type { AppointmentReading } from '../../src/domain/appointment-store.js';
import type { AuditEntry } from '../../src/domain/audit-store.js';
import type { Run } from '../../src/domain/run-store.js';

/** A fixed moment; everything in these tests happens around it. */
export const noon = '2026-06-01T12:00:00.000Z';
export const later = '2026-06-01T13:00:00.000Z';
export const company = 'c0ffee00-0000-4000-8000-000000000001';
export const business = 'salon@fjord.test';

/** Minutes after {@link noon}, negative for before. */
export function minutesAfter(minutes: number): string {
  return new Date(Date.parse(noon) + minutes * 60_000).toISOString();
}

export function facts(changes: Partial<ItemFacts> = {}): ItemFacts {
  const appointmentId = changes.appointmentId ?? 'appointment-1';
  return {
    id: `${appointmentId}/kim`,
    businessId: business,
    appointmentId,
    attendeeKey: 'email:kim@example.test',
    companyId: company,
    partyKey: 'email:kim@example.test',
    serviceId: 'service-1',
    serviceName: 'Haircut',
    startsAt: '2026-06-01T09:00:00.000Z',
    endsAt: '2026-06-01T10:00:00.000Z',
    maturesAt: '2026-06-01T10:15:00.000Z',
    timeZone: 'Europe/Copenhagen',
    priceType: 'fixedPrice',
    price: 100,
    currency: 'EUR',
    attendee: {
      customerId: null,
      name: 'Kim Østergård',
      email: 'kim@example.test',
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
    lastUpdatedAt: '2026-06-01T08:00:00.000Z',
    createdAt: '2026-05-01T08:00:00.000Z',
    readingProblems: [],
    ...changes,
  };
}

/** A complete reading of one appointment with one attendee, unless it says otherwise. */
export function reading(changes: Partial<AppointmentReading> = {}): AppointmentReading {
  const appointmentId = changes.appointmentId ?? 'appointment-1';
  const businessId = changes.businessId ?? business;
  return {
    businessId,
    appointmentId,
    startsAt: '2026-06-01T09:00:00.000Z',
    endsAt: '2026-06-01T10:00:00.000Z',
    lastUpdatedAt: '2026-06-01T08:00:00.000Z',
    fingerprint: `list form of ${appointmentId}`,
    complete: true,
    readAt: noon,
    items: [facts({ appointmentId, businessId })],
    ...changes,
  };
}

export function billing(changes: Partial<ItemBilling> = {}): ItemBilling {
  return {
    ...unmapped,
    sellTo: { id: 'customer-1', number: 'C0001', name: 'Kim Østergård ApS' },
    erpItem: { id: 'item-1', number: 'CUT', name: 'Haircut' },
    quantity: '1',
    unitPrice: '100',
    amount: '100',
    currency: 'EUR',
    description: 'Haircut',
    reasoning: ['Fixed price of the service.'],
    ...changes,
  };
}

export const blocking: Problem = blocks('erp-refused', 'retry', 'Business Central said no.');

export function draftLine(changes: Partial<DraftLine> = {}): DraftLine {
  return {
    billingItemId: null,
    erpItemId: 'item-1',
    description: 'Haircut',
    description2: '',
    quantity: '1',
    unitPrice: '100',
    unitOfMeasureCode: null,
    taxCode: null,
    shipmentDate: null,
    ...changes,
  };
}

export function invoice(changes: Partial<Invoice> = {}): Invoice {
  const key = changes.key ?? `BL-${changes.id ?? 'invoice-1'}`.toUpperCase();
  return {
    id: 'invoice-1',
    key,
    companyId: company,
    runId: null,
    customer: { id: 'customer-1', number: 'C0001', name: 'Kim Østergård ApS' },
    billTo: null,
    currency: 'EUR',
    draft: {
      key,
      companyId: company,
      sellToCustomerId: 'customer-1',
      billToCustomerId: null,
      currencyCode: 'EUR',
      invoiceDate: '2026-06-01',
      postingDate: null,
      dueDate: null,
      purchaseOrderReference: '',
      salesperson: null,
      shortcutDimension1Code: null,
      shortcutDimension2Code: null,
      paymentTermsId: null,
      lines: [],
    },
    expectedTotal: '100',
    push: 'intended',
    attempts: 0,
    attemptedAt: null,
    nextAttemptAt: noon,
    problem: null,
    erp: null,
    draftNumber: null,
    settledAt: null,
    variance: null,
    createdAt: noon,
    createdBy: 'clerk@fjord.test',
    version: 1,
    ...changes,
  };
}

export function linesFor(invoiceId: string, items: readonly Pick<BillingItem, 'facts'>[]): InvoiceLine[] {
  return items.map((item, index) => ({
    invoiceId,
    lineNo: index + 1,
    billingItemId: item.facts.id,
    line: draftLine({ billingItemId: item.facts.id }),
    evidence: JSON.stringify(item.facts),
    erpLineId: null,
    amounts: null,
    releasedAt: null,
  }));
}

export function erpInvoice(changes: Partial<ErpInvoice> = {}): ErpInvoice {
  return {
    id: 'erp-invoice-1',
    number: 'D-100',
    key: 'BL-INVOICE-1',
    status: 'draft',
    customerId: 'customer-1',
    customerNumber: 'C0001',
    customerName: 'Kim Østergård ApS',
    currencyCode: 'EUR',
    pricesIncludeTax: false,
    netTotal: '100',
    taxTotal: '25',
    grossTotal: '125',
    remainingAmount: '125',
    invoiceDate: '2026-06-01',
    postingDate: '2026-06-01',
    dueDate: '2026-06-15',
    lastModifiedAt: noon,
    etag: 'W/"1"',
    ...changes,
  };
}

export function run(changes: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    kind: 'sync',
    state: 'queued',
    requestedBy: 'system',
    request: '{}',
    queuedAt: noon,
    startedAt: null,
    finishedAt: null,
    steps: [],
    counts: {},
    waitingFor: null,
    waitingUntil: null,
    error: null,
    ...changes,
  };
}

export function auditEntry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: noon,
    actor: 'clerk@fjord.test',
    action: 'exclude',
    itemId: null,
    invoiceId: null,
    runId: null,
    before: null,
    after: null,
    reason: 'Goodwill.',
    ...changes,
  };
}
