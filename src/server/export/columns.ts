import type { ItemRow } from '../schemas/list.js';

/** A cell before it is written: texts, exact decimals and moments are written differently. */
export interface ExportColumn {
  heading: string;
  kind: 'text' | 'number' | 'time';
  /** Null leaves the cell empty. */
  value(row: ItemRow): string | null;
}

const text = (heading: string, value: ExportColumn['value']): ExportColumn => ({ heading, kind: 'text', value });
const number = (heading: string, value: ExportColumn['value']): ExportColumn => ({ heading, kind: 'number', value });
const time = (heading: string, value: ExportColumn['value']): ExportColumn => ({ heading, kind: 'time', value });

/** Every column the list can show, under the name the list uses (feature landscape D.1.2). */
export const exportColumns = {
  id: text('Booking id', (row) => row.id),
  state: text('State', (row) => row.state),
  startsAt: time('Start', (row) => row.startsAt),
  endsAt: time('End', (row) => row.endsAt),
  timeZone: text('Time zone of the business', (row) => row.timeZone),
  durationMinutes: number('Duration in minutes', (row) => String(row.durationMinutes)),
  businessId: text('Business', (row) => row.businessId),
  companyId: text('Company', (row) => row.companyId),
  customerName: text('Customer', (row) => row.customerName),
  customerEmail: text('E-mail', (row) => row.customerEmail),
  customerNumber: text('Customer no.', (row) => row.customerNumber),
  payerNumber: text('Payer no.', (row) => row.payerNumber),
  payerName: text('Payer', (row) => row.payerName),
  serviceName: text('Service', (row) => row.serviceName),
  itemNumber: text('Item no.', (row) => row.itemNumber),
  staff: text('Staff', (row) => row.staff.join(', ')),
  attendees: number('Attendees', (row) => String(row.attendees)),
  priceType: text('Price type', (row) => row.priceType),
  unitPrice: number('Unit price', (row) => row.unitPrice),
  quantity: number('Quantity', (row) => row.quantity),
  amount: number('Amount', (row) => row.amount),
  netAmount: number('Net amount', (row) => row.netAmount),
  taxAmount: number('VAT amount', (row) => row.taxAmount),
  grossAmount: number('Gross amount', (row) => row.grossAmount),
  taxBasis: text('VAT basis', (row) => row.taxBasis),
  currency: text('Currency', (row) => row.currency),
  period: text('Period', (row) => periodText(row)),
  problems: text('Problems', (row) => row.problems.map((problem) => problem.message).join('\n')),
  reason: text('Reason', (row) => row.reason),
  daysWaiting: number('Days waiting', (row) => (row.daysWaiting === null ? null : String(row.daysWaiting))),
  changedAt: time('Last change', (row) => row.changedAt),
  documentNumber: text('Document no.', (row) => row.documentNumber),
  documentStatus: text('Document status', (row) => row.documentStatus),
  linkMode: text('Link mode', (row) => row.linkMode),
  documentUrl: text('Document address', (row) => row.documentUrl),
  runId: text('Run', (row) => row.runId),
} as const satisfies Record<string, ExportColumn>;
export type ExportColumnName = keyof typeof exportColumns;
export const exportColumnNames = Object.keys(exportColumns) as [ExportColumnName, ...ExportColumnName[]];

/** `2026-06` for a month, `2026-06-08..2026-06-14` for a week: text that sorts and that filters understand. */
export function periodText({ periodFrom, periodTo }: Pick<ItemRow, 'periodFrom' | 'periodTo'>): string | null {
  if (periodFrom === null || periodTo === null) return null;
  const isMonth = periodFrom.endsWith('-01') && periodTo.slice(0, 7) === periodFrom.slice(0, 7) && periodTo.slice(8) > '27';
  return isMonth ? periodFrom.slice(0, 7) : `${periodFrom}..${periodTo}`;
}

/** Times are written as wall-clock times of one zone, so the heading names it. */
export function headingOf(column: ExportColumn, zone: string): string {
  return column.kind === 'time' ? `${column.heading} (${zone})` : column.heading;
}
