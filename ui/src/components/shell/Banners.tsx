import { makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/context.js';
import { statusQuery } from '../../api/queries.js';
import type { Banner } from '../../api/types-desk.js';
import { sentenceOf } from '../LoadState.js';
import { useDeskZone } from '../useStatus.js';
import { WaitText } from '../WaitText.js';

const useStyles = makeStyles({
  group: { display: 'grid', gap: tokens.spacingVerticalXS, padding: `0 ${tokens.spacingHorizontalL}` },
});

/** What is wrong with the connection to either side, and until when. The pages stay usable. */
export function Banners() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { data, error } = useQuery(statusQuery(useApi()));
  return (
    <div className={styles.group}>
      {error && (
        <MessageBar key="status" intent="error" layout="multiline">
          <MessageBarBody>
            <strong>{t('shell.statusFailed')}</strong> {sentenceOf(error, t)}
          </MessageBarBody>
        </MessageBar>
      )}
      {(data?.banners ?? []).map((banner) => (
        <BannerBar key={`${banner.code} ${banner.message}`} banner={banner} />
      ))}
    </div>
  );
}

function BannerBar({ banner }: { banner: Banner }) {
  const { t, i18n } = useTranslation();
  const zone = useDeskZone();
  const title = `banner.${banner.code}`;
  return (
    <MessageBar intent={banner.severity} layout="multiline" data-banner={banner.code}>
      <MessageBarBody>
        {i18n.exists(title) && <strong>{t(title)} </strong>}
        {banner.code !== 'paused' && `${banner.message} `}
        <WaitText wait={banner.waitsFor} nextAttemptAt={banner.until} zone={zone} />
      </MessageBarBody>
    </MessageBar>
  );
}
