import {
  CheckmarkCircleRegular,
  ClockRegular,
  ErrorCircleRegular,
  HourglassRegular,
  PlayCircleRegular,
  WarningRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Run } from '../../api/types-desk.js';

const icons: Record<Run['state'], ReactElement> = {
  queued: <ClockRegular />,
  running: <PlayCircleRegular />,
  waiting: <HourglassRegular />,
  done: <CheckmarkCircleRegular />,
  'partly-failed': <WarningRegular />,
  failed: <ErrorCircleRegular />,
};

export function RunStateText({ state }: { state: Run['state'] }) {
  const { t } = useTranslation();
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: '4px' }}>
      <span aria-hidden="true" style={{ lineHeight: 0 }}>
        {icons[state]}
      </span>
      {t(`runState.${state}`)}
    </span>
  );
}
