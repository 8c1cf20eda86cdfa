import { sortColumns, type ItemRow, type View } from '../../api/types.js';
import { filterColumns, filterToValue, type FilterColumn } from '../../format/filterText.js';
import { localDateOf } from '../../format/time.js';

/** The columns of the list in their first order, with their first widths in pixels. */
export const columnDefaults = {
  state: 112,
  startsAt: 190,
  endsAt: 190,
  durationMinutes: 76,
  customerName: 200,
  customerEmail: 200,
  customerNumber: 110,
  payerName: 160,
  serviceName: 190,
  itemNumber: 100,
  quantity: 76,
  unitPrice: 96,
  amount: 104,
  netAmount: 104,
  taxAmount: 104,
  grossAmount: 104,
  taxBasis: 130,
  currency: 80,
  period: 130,
  reason: 280,
  daysWaiting: 84,
  documentNumber: 130,
  documentStatus: 120,
  linkMode: 120,
  businessId: 160,
  companyId: 140,
  staff: 160,
  attendees: 84,
  priceType: 110,
  changedAt: 190,
} as const;
export type ColumnId = keyof typeof columnDefaults;
export const columnIds = Object.keys(columnDefaults) as ColumnId[];

/** What is shown until the person chooses otherwise. */
export const firstVisible: readonly ColumnId[] = [
  'state',
  'startsAt',
  'durationMinutes',
  'customerName',
  'serviceName',
  'quantity',
  'unitPrice',
  'amount',
  'currency',
  'reason',
  'daysWaiting',
  'documentNumber',
];

/** Columns whose order the server can give. */
export type SortableColumn = (typeof sortColumns)[number];

export function isSortable(column: ColumnId): column is SortableColumn {
  return sortColumns.some((sortable) => sortable === column);
}

/** Numbers stand at the end of their cell, so that digits line up. */
export const numeric: readonly ColumnId[] = [
  'durationMinutes',
  'quantity',
  'unitPrice',
  'amount',
  'netAmount',
  'taxAmount',
  'grossAmount',
  'daysWaiting',
  'attendees',
];

/** Columns whose heading explains itself when pointed at: what is in it, and why it may be empty. */
export const explained: readonly ColumnId[] = [
  'amount',
  'netAmount',
  'taxAmount',
  'grossAmount',
  'taxBasis',
  'period',
  'linkMode',
];

/** The column a cell is filtered by, where that is not the cell's own name. */
const filteredBy: Partial<Record<ColumnId, FilterColumn>> = { payerName: 'payerNumber', period: 'startsAt' };

/** The filter behind a column; null where there is none to filter by. */
export function filterColumnOf(column: ColumnId): FilterColumn | null {
  if (Object.hasOwn(filterColumns, column)) return column as FilterColumn;
  return filteredBy[column] ?? null;
}

/** The view that holds the rows of a state: what filtering to a state means. */
export function viewOfState(state: ItemRow['state']): View {
  if (state === 'drafting' || state === 'sent') return 'drafted';
  return state === 'paid' || state === 'credited' ? 'posted' : state;
}

/** True when there is a way to show only the rows that have the same value in a column. */
export function canFilterTo(column: ColumnId): boolean {
  return column === 'state' || filterColumnOf(column) !== null;
}

/** The filter text that finds rows with the same value in a column, typed the way the person's locale writes it; null where there is no filter. */
export function filterToCell(row: ItemRow, cell: ColumnId, locale: string): string | null {
  const column = filterColumnOf(cell);
  if (column === null) return null;
  if (cell === 'period' && row.periodFrom !== null) return `${row.periodFrom}..${row.periodTo}`;
  if (column === 'reason') return row.reasonCode === '' ? "''" : `*${row.reasonCode.split(',')[0]}*`;
  const value = Array.isArray(row[column]) ? (row[column][0] ?? '') : (row[column] ?? '');
  const kind = filterColumns[column];
  if (kind === 'time') return localDateOf(String(value), row.timeZone);
  if (kind === 'text' || value === '') return filterToValue(String(value));
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 10 }).format(String(value) as `${number}`);
}
