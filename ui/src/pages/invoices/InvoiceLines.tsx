import { useTranslation } from 'react-i18next';
import type { InvoiceLine } from '../../api/types.js';
import { AppLink } from '../../components/AppLink.js';
import { DataTable } from '../../components/DataTable.js';
import { timesDecimals } from '../../format/decimal.js';
import { useFormats } from '../../i18n/useFormats.js';

/** The lines as we sent them, each with the way to its booking. */
export function InvoiceLines({ lines, currency }: { lines: readonly InvoiceLine[]; currency: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const booking = ({ billingItemId }: InvoiceLine) =>
    billingItemId && (
      <AppLink to={`/not-invoiced?view=all&item=${encodeURIComponent(billingItemId)}`}>{t('runs.booking')}</AppLink>
    );
  return (
    <DataTable
      label={t('invoice.lines')}
      caption={t('invoice.lines')}
      rows={lines}
      keyOf={(line) => String(line.lineNo)}
      columns={[
        {
          id: 'text',
          title: t('invoice.description'),
          cell: ({ line }) => [line.description, line.description2].filter(Boolean).join(' '),
        },
        {
          id: 'quantity',
          title: t('column.quantity'),
          isNumber: true,
          cell: (each) => (each.billingItemId ? formats.quantity(each.line.quantity) : ''),
        },
        {
          id: 'price',
          title: t('column.unitPrice'),
          isNumber: true,
          cell: (each) => (each.billingItemId ? formats.amount(each.line.unitPrice, currency) : ''),
        },
        {
          id: 'amount',
          title: t('column.amount'),
          isNumber: true,
          cell: (each) =>
            each.billingItemId ? formats.amount(timesDecimals(each.line.quantity, each.line.unitPrice), currency) : '',
        },
        ...(lines.some((each) => each.releasedAt)
          ? [
              {
                id: 'released',
                title: t('invoice.released'),
                cell: (each: InvoiceLine) => (each.releasedAt ? t('invoice.releasedYes') : ''),
              },
            ]
          : []),
        { id: 'booking', title: t('runs.record'), cell: booking },
      ]}
    />
  );
}
