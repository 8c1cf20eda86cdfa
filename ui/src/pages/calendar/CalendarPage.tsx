import { Button, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '../../api/context.js';
import { calendarQuery, statusQuery } from '../../api/queries.js';
import type { ItemRow } from '../../api/types.js';
import type { Business } from '../../api/types-desk.js';
import { Empty, Loading, LoadFailed } from '../../components/LoadState.js';
import { useOpenPreview } from '../../components/PreviewProvider.js';
import { usePageTitle } from '../../components/usePageTitle.js';
import { FactBox } from '../item/FactBox.js';
import { CalendarLegend } from './CalendarLegend.js';

const CalendarView = lazy(async () => ({ default: (await import('./CalendarView.js')).CalendarView }));

/** The same empty list each time, so that the calendar is not drawn again for nothing. */
const noRows: ItemRow[] = [];

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexGrow: 1,
    minHeight: 0,
    '@media (max-width: 640px), (max-height: 560px)': { flexShrink: 0, minHeight: '640px' },
  },
  main: {
    overflow: 'hidden',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    flexGrow: 1,
    minWidth: 0,
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  title: { margin: 0 },
});

/** Month, week and day of one business, each appointment with its billing state; one can be opened, put right and billed here. */
export function CalendarPage() {
  const { t } = useTranslation();
  usePageTitle(t('page.calendar'));
  const status = useQuery(statusQuery(useApi()));
  const [params] = useSearchParams();
  const businesses = status.data?.businesses ?? [];
  const business = businesses.find(({ id }) => id === params.get('business')) ?? businesses[0];
  if (status.isPending) return <Loading />;
  if (status.error) return <LoadFailed what={t('page.calendar')} error={status.error} onRetry={() => void status.refetch()} />;
  if (!business) return <Empty title={t('calendar.noBusiness')} text={t('calendar.noBusinessText')} />;
  return <BusinessCalendar key={business.id} business={business} businesses={businesses} />;
}

function BusinessCalendar({ business, businesses }: { business: Business; businesses: Business[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const openPreview = useOpenPreview();
  const [params, setParams] = useSearchParams();
  const [span, setSpan] = useState({ from: '', to: '' });
  const [open, setOpen] = useState<string | null>(params.get('item'));
  const opener = useRef<Element | null>(null);
  const openPanel = useCallback((id: string) => {
    opener.current = document.activeElement;
    setOpen(id);
  }, []);
  const closePanel = () => {
    setOpen(null);
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  };
  const { data, error, isFetching, refetch } = useQuery(calendarQuery(useApi(), business.id, span.from, span.to));
  const takeSpan = useCallback((next: { from: string; to: string }) => {
    setSpan((old) => (old.from === next.from && old.to === next.to ? old : next));
  }, []);
  const rows = data?.rows ?? noRows;
  const ready = rows.filter((row) => row.state === 'ready');
  return (
    <div className={styles.page} onKeyDown={(event) => event.key === 'Escape' && open !== null && closePanel()}>
      <div className={styles.main}>
        <div className={styles.head}>
          <Text as="h1" size={500} weight="semibold" className={styles.title}>
            {t('page.calendar')}
          </Text>
          <Select
            size="small"
            aria-label={t('column.businessId')}
            value={business.id}
            onChange={(_, { value }) => setParams({ business: value })}
          >
            {businesses.map(({ id, displayName }) => (
              <option key={id} value={id}>
                {displayName}
              </option>
            ))}
          </Select>
          <Text size={200}>{t('calendar.zone', { zone: business.timeZone ?? 'UTC' })}</Text>
          <Button
            size="small"
            appearance="primary"
            disabledFocusable={ready.length === 0}
            onClick={() => ready.length > 0 && openPreview({ kind: 'items', ids: ready.map((row) => row.id) })}
          >
            {t('calendar.create', { count: ready.length })}
          </Button>
        </div>
        {error && <LoadFailed what={t('page.calendar')} error={error} onRetry={() => void refetch()} />}
        <Suspense fallback={<Loading />}>
          <CalendarView rows={rows} zone={business.timeZone} isBusy={isFetching} onSpan={takeSpan} onOpen={openPanel} />
        </Suspense>
        <CalendarLegend />
      </div>
      {open !== null && <FactBox key={open} id={open} onClose={closePanel} takesFocus />}
    </div>
  );
}
