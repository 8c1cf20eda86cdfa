import type { FilterColumn, SortColumn } from '../domain/filter.js';
import { stages, type BillingItem, type Stage } from '../domain/item.js';
import { toMinor } from '../domain/money.js';
import { elapsedMinutes } from '../domain/time.js';
import type { SqlValue } from './sql.js';

/** The text columns of the list and how long they may be; null is any length. Only those that are indexed have a length. */
export const textColumns = [
  { filter: 'businessId', column: 'business_id', length: 260 },
  { filter: 'companyId', column: 'company_id', length: 100 },
  { filter: 'customerName', column: 'customer_name', length: null },
  { filter: 'customerEmail', column: 'customer_email', length: null },
  { filter: 'customerNumber', column: 'customer_number', length: null },
  { filter: 'payerNumber', column: 'payer_number', length: null },
  { filter: 'serviceName', column: 'service_name', length: null },
  { filter: 'itemNumber', column: 'item_number', length: null },
  { filter: 'staff', column: 'staff', length: null },
  { filter: 'priceType', column: 'price_type', length: null },
  { filter: 'currency', column: 'currency', length: null },
  { filter: 'documentNumber', column: 'document_number', length: null },
  { filter: 'reason', column: 'reason', length: null },
] as const satisfies readonly { filter: FilterColumn; column: string; length: number | null }[];
type TextFilter = (typeof textColumns)[number]['filter'];

/** Where the other filter columns live. */
export const valueColumns: Record<Exclude<FilterColumn, TextFilter | 'billToNumber' | 'linkMode'>, string> = {
  startsAt: 'starts_at',
  endsAt: 'ends_at',
  changedAt: 'changed_at',
  durationMinutes: 'duration_minutes',
  quantity: 'quantity_number',
  unitPrice: 'unit_price_number',
  amount: 'amount_number',
};

/** The column, and with it the index, of each order of the list. */
export const sortColumnNames: Record<SortColumn, string> = {
  startsAt: 'starts_at',
  customerName: 'sort_customer_name',
  serviceName: 'sort_service_name',
  amount: 'sort_amount',
  changedAt: 'changed_at',
  customerNumber: 'sort_customer_number',
  businessId: 'business_id',
};

/** Characters that decide the order of texts; a longer index key would not fit SQL Server. */
const sortLength = 100;

/** Items without an amount come before all others; a number and not NULL, so that a list can go on after one. */
const withoutAmount = -1e15;

/**
 * Where an item lies in the list's indexes: its stage, and whether a person put it off until after its maturity. Together with
 * `matures_at` and `available_at` it decides every view without another column. From our intent until it is posted a draft's items stay in
 * one lane, so that pushing it moves nothing in the indexes.
 */
export type Lane = Exclude<Stage, 'drafting' | 'sent'> | 'ready-held' | 'blocked-held';
export const lanes: readonly Lane[] = [...new Set(stages.map((stage) => laneOf(stage, false))), 'ready-held', 'blocked-held'];

/** The lane of a stage; `held`: a person put the item off. */
export function laneOf(stage: Stage, held: boolean): Lane {
  if (held && (stage === 'ready' || stage === 'blocked')) return `${stage}-held`;
  return stage === 'drafting' || stage === 'sent' ? 'drafted' : stage;
}

/** What an item's row holds besides the item itself. */
export interface ItemMarks {
  unmapped: boolean;
  /** Number of the document the item is on, ours or, where a person said so, another's. */
  documentNumber: string;
}

/** An item as its columns, derived ones included. */
export function rowOfItem(item: BillingItem, marks: ItemMarks): Record<string, SqlValue> {
  const row: Record<string, SqlValue> = {};
  for (const part of columnParts) Object.assign(row, part.columns(item, marks));
  return row;
}

/** The columns in which two states of one item may differ: those parts of the row whose inputs are not the very same. */
export function changedParts(before: BillingItem, after: BillingItem, marksDiffer: boolean): ColumnPart[] {
  return columnParts.filter(({ inputs }) => marksDiffer || inputs.some((input) => before[input] !== after[input]));
}

interface ColumnPart {
  /** What of the item the columns are made from. */
  inputs: readonly (keyof BillingItem)[];
  columns(item: BillingItem, marks: ItemMarks): Record<string, SqlValue>;
}

const columnParts: readonly ColumnPart[] = [
  { inputs: ['facts'], columns: ({ facts }) => factColumns(facts) },
  { inputs: ['decision'], columns: ({ decision }) => ({ decision: JSON.stringify(decision) }) },
  { inputs: ['billing'], columns: ({ billing }) => ({ billing: JSON.stringify(billing) }) },
  { inputs: ['refusal'], columns: ({ refusal }) => ({ refusal: refusal === null ? null : JSON.stringify(refusal) }) },
  { inputs: ['version'], columns: stateColumns },
  { inputs: ['facts', 'decision', 'stage'], columns: timesOf },
  { inputs: ['billing'], columns: amountsOf },
  {
    inputs: ['facts', 'decision', 'billing', 'refusal'],
    columns: (item, { documentNumber }) => textsOf(item, documentNumber),
  },
];

function factColumns(facts: BillingItem['facts']): Record<string, SqlValue> {
  return {
    id: facts.id,
    appointment_id: facts.appointmentId,
    party_key: facts.partyKey,
    service_id: facts.serviceId,
    facts: JSON.stringify(facts),
  };
}

/** Short columns, and the version, which changes with every write. */
function stateColumns(item: BillingItem, marks: ItemMarks): Record<string, SqlValue> {
  return {
    source_state: item.sourceState,
    read_at: item.readAt,
    first_seen_at: item.firstSeenAt,
    invoice_id: item.invoiceId,
    stage: item.stage,
    unmapped: marks.unmapped ? 1 : 0,
    version: item.version,
    changed_at: item.changedAt,
  };
}

/** When an item is what, and where it therefore lies in the list. */
export function timesOf(item: BillingItem) {
  const { startsAt, endsAt, maturesAt } = item.facts;
  const notBefore = item.decision.notBefore?.instant ?? null;
  const held = notBefore !== null && notBefore > maturesAt;
  return {
    starts_at: startsAt,
    ends_at: endsAt,
    matures_at: maturesAt,
    not_before_at: notBefore,
    available_at: held ? notBefore : maturesAt,
    available_day: (held ? notBefore : maturesAt).slice(0, 10),
    lane: laneOf(item.stage, held),
    duration_minutes: elapsedMinutes(startsAt, endsAt),
  };
}

function amountsOf({ billing }: BillingItem): Record<string, SqlValue> {
  const { amount, currency } = billing;
  return {
    quantity_number: numberOrNull(billing.quantity),
    unit_price_number: numberOrNull(billing.unitPrice),
    amount_number: numberOrNull(amount),
    sort_amount: amount === null ? withoutAmount : Number(amount),
    amount_minor: amount === null || currency === null ? null : toMinor(amount, currency),
  };
}

function textsOf(item: BillingItem, documentNumber: string): Record<string, SqlValue> {
  const values = { ...filterTextsOf(item), documentNumber };
  const row: Record<string, SqlValue> = {};
  const searched: string[] = [];
  for (const { filter, column } of textColumns) {
    const folded = lowered(values[filter]);
    row[column] = values[filter];
    row[`${column}_folded`] = folded;
    // The document's number has a column of its own in every search: it changes when the rest of the row does not.
    if (folded !== '' && filter !== 'documentNumber') searched.push(folded);
  }
  const attendeeName = lowered(item.facts.attendee?.name ?? '');
  row.sort_customer_name = sortKey(values.customerName);
  row.sort_service_name = sortKey(values.serviceName);
  row.sort_currency = values.currency;
  row.sort_customer_number = sortKey(values.customerNumber);
  row.bill_to_number = (values.payerNumber || values.customerNumber).slice(0, sortLength);
  row.search_text = [...searched, attendeeName].join('\n');
  return row;
}

/** The texts a person sees in the list's columns. The customer is the ERP's once linked, before that whom Bookings names. */
function filterTextsOf({
  facts,
  billing,
  decision,
  refusal,
}: BillingItem): Record<Exclude<TextFilter, 'documentNumber'>, string> {
  const exclusion = decision.exclusion?.kind ?? billing.exclusion;
  const problems = [...(refusal === null ? [] : [refusal]), ...billing.problems].map((problem) => problem.code);
  return {
    businessId: facts.businessId,
    companyId: facts.companyId ?? '',
    customerName: billing.sellTo?.name ?? facts.attendee?.name ?? '',
    customerEmail: facts.attendee?.email ?? '',
    customerNumber: billing.sellTo?.number ?? '',
    payerNumber: billing.billTo?.number ?? '',
    serviceName: facts.serviceName,
    itemNumber: billing.erpItem?.number ?? '',
    staff: facts.staffNames.join(', '),
    priceType: facts.priceType,
    currency: billing.currency ?? facts.currency ?? '',
    reason: exclusion ?? problems.join(', '),
  };
}

/** Lower case as every language's letters have it, the same on both databases. */
export function lowered(text: string): string {
  return text.toLowerCase();
}

function sortKey(text: string): string {
  return lowered(text).slice(0, sortLength);
}

function numberOrNull(value: string | null): number | null {
  return value === null ? null : Number(value);
}
