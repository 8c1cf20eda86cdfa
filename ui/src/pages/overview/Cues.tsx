import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ErrorCircleRegular, WarningRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHref, useLinkClickHandler } from 'react-router-dom';
import { useApi } from '../../api/context.js';
import { statusQuery, totalsQuery } from '../../api/queries.js';
import type { View } from '../../api/types.js';
import type { OverviewAnswer } from '../../api/types-desk.js';
import { Moment } from '../../components/Moment.js';
import { useDeskZone } from '../../components/useStatus.js';
import { useFormats } from '../../i18n/useFormats.js';

const useStyles = makeStyles({
  cues: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))', gap: tokens.spacingHorizontalM },
  cue: {
    display: 'grid',
    gap: '2px',
    alignContent: 'start',
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderInlineStartWidth: '4px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorBrandStroke1,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecoration: 'none',
  },
  none: {},
  soon: { borderInlineStartColor: tokens.colorPaletteYellowBorderActive },
  urgent: { borderInlineStartColor: tokens.colorPaletteRedBorderActive },
  mark: { display: 'inline-flex', alignItems: 'center', gap: '4px', fontWeight: tokens.fontWeightSemibold },
  soonText: { color: tokens.colorPaletteDarkOrangeForeground1 },
  urgentText: { color: tokens.colorPaletteRedForeground1 },
  sum: { fontVariantNumeric: 'tabular-nums' },
  link: {
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** The numbers that say what to do today. */
export function Cues({ overview }: { overview: OverviewAnswer }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const zone = useDeskZone();
  const { data: status } = useQuery(statusQuery(useApi()));
  const { oldestWaiting } = overview;
  return (
    <div className={styles.cues}>
      {(['ready', 'blocked', 'upcoming', 'scheduled', 'drafted'] as const).map((view) => (
        <LinkCue
          key={view}
          to={`/not-invoiced?view=${view}`}
          name={t(`view.${view}`)}
          value={formats.count(overview.counts[view] ?? 0)}
          attention={view === 'blocked' ? overview.attention.blocked : 'none'}
          more={<Sums view={view} />}
        />
      ))}
      <LinkCue
        to="/not-invoiced?sort=startsAt"
        name={t('overview.oldest')}
        value={oldestWaiting ? <Moment at={oldestWaiting} zone={zone} part="day" /> : t('overview.nobodyWaits')}
        attention={overview.attention.oldestWaiting}
      />
      <Cue
        name={t('overview.dataAsOf')}
        value={status?.dataAsOf ? <Moment at={status.dataAsOf} zone={zone} /> : t('shell.neverSynced')}
        attention={overview.attention.dataAge}
      />
      <Cue
        name={t('overview.nextSync')}
        value={status?.nextSyncAt ? <Moment at={status.nextSyncAt} zone={zone} /> : t('overview.notPlanned')}
      />
    </div>
  );
}

type Attention = OverviewAnswer['attention']['blocked'];

interface CueProps {
  name: string;
  value: ReactNode;
  attention?: Attention;
  /** What the number is worth. */
  more?: ReactNode;
}

function Cue(props: CueProps) {
  const styles = useStyles();
  const { attention = 'none' } = props;
  return (
    <div className={mergeClasses(styles.cue, styles[attention])}>
      <CueText {...props} />
    </div>
  );
}

function LinkCue({ to, ...props }: CueProps & { to: string }) {
  const styles = useStyles();
  const href = useHref(to);
  const onClick = useLinkClickHandler<HTMLAnchorElement>(to);
  const { attention = 'none' } = props;
  return (
    <a href={href} onClick={onClick} className={mergeClasses(styles.cue, styles.link, styles[attention])}>
      <CueText {...props} />
    </a>
  );
}

/** The mark stands as sign and word; the colour only repeats them. */
function CueText({ name, value, more, attention = 'none' }: CueProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const Sign = attention === 'urgent' ? ErrorCircleRegular : WarningRegular;
  return (
    <>
      <Text size={200}>{name}</Text>
      <Text size={400} weight="semibold">
        {value}
      </Text>
      {more}
      {attention !== 'none' && (
        <Text size={200} className={mergeClasses(styles.mark, styles[`${attention}Text`])}>
          <Sign aria-hidden="true" />
          {t(`overview.attention.${attention}`)}
        </Text>
      )}
    </>
  );
}

/** What a view is worth, per currency. */
function Sums({ view }: { view: View }) {
  const styles = useStyles();
  const formats = useFormats();
  const { data } = useQuery(totalsQuery(useApi(), { view, search: '', sort: '-startsAt', filters: {} }));
  const known = (data?.totals ?? []).filter((sum) => sum.currency !== null);
  return known.map((sum) => (
    <Text key={sum.currency} size={200} className={styles.sum}>
      {formats.money(sum.amount, sum.currency)}
    </Text>
  ));
}
