import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowUndoRegular,
  ArrowSyncRegular,
  CalendarCancelRegular,
  CalendarClockRegular,
  CheckmarkCircleRegular,
  ClockRegular,
  DocumentCheckmarkRegular,
  DocumentEditRegular,
  ErrorCircleRegular,
  MoneyRegular,
  ProhibitedRegular,
  SendRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemState } from '../api/types.js';

const useStyles = makeStyles({
  badge: { display: 'inline-flex', alignItems: 'center', gap: '4px', whiteSpace: 'nowrap', flexShrink: 0 },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  ours: { color: tokens.colorBrandForeground1 },
  quiet: { color: tokens.colorNeutralForeground2 },
});
export type Tone = 'good' | 'bad' | 'ours' | 'quiet';

const icons: Record<ItemState, ReactElement> = {
  upcoming: <ClockRegular />,
  scheduled: <CalendarClockRegular />,
  ready: <CheckmarkCircleRegular />,
  blocked: <ErrorCircleRegular />,
  drafting: <ArrowSyncRegular />,
  drafted: <DocumentEditRegular />,
  sent: <SendRegular />,
  posted: <DocumentCheckmarkRegular />,
  paid: <MoneyRegular />,
  credited: <ArrowUndoRegular />,
  excluded: <ProhibitedRegular />,
  cancelled: <CalendarCancelRegular />,
};

const tones: Partial<Record<ItemState, Tone>> = {
  ready: 'good',
  blocked: 'bad',
  drafting: 'ours',
  drafted: 'ours',
  sent: 'ours',
  posted: 'good',
  paid: 'good',
};

/** The colour family of a state. */
export function toneOf(state: ItemState): Tone {
  return tones[state] ?? 'quiet';
}

/** A billing state as icon and word; colour only repeats them. */
export function StateBadge({ state, iconOnly = false }: { state: ItemState; iconOnly?: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.badge, styles[toneOf(state)])} data-state={state}>
      <span aria-hidden="true" style={{ lineHeight: 0, flexShrink: 0 }}>
        {icons[state]}
      </span>
      {iconOnly ? null : t(`state.${state}`)}
    </span>
  );
}
