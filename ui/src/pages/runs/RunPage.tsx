import { Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { useApi } from '../../api/context.js';
import { runNotesQuery, runQuery } from '../../api/documentQueries.js';
import type { Run } from '../../api/types-desk.js';
import { Facts } from '../../components/Facts.js';
import { LoadFailed } from '../../components/LoadState.js';
import { Moment } from '../../components/Moment.js';
import { Page } from '../../components/Page.js';
import { useDeskZone } from '../../components/useStatus.js';
import { actorName } from '../../format/actor.js';
import { NoteList } from './NoteList.js';
import { RunProgress } from './RunProgress.js';

/** One run: steps, counts, errors on records, what it waits for and until when. */
export function RunPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const api = useApi();
  const { data: run } = useQuery(runQuery(api, id));
  const notes = useQuery(runNotesQuery(api, id));
  return (
    <Page title={run ? t(`runs.title.${run.kind}`) : t('runs.one')}>
      {run && <RunFacts run={run} />}
      <RunProgress id={id} />
      {notes.error && <LoadFailed what={t('runs.notes')} error={notes.error} onRetry={() => void notes.refetch()} />}
      {notes.data && notes.data.rows.length > 0 && <NoteList title={t('runs.notes')} notes={notes.data.rows} />}
      {notes.data && notes.data.total > notes.data.rows.length && (
        <Text size={200}>{t('runs.moreNotes', { count: notes.data.total - notes.data.rows.length })}</Text>
      )}
    </Page>
  );
}

function RunFacts({ run }: { run: Run }) {
  const { t } = useTranslation();
  const zone = useDeskZone();
  return (
    <Facts
      facts={[
        [t('runs.by'), actorName(run.requestedBy, t)],
        [t('runs.queued'), <Moment key="q" at={run.queuedAt} zone={zone} />],
        [t('runs.started'), run.startedAt && <Moment key="s" at={run.startedAt} zone={zone} />],
        [t('runs.finished'), run.finishedAt && <Moment key="f" at={run.finishedAt} zone={zone} />],
      ]}
    />
  );
}
