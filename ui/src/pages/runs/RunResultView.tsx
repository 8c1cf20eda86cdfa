import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { useApi } from '../../api/context.js';
import { runResultQuery } from '../../api/documentQueries.js';
import type { RunNote, RunResult } from '../../api/types-desk.js';
import { Loading, LoadFailed } from '../../components/LoadState.js';
import { InvoiceTable } from '../invoices/InvoiceTable.js';
import { NoteList } from './NoteList.js';

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalM, justifyItems: 'start' },
  wide: { width: '100%' },
});

/** What a run created, skipped and could not do. One draft can be opened at once, several lead to the list. */
export function RunResultView({ id, onLeave }: { id: string; onLeave?: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const query = useQuery(runResultQuery(useApi(), id, true));
  if (query.isPending) return <Loading />;
  if (query.error) return <LoadFailed what={t('runs.result')} error={query.error} onRetry={() => void query.refetch()} />;
  const { created, skipped, failed } = query.data;
  return (
    <div className={styles.root} data-testid="run-result">
      <Text weight="semibold" role="status">
        {t('runs.summary', { created: created.length, skipped: skipped.length, failed: failed.length })}
      </Text>
      <OpenCreated created={created} {...(onLeave && { onLeave })} />
      <div className={styles.wide}>
        {created.length > 0 && <InvoiceTable invoices={created} label={t('runs.created')} />}
        <Notes title={t('runs.failed')} notes={failed} />
        <Notes title={t('runs.skipped')} notes={skipped} />
      </div>
    </div>
  );
}

function OpenCreated({ created, onLeave }: Pick<RunResult, 'created'> & { onLeave?: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [only] = created;
  if (only === undefined) return null;
  const go = (to: string) => () => {
    onLeave?.();
    void navigate(to);
  };
  return created.length === 1 ? (
    <Button appearance="primary" onClick={go(`/invoices/${only.id}`)}>
      {t('runs.openDraft')}
    </Button>
  ) : (
    <Button appearance="primary" onClick={go('/invoices')}>
      {t('runs.openList')}
    </Button>
  );
}

function Notes({ title, notes }: { title: string; notes: RunNote[] }) {
  return notes.length === 0 ? null : <NoteList title={title} notes={notes} />;
}
