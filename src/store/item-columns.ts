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

/** A part of the row: columns that are made from the same parts of an item. */
export interface ColumnPart {
  /** What of the item the values are made from. */
  inputs: readonly (keyof BillingItem)[];
  columns: readonly string[];
  /** In the order of the columns. Arrays, because objects of so many columns are slow to make and to take apart. */
  values(item: BillingItem, marks: ItemMarks): SqlValue[];
}

const timeColumns = [
  'starts_at',
  'ends_at',
  'matures_at',
  'not_before_at',
  'available_at',
  'available_day',
  'lane',
  'duration_minutes',
] as const;

const columnParts: readonly ColumnPart[] = [
  {
    inputs: ['facts'],
    columns: ['id', 'appointment_id', 'party_key', 'service_id', 'facts'],
    values: ({ facts }) => [facts.id, facts.appointmentId, facts.partyKey, facts.serviceId, JSON.stringify(facts)],
  },
  { inputs: ['decision'], columns: ['decision'], values: ({ decision }) => [JSON.stringify(decision)] },
  { inputs: ['billing'], columns: ['billing'], values: ({ billing }) => [JSON.stringify(billing)] },
  {
    inputs: ['refusal'],
    columns: ['refusal'],
    values: ({ refusal }) => [refusal === null ? null : JSON.stringify(refusal)],
  },
  {
    // Short columns, and the version, which changes with every write.
    inputs: ['version'],
    columns: ['source_state', 'read_at', 'first_seen_at', 'invoice_id', 'stage', 'unmapped', 'version', 'changed_at'],
    values: (item, { unmapped }) => {
      const { sourceState, readAt, firstSeenAt, invoiceId, stage, version, changedAt } = item;
      return [sourceState, readAt, firstSeenAt, invoiceId, stage, unmapped ? 1 : 0, version, changedAt];
    },
  },
  {
    inputs: ['facts', 'decision', 'stage'],
    columns: timeColumns,
    values: (item) => {
      const times = timesOf(item);
      return timeColumns.map((column) => times[column]);
    },
  },
  {
    inputs: ['billing'],
    columns: ['quantity_number', 'unit_price_number', 'amount_number', 'sort_amount', 'amount_minor'],
    values: amountsOf,
  },
  {
    inputs: ['facts', 'decision', 'billing', 'refusal'],
    columns: [
      ...textColumns.flatMap(({ column }) => [column, `${column}_folded`]),
      ...['sort_customer_name', 'sort_service_name', 'sort_currency', 'sort_customer_number', 'bill_to_number', 'search_text'],
    ],
    values: (item, { documentNumber }) => textsOf(item, documentNumber),
  },
];

/** The columns of an item's row, derived ones included. */
export const rowColumns: readonly string[] = columnParts.flatMap(({ columns }) => columns);

/** An item as the values of {@link rowColumns}. */
export function rowOfItem(item: BillingItem, marks: ItemMarks): SqlValue[] {
  return columnParts.flatMap((part) => part.values(item, marks));
}

/** The columns in which two states of one item may differ: those parts of the row whose inputs are not the very same. */
export function changedParts(before: BillingItem, after: BillingItem, marksDiffer: boolean): ColumnPart[] {
  return columnParts.filter(({ inputs }) => marksDiffer || inputs.some((input) => before[input] !== after[input]));
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

function amountsOf({ billing }: BillingItem): SqlValue[] {
  const { quantity, unitPrice, amount, currency } = billing;
  const sortAmount = amount === null ? withoutAmount : Number(amount);
  const minor = amount === null || currency === null ? null : toMinor(amount, currency);
  return [numberOrNull(quantity), numberOrNull(unitPrice), numberOrNull(amount), sortAmount, minor];
}

function textsOf(item: BillingItem, documentNumber: string): SqlValue[] {
  const texts = { ...filterTextsOf(item), documentNumber };
  const values: SqlValue[] = [];
  const searched: string[] = [];
  for (const { filter } of textColumns) {
    const folded = lowered(texts[filter]);
    values.push(texts[filter], folded);
    // The document's number has a column of its own in every search: it changes when the rest of the row does not.
    if (folded !== '' && filter !== 'documentNumber') searched.push(folded);
  }
  searched.push(lowered(item.facts.attendee?.name ?? ''));
  const billToNumber = (texts.payerNumber || texts.customerNumber).slice(0, sortLength);
  const sortTexts = [sortKey(texts.customerName), sortKey(texts.serviceName), texts.currency, sortKey(texts.customerNumber)];
  return [...values, ...sortTexts, billToNumber, searched.join('\n')];
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
