import { say } from '../../domain/words/sentence.js';
import type { Reader } from '../reader.js';
import type { ItemRow } from '../schemas/list.js';

/** A cell before it is written: texts, exact decimals and moments are written differently. */
export interface ExportColumn {
  name: string;
  kind: 'text' | 'number' | 'time';
  /** Null leaves the cell empty. */
  value(row: ItemRow): string | null;
  /** Set where the value is a word of ours: the group of the catalogue that has its words. */
  words?: 'state' | 'price-type' | 'document-status' | 'tax-basis' | 'link-mode';
}

type Value = ExportColumn['value'];
type Shape = Omit<ExportColumn, 'name'>;
const text = (value: Value): Shape => ({ kind: 'text', value });
const number = (value: Value): Shape => ({ kind: 'number', value });
const time = (value: Value): Shape => ({ kind: 'time', value });
const word = (words: NonNullable<ExportColumn['words']>, value: Value): Shape => ({ kind: 'text', value, words });

const shapes = {
  id: text((row) => row.id),
  state: word('state', (row) => row.state),
  startsAt: time((row) => row.startsAt),
  endsAt: time((row) => row.endsAt),
  timeZone: text((row) => row.timeZone),
  durationMinutes: number((row) => String(row.durationMinutes)),
  businessId: text((row) => row.businessId),
  companyId: text((row) => row.companyId),
  customerName: text((row) => row.customerName),
  customerEmail: text((row) => row.customerEmail),
  customerNumber: text((row) => row.customerNumber),
  payerNumber: text((row) => row.payerNumber),
  payerName: text((row) => row.payerName),
  serviceName: text((row) => row.serviceName),
  itemNumber: text((row) => row.itemNumber),
  staff: text((row) => row.staff.join(', ')),
  attendees: number((row) => String(row.attendees)),
  priceType: word('price-type', (row) => row.priceType),
  unitPrice: number((row) => row.unitPrice),
  quantity: number((row) => row.quantity),
  amount: number((row) => row.amount),
  netAmount: number((row) => row.netAmount),
  taxAmount: number((row) => row.taxAmount),
  grossAmount: number((row) => row.grossAmount),
  taxBasis: word('tax-basis', (row) => row.taxBasis),
  currency: text((row) => row.currency),
  period: text((row) => periodText(row)),
  problems: text((row) => row.problems.map((problem) => problem.message).join('\n')),
  reason: text((row) => row.reason),
  daysWaiting: number((row) => (row.daysWaiting === null ? null : String(row.daysWaiting))),
  changedAt: time((row) => row.changedAt),
  documentNumber: text((row) => row.documentNumber),
  documentStatus: word('document-status', (row) => row.documentStatus),
  linkMode: word('link-mode', (row) => row.linkMode),
  documentUrl: text((row) => row.documentUrl),
  runId: text((row) => row.runId),
} as const satisfies Record<string, Shape>;
export type ExportColumnName = keyof typeof shapes;
export const exportColumnNames = Object.keys(shapes) as [ExportColumnName, ...ExportColumnName[]];

/** A column the list can show, under the name the list uses (feature landscape D.1.2), with words in the reader's language. */
export function exportColumn(name: ExportColumnName, reader: Reader): ExportColumn {
  const shape: Shape = shapes[name];
  if (shape.words === undefined) return { name, ...shape };
  const { words } = shape;
  const known = new Map<string, string>();
  const wordOf = (value: string): string => {
    const told = known.get(value) ?? reader.wordFor(words, value);
    known.set(value, told);
    return told;
  };
  return { name, ...shape, value: (row) => ((value) => (value === null ? null : wordOf(value)))(shape.value(row)) };
}

/** `2026-06` for a month, `2026-06-08..2026-06-14` for a week: text that sorts and that filters understand. */
export function periodText({ periodFrom, periodTo }: Pick<ItemRow, 'periodFrom' | 'periodTo'>): string | null {
  if (periodFrom === null || periodTo === null) return null;
  const isMonth = periodFrom.endsWith('-01') && periodTo.slice(0, 7) === periodFrom.slice(0, 7) && periodTo.slice(8) > '27';
  return isMonth ? periodFrom.slice(0, 7) : `${periodFrom}..${periodTo}`;
}

/** Times are written as wall-clock times of one zone, so the heading names it. */
export function headingOf({ name, kind }: ExportColumn, zone: string, reader: Reader): string {
  return kind === 'time' ? reader.tell(say('heading-in-zone', { column: name, zone })) : reader.wordFor('heading', name);
}
