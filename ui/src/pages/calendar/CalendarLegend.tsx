import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { itemStates } from '../../api/types.js';
import { StateBadge } from '../../components/StateBadge.js';

const useStyles = makeStyles({ legend: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM } });

/** What the signs in the calendar mean. */
export function CalendarLegend() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Text size={200} className={styles.legend} role="note" aria-label={t('calendar.legend')}>
      {itemStates.map((state) => (
        <StateBadge key={state} state={state} />
      ))}
    </Text>
  );
}
