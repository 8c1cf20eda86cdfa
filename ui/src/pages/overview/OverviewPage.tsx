import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/context.js';
import { runsQuery } from '../../api/documentQueries.js';
import { overviewQuery } from '../../api/queries.js';
import type { OverviewAnswer } from '../../api/types-desk.js';
import { Section } from '../../components/Facts.js';
import { Loading, LoadFailed } from '../../components/LoadState.js';
import { Page } from '../../components/Page.js';
import { useFormats } from '../../i18n/useFormats.js';
import { RunTable } from '../runs/RunTable.js';
import { BarChart } from './BarChart.js';
import { Cues } from './Cues.js';
import { withEmptyWeeks } from './weeks.js';

const useStyles = makeStyles({
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(360px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
});

const ages = ['0-7', '8-30', '31-90', '91+'] as const;
const lastRuns = 5;

/** How much is not invoiced, since when, and whether the machinery runs. */
export function OverviewPage() {
  const { t } = useTranslation();
  const api = useApi();
  const { data, error, isPending, refetch } = useQuery(overviewQuery(api));
  const runs = useQuery(runsQuery(api, 0, lastRuns, ''));
  return (
    <Page title={t('page.overview')}>
      {isPending && <Loading />}
      {error && <LoadFailed what={t('page.overview')} error={error} onRetry={() => void refetch()} />}
      {data && <Cues overview={data} />}
      {data && <Charts overview={data} />}
      {data && <Unpriced overview={data} />}
      <Section title={t('overview.lastRuns')}>
        {runs.error && <LoadFailed what={t('page.runs')} error={runs.error} onRetry={() => void runs.refetch()} />}
        {runs.data && <RunTable runs={runs.data.rows} />}
      </Section>
    </Page>
  );
}

/** Bookings that have no currency yet have no place in a chart, and are not kept quiet either. */
function Unpriced({ overview }: { overview: OverviewAnswer }) {
  const { t } = useTranslation();
  const count = overview.byAge.filter((part) => !part.currency).reduce((sum, part) => sum + part.count, 0);
  return count === 0 ? null : <Text>{t('overview.unpriced', { count })}</Text>;
}

/** One pair of charts per currency: currencies are never added together. */
function Charts({ overview }: { overview: OverviewAnswer }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const currencies = [...new Set([...overview.byWeek, ...overview.byAge].map((part) => part.currency))].filter(Boolean).sort();
  return currencies.map((currency) => (
    <div key={currency} className={styles.charts}>
      <BarChart
        title={t('overview.byWeek', { currency })}
        currency={currency}
        bars={withEmptyWeeks(overview.byWeek.filter((part) => part.currency === currency)).map(({ week, count, amount }) => ({
          label: formats.localDate(week),
          count,
          amount,
        }))}
      />
      <BarChart
        title={t('overview.byAge', { currency })}
        currency={currency}
        bars={ages.map((bucket) => {
          const part = overview.byAge.find((each) => each.bucket === bucket && each.currency === currency);
          return { label: t(`age.${bucket}`), count: part?.count ?? 0, amount: part?.amount ?? '0' };
        })}
      />
    </div>
  ));
}
