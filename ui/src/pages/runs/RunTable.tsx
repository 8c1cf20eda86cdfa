import { useTranslation } from 'react-i18next';
import type { Run, Wait } from '../../api/types-desk.js';
import { AppLink } from '../../components/AppLink.js';
import { DataTable } from '../../components/DataTable.js';
import { Moment } from '../../components/Moment.js';
import { useDeskZone, usePauses } from '../../components/useStatus.js';
import { actorName } from '../../format/actor.js';
import { RunStateText } from './RunStateText.js';
import { WaitText } from '../../components/WaitText.js';
import { countsOf, useCountsText } from './RunSteps.js';

export function RunTable({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslation();
  const zone = useDeskZone();
  const pauses = usePauses();
  const counts = useCountsText();
  return (
    <DataTable
      label={t('page.runs')}
      rows={runs}
      keyOf={(run) => run.id}
      columns={[
        {
          id: 'queued',
          title: t('runs.started'),
          cell: (run) => (
            <AppLink to={`/runs/${run.id}`}>
              <Moment at={run.startedAt ?? run.queuedAt} zone={zone} />
            </AppLink>
          ),
        },
        { id: 'kind', title: t('runs.kind'), cell: (run) => t(`runKind.${run.kind}`) },
        { id: 'state', title: t('runs.state'), cell: (run) => <RunStateText state={run.state} /> },
        { id: 'by', title: t('runs.by'), cell: (run) => actorName(run.requestedBy, t) },
        { id: 'counts', title: t('runs.counts'), cell: (run) => (run.finishedAt ? counts(countsOf(run)) : '') },
        {
          id: 'waits',
          title: t('runs.waitsOrFails'),
          cell: (run) => (
            <>
              {run.waitingFor ?? run.error} <WaitText wait={longestWait(run)} nextAttemptAt={run.waitingUntil} zone={zone} />
              {run.state === 'running' &&
                pauses.map(({ message, waitsFor, until }) => (
                  <WaitText key={message} wait={waitsFor} nextAttemptAt={until} zone={zone} />
                ))}
            </>
          ),
        },
      ]}
    />
  );
}

/** What the failed steps of a run wait for: the longest pause, or else the first reason. */
function longestWait(run: Run): Wait | undefined {
  const waits = run.steps.flatMap((step) => step.waitsFor ?? []);
  return waits.sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1))[0];
}
