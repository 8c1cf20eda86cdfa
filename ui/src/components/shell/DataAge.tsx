import { Button, makeStyles, Text, tokens, Tooltip } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import { keys } from '../../api/keys.js';
import { statusQuery } from '../../api/queries.js';
import { useFormats } from '../../i18n/useFormats.js';
import { useDeskZone } from '../useStatus.js';
import { useSay } from '../useSay.js';
import { localDateOf } from '../../format/time.js';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  button: { whiteSpace: 'nowrap', flexShrink: 0 },
  text: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
});

/** How old the shown data is, and the button to renew it. */
export function DataAge() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { data } = useQuery(statusQuery(useApi()));
  const sync = useSyncNow();
  return (
    <div className={styles.root}>
      <Text size={200} className={styles.text} data-testid="data-age" aria-live="polite">
        <AgeText asOf={data?.dataAsOf ?? null} known={data !== undefined} />
      </Text>
      <Tooltip content={t('shell.syncHint')} relationship="description">
        <Button
          size="small"
          className={styles.button}
          icon={<ArrowSyncRegular />}
          disabledFocusable={sync.isPending || data?.syncRunning === true}
          onClick={() => sync.mutate()}
        >
          {data?.syncRunning ? t('shell.syncing') : t('shell.syncNow')}
        </Button>
      </Tooltip>
    </div>
  );
}

function AgeText({ asOf, known }: { asOf: string | null; known: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const zone = useDeskZone();
  if (!known) return <>{t('shell.ageUnknown')}</>;
  if (asOf === null) return <>{t('shell.neverSynced')}</>;
  const isToday = localDateOf(asOf, zone) === localDateOf(new Date().toISOString(), zone);
  const time = isToday ? formats.time(asOf, zone) : formats.dateTime(asOf, zone);
  return <time dateTime={asOf}>{t('shell.dataAsOf', { time, zone: zone ?? 'UTC' })}</time>;
}

/** Asks the daemon to sync now. */
export function useSyncNow() {
  const api = useApi();
  const { t } = useTranslation();
  const { say, sayFailed } = useSay();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/api/sync')),
    onSuccess: () => {
      say({ title: t('shell.syncAsked'), intent: 'info' });
      void queryClient.invalidateQueries({ queryKey: keys.status });
    },
    onError: sayFailed,
  });
}
