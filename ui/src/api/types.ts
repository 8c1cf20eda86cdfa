/** The shapes the pages work with, as the server's OpenAPI document tells them. Decimals are text, moments are UTC ISO strings. */

export const itemStates = [
  'upcoming',
  'scheduled',
  'ready',
  'blocked',
  'drafting',
  'drafted',
  'sent',
  'posted',
  'paid',
  'credited',
  'excluded',
  'cancelled',
] as const;
export type ItemState = (typeof itemStates)[number];

export const views = [
  'not-invoiced',
  'ready',
  'blocked',
  'upcoming',
  'scheduled',
  'drafted',
  'posted',
  'excluded',
  'cancelled',
  'all',
] as const;
export type View = (typeof views)[number];

export interface Candidate {
  id: string;
  number: string;
  name: string;
  email: string;
}

export type ProblemFix =
  | 'assign-customer'
  | 'map-service'
  | 'set-price'
  | 'exclude'
  | 'fix-in-bookings'
  | 'fix-in-erp'
  | 'fix-configuration'
  | 'retry'
  | 'confirm'
  | 'wait';

export interface Problem {
  code: string;
  severity: 'blocks' | 'warns';
  message: string;
  values: Record<string, string>;
  fix: ProblemFix;
  candidates?: Candidate[] | undefined;
}

export interface ErpReference {
  id: string;
  number: string;
  name: string;
}

/** One line of the list. */
export interface ItemRow {
  id: string;
  version: number;
  state: ItemState;
  stage: string;
  startsAt: string;
  endsAt: string;
  timeZone: string | null;
  durationMinutes: number;
  businessId: string;
  companyId: string | null;
  customerName: string;
  customerEmail: string;
  customerNumber: string | null;
  payerNumber: string | null;
  payerName: string | null;
  serviceName: string;
  itemNumber: string | null;
  staff: string[];
  attendees: number;
  priceType: string;
  unitPrice: string | null;
  quantity: string | null;
  amount: string | null;
  currency: string | null;
  problems: Problem[];
  /** Why it is not billed at all, as a word; null when it may be. */
  exclusion: string | null;
  reason: string;
  /** What a filter on the reason compares with. */
  reasonCode: string;
  daysWaiting: number | null;
  changedAt: string;
  invoiceId: string | null;
  documentNumber: string | null;
  documentStatus: string | null;
  documentUrl: string | null;
  runId: string | null;
}

export interface ListTotal {
  currency: string | null;
  count: number;
  minutes: number;
  amount: string;
}

export interface Signed {
  by: string;
  at: string;
  reason: string;
}

export interface BillingItem {
  facts: {
    appointmentId: string;
    serviceName: string;
    priceType: string;
    price: number;
    currency: string | null;
    attendee: {
      name: string;
      email: string;
      phone: string;
      notes: string;
      answers: { questionId: string | null; question: string; answer: string }[];
    } | null;
    maximumAttendeesCount: number;
    listedAttendeesCount: number;
    serviceNotes: string;
    additionalInformation: string;
    selfService: boolean;
    lastUpdatedAt: string | null;
  };
  readAt: string;
  decision: {
    exclusion: (Signed & { kind: string; reference: string | null }) | null;
    price: (Signed & { unitPrice: string; quantity: string }) | null;
    notBefore: (Signed & { date: string }) | null;
    billAttendee: Signed | null;
    confirmed: Signed | null;
  };
  billing: {
    sellTo: ErpReference | null;
    billTo: ErpReference | null;
    erpItem: ErpReference | null;
    description: string | null;
    reasoning: string;
    problems: Problem[];
  };
  refusal: Problem | null;
}

export interface Invoice {
  id: string;
  key: string;
  companyId: string;
  runId: string | null;
  customer: ErpReference;
  billTo: ErpReference | null;
  currency: string;
  expectedTotal: string;
  push: string;
  /** Its page in the ERP; where the answer tells it. */
  documentUrl?: string | null;
  problem: Problem | null;
  erp: {
    number: string;
    status: string;
    pricesIncludeTax: boolean;
    netTotal: string;
    taxTotal: string;
    grossTotal: string;
    remainingAmount: string;
    invoiceDate: string;
    postingDate: string;
    dueDate: string;
  } | null;
  draftNumber: string | null;
  variance: string | null;
  settledAt: string | null;
  nextAttemptAt: string;
  createdAt: string;
  createdBy: string;
  version: number;
}

export interface InvoiceLine {
  lineNo: number;
  billingItemId: string | null;
  line: { description: string; description2: string; quantity: string; unitPrice: string };
  releasedAt: string | null;
}

export interface AuditEntry {
  at: string;
  actor: string;
  action: string;
  runId: string | null;
  before: string | null;
  after: string | null;
  reason: string;
}
