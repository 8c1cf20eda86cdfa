import { useTranslation } from 'react-i18next';
import type { ItemRow } from '../../api/types.js';
import { AppLink } from '../../components/AppLink.js';
import { DataTable } from '../../components/DataTable.js';
import { Moment } from '../../components/Moment.js';
import { formatDuration } from '../../format/time.js';
import { useFormats } from '../../i18n/useFormats.js';
import { cellText } from '../not-invoiced/cellText.js';
import { useCellContext } from '../not-invoiced/useCellContext.js';

/** Bookings of one customer, each with the way to its panel. */
export function BookingTable({ rows, label }: { rows: readonly ItemRow[]; label: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const context = useCellContext();
  return (
    <DataTable
      label={label}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        {
          id: 'start',
          title: t('column.startsAt'),
          cell: (row) => (
            <AppLink to={`/not-invoiced?view=all&item=${encodeURIComponent(row.id)}`}>
              <Moment at={row.startsAt} zone={row.timeZone} />
            </AppLink>
          ),
        },
        {
          id: 'duration',
          title: t('column.durationMinutes'),
          isNumber: true,
          cell: (row) => formatDuration(row.durationMinutes),
        },
        { id: 'service', title: t('column.serviceName'), cell: (row) => row.serviceName },
        {
          id: 'amount',
          title: t('column.amount'),
          isNumber: true,
          cell: (row) => (row.amount ? formats.money(row.amount, row.currency) : ''),
        },
        { id: 'reason', title: t('column.reason'), cell: (row) => cellText('reason', row, context) },
        {
          id: 'document',
          title: t('column.documentNumber'),
          cell: (row) =>
            row.invoiceId && <AppLink to={`/invoices/${row.invoiceId}`}>{row.documentNumber ?? t('invoice.noNumber')}</AppLink>,
        },
      ]}
    />
  );
}
