import { useTranslation } from 'react-i18next';
import type { RunNote } from '../../api/types-desk.js';
import { AppLink } from '../../components/AppLink.js';
import { DataTable } from '../../components/DataTable.js';
import { Moment } from '../../components/Moment.js';
import { useDeskZone, useNames } from '../../components/useStatus.js';
import { stepName } from './RunSteps.js';

/** Records a run could not handle or left out, and why, with the way to each. */
export function NoteList({ title, notes }: { title: string; notes: RunNote[] }) {
  const { t } = useTranslation();
  const zone = useDeskZone();
  const names = useNames();
  return (
    <DataTable
      label={title}
      caption={`${title} (${notes.length})`}
      rows={notes}
      keyOf={(_, index) => String(index)}
      columns={[
        { id: 'at', title: t('runs.at'), cell: (note) => <Moment at={note.at} zone={zone} part="time" /> },
        { id: 'level', title: t('runs.level'), cell: (note) => t(`noteLevel.${note.level}`) },
        { id: 'step', title: t('runs.step'), cell: (note) => stepName(note.step, t, names.business) },
        { id: 'message', title: t('runs.message'), cell: (note) => note.message },
        { id: 'record', title: t('runs.record'), cell: (note) => <RecordLink note={note} /> },
      ]}
    />
  );
}

function RecordLink({ note }: { note: RunNote }) {
  const { t } = useTranslation();
  if (note.invoiceId) return <AppLink to={`/invoices/${note.invoiceId}`}>{t('runs.invoice')}</AppLink>;
  if (note.itemId)
    return <AppLink to={`/not-invoiced?view=all&item=${encodeURIComponent(note.itemId)}`}>{t('runs.booking')}</AppLink>;
  return null;
}
