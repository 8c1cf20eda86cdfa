import { Select } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/context.js';
import { runsQuery } from '../../api/documentQueries.js';
import type { Run } from '../../api/types-desk.js';
import { Empty, Loading, LoadFailed } from '../../components/LoadState.js';
import { Page } from '../../components/Page.js';
import { Pager } from '../../components/Pager.js';
import { RunTable } from './RunTable.js';

const pageRuns = 50;

/** What the daemon and people had done: syncs and creations, newest first. */
export function RunsPage() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Run['kind'] | ''>('');
  const [offset, setOffset] = useState(0);
  const { data, error, isPending, refetch } = useQuery(runsQuery(useApi(), offset, pageRuns, kind));
  const chooseKind = (value: Run['kind'] | '') => {
    setKind(value);
    setOffset(0);
  };
  const filter = (
    <Select
      size="small"
      value={kind}
      aria-label={t('runs.kind')}
      onChange={(_, { value }) => chooseKind(value as Run['kind'] | '')}
    >
      <option value="">{t('runs.allKinds')}</option>
      <option value="sync">{t('runKind.sync')}</option>
      <option value="create">{t('runKind.create')}</option>
    </Select>
  );
  return (
    <Page title={t('page.runs')} actions={filter}>
      {isPending && <Loading />}
      {error && <LoadFailed what={t('page.runs')} error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty icon={<HistoryRegular />} title={t('runs.none')} text={t('runs.noneText')} />}
      {data && data.rows.length > 0 && <RunTable runs={data.rows} />}
      {data && <Pager offset={offset} limit={pageRuns} total={data.total} onOffset={setOffset} />}
    </Page>
  );
}
