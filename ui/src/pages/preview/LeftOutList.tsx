import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LeftOut } from '../../api/types-desk.js';
import { AppLink } from '../../components/AppLink.js';
import { DataTable } from '../../components/DataTable.js';
import { ProblemText } from '../../components/ProblemText.js';
import { StateBadge } from '../../components/StateBadge.js';

/** More than these would drown the dialog; the list shows them all. */
const shownRows = 100;

/** Rows that would not be on any draft, and why. */
export function LeftOutList({ rows }: { rows: LeftOut[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <div>
      <DataTable
        label={t('preview.leftOut', { count: rows.length })}
        caption={t('preview.leftOut', { count: rows.length })}
        rows={rows.slice(0, shownRows)}
        keyOf={(row) => row.itemId}
        columns={[
          { id: 'customer', title: t('column.customerName'), cell: (row) => <ToBooking row={row} /> },
          { id: 'service', title: t('column.serviceName'), cell: (row) => row.serviceName },
          { id: 'state', title: t('column.state'), cell: (row) => <StateBadge state={row.state} /> },
          { id: 'why', title: t('column.reason'), cell: (row) => <Why row={row} /> },
        ]}
      />
      {rows.length > shownRows && <Text size={200}>{t('preview.moreLeftOut', { count: rows.length - shownRows })}</Text>}
    </div>
  );
}

/** The booking's panel, where what is wrong can be put right. */
function ToBooking({ row }: { row: LeftOut }) {
  const { t } = useTranslation();
  return (
    <AppLink to={`/not-invoiced?view=all&item=${encodeURIComponent(row.itemId)}`}>
      {row.customerName || t('list.noCustomer')}
    </AppLink>
  );
}

function Why({ row }: { row: LeftOut }) {
  const { t } = useTranslation();
  return (
    <>
      {row.reasons.map((reason, index) => (
        <ProblemText key={index} problem={reason} />
      ))}
      {row.reasons.length === 0 && t(`preview.because.${row.state}`)}{' '}
      {row.runId && <AppLink to={`/runs/${row.runId}`}>{t('preview.otherRun')}</AppLink>}
    </>
  );
}
