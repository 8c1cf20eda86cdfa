import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHref, useLinkClickHandler } from 'react-router-dom';
import { useApi } from '../../api/context.js';
import { statusQuery } from '../../api/queries.js';
import type { OverviewAnswer } from '../../api/types-desk.js';
import { Moment } from '../../components/Moment.js';
import { useDeskZone } from '../../components/useStatus.js';
import { useFormats } from '../../i18n/useFormats.js';

const useStyles = makeStyles({
  cues: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))', gap: tokens.spacingHorizontalM },
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
        />
      ))}
      <Cue
        name={t('overview.oldest')}
        value={oldestWaiting ? <Moment at={oldestWaiting} zone={zone} part="day" /> : t('overview.nobodyWaits')}
      />
      <Cue
        name={t('overview.dataAsOf')}
        value={status?.dataAsOf ? <Moment at={status.dataAsOf} zone={zone} /> : t('shell.neverSynced')}
      />
      <Cue
        name={t('overview.nextSync')}
        value={status?.nextSyncAt ? <Moment at={status.nextSyncAt} zone={zone} /> : t('overview.notPlanned')}
      />
    </div>
  );
}

function Cue({ name, value }: { name: string; value: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.cue}>
      <CueText name={name} value={value} />
    </div>
  );
}

function LinkCue({ to, name, value }: { to: string; name: string; value: ReactNode }) {
  const styles = useStyles();
  const href = useHref(to);
  const onClick = useLinkClickHandler<HTMLAnchorElement>(to);
  return (
    <a href={href} onClick={onClick} className={mergeClasses(styles.cue, styles.link)}>
      <CueText name={name} value={value} />
    </a>
  );
}

function CueText({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <Text size={200}>{name}</Text>
      <Text size={400} weight="semibold">
        {value}
      </Text>
    </>
  );
}
