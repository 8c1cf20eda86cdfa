import type { ItemRow } from '../../api/types.js';
import { formatDuration } from '../../format/time.js';
import type { Formats } from '../../i18n/useFormats.js';
import type { ColumnId } from './columns.js';

/** What printing a cell needs to know besides the row. */
export interface CellContext {
  t: (key: string, options?: Record<string, unknown>) => string;
  formats: Formats;
  businessName: (id: string) => string;
  companyName: (id: string | null) => string;
}

type Print = (row: ItemRow, context: CellContext) => string;

const moment =
  (at: (row: ItemRow) => string): Print =>
  (row, { formats }) =>
    `${formats.dateTime(at(row), row.timeZone)} ${formats.zoneName(at(row), row.timeZone)}`;

/** An expectation is marked as one: it is not what the ERP said. */
const taxed =
  (value: (row: ItemRow) => string | null): Print =>
  (row, { formats }) => {
    const text = formats.amount(value(row), row.currency);
    return text !== '' && row.taxBasis === 'expected' ? `≈ ${text}` : text;
  };

const prints: Record<ColumnId, Print> = {
  state: (row, { t }) => t(`state.${row.state}`),
  startsAt: moment((row) => row.startsAt),
  endsAt: moment((row) => row.endsAt),
  changedAt: moment((row) => row.changedAt),
  durationMinutes: (row) => formatDuration(row.durationMinutes),
  customerName: (row, { t }) => row.customerName || t('list.noCustomer'),
  customerEmail: (row) => row.customerEmail,
  customerNumber: (row) => row.customerNumber ?? '',
  payerName: (row) => row.payerName ?? row.payerNumber ?? '',
  serviceName: (row) => row.serviceName,
  itemNumber: (row) => row.itemNumber ?? '',
  quantity: (row, { formats }) => formats.quantity(row.quantity),
  unitPrice: (row, { formats }) => formats.amount(row.unitPrice, row.currency),
  amount: (row, { formats }) => formats.amount(row.amount, row.currency),
  netAmount: taxed((row) => row.netAmount),
  taxAmount: taxed((row) => row.taxAmount),
  grossAmount: taxed((row) => row.grossAmount),
  taxBasis: (row, { t }) => (row.taxBasis === null ? '' : t(`taxBasis.${row.taxBasis}`)),
  period: ({ periodFrom, periodTo }, { formats }) => (periodFrom && periodTo ? formats.period(periodFrom, periodTo) : ''),
  linkMode: (row, { t }) => (row.linkMode === null ? '' : t(`linkMode.${row.linkMode}`)),
  currency: (row) => row.currency ?? '',
  reason: (row, context) => reasonOf(row, context),
  daysWaiting: (row, { formats }) => (row.daysWaiting === null ? '' : formats.count(row.daysWaiting)),
  documentNumber: (row) => row.documentNumber ?? '',
  documentStatus: (row, { t }) => (row.documentStatus === null ? '' : t(`erpStatus.${row.documentStatus}`)),
  businessId: (row, { businessName }) => businessName(row.businessId),
  companyId: (row, { companyName }) => companyName(row.companyId),
  staff: (row) => row.staff.join(', '),
  attendees: (row, { formats }) => formats.count(row.attendees),
  priceType: (row, { t }) => t(`priceType.${row.priceType}`),
};

/** A cell as text: what is shown, copied and read aloud. */
export function cellText(column: ColumnId, row: ItemRow, context: CellContext): string {
  return prints[column](row, context);
}

/** The exclusion or the first problem by its short name in the person's language. */
function reasonOf(row: ItemRow, { t }: CellContext): string {
  const [first, ...others] = row.problems;
  if (row.exclusion !== null) return t(`exclusion.${row.exclusion}`);
  if (first === undefined) return row.reason;
  const name = t(`problem.${first.code}.title`, { defaultValue: first.message });
  return others.length === 0 ? name : t('list.andMore', { name, count: others.length });
}
