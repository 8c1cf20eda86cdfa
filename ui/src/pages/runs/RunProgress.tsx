import { makeStyles, MessageBar, MessageBarBody, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/context.js';
import { isFinished, runQuery } from '../../api/documentQueries.js';
import type { Run } from '../../api/types-desk.js';
import { Loading, LoadFailed } from '../../components/LoadState.js';
import { useDeskZone, usePauses } from '../../components/useStatus.js';
import { WaitText } from '../../components/WaitText.js';
import { RunResultView } from './RunResultView.js';
import { RunStateText } from './RunStateText.js';
import { RunSteps } from './RunSteps.js';

const useStyles = makeStyles({ root: { display: 'grid', gap: tokens.spacingVerticalM } });

/** One run live: its steps, what it waits for, and at the end what was created, skipped and failed. */
export function RunProgress({ id, first, onLeave }: { id: string; first?: Run; onLeave?: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const zone = useDeskZone();
  const pauses = usePauses();
  const query = useQuery({ ...runQuery(useApi(), id), ...(first && { initialData: first }) });
  const run = query.data;
  if (!run && query.error) return <LoadFailed what={t('runs.one')} error={query.error} onRetry={() => void query.refetch()} />;
  if (!run) return <Loading />;
  return (
    <div className={styles.root} data-testid="run" data-run-state={run.state}>
      <Text aria-live="polite">
        <RunStateText state={run.state} />
      </Text>
      {!isFinished(run) && <ProgressBar aria-label={t('preview.running')} />}
      {run.state === 'running' &&
        pauses.map(({ message, waitsFor, until }) => (
          <MessageBar key={message} intent="warning" layout="multiline">
            <MessageBarBody>
              <WaitText wait={waitsFor} nextAttemptAt={until} zone={zone} />
            </MessageBarBody>
          </MessageBar>
        ))}
      {run.waitingFor && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {run.waitingFor} <WaitText nextAttemptAt={run.waitingUntil} zone={zone} />
          </MessageBarBody>
        </MessageBar>
      )}
      {run.error && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{run.error}</MessageBarBody>
        </MessageBar>
      )}
      <RunSteps steps={run.steps} nextAttemptAt={isFinished(run) ? run.waitingUntil : null} zone={zone} />
      {run.kind === 'create' && isFinished(run) && <RunResultView id={id} {...(onLeave && { onLeave })} />}
    </div>
  );
}
