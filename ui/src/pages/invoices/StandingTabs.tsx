import { makeStyles, mergeClasses, Tab, TabList, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { InvoiceStanding } from '../../api/types-desk.js';
import { useFormats } from '../../i18n/useFormats.js';
import { standings } from './useInvoiceFilter.js';

const useStyles = makeStyles({
  list: { flexWrap: 'wrap', maxWidth: '100%', minWidth: 0 },
  count: { color: tokens.colorNeutralForeground3, marginInlineStart: '4px', fontVariantNumeric: 'tabular-nums' },
  alarm: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
});

interface TabsProps {
  standing: InvoiceStanding | '';
  /** By the same search and filter; unknown until the first answer. */
  counts: Partial<Record<InvoiceStanding, number>> | undefined;
  onStanding: (standing: InvoiceStanding | '') => void;
}

/** The invoices by where they stand, with how many there are of each. */
export function StandingTabs({ standing, counts, onStanding }: TabsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const countOf = (each: InvoiceStanding | '') =>
    each === '' ? standings.reduce((sum, one) => sum + (counts?.[one] ?? 0), 0) : (counts?.[each] ?? 0);
  return (
    <TabList
      size="small"
      className={styles.list}
      selectedValue={standing}
      onTabSelect={(_, { value }) => onStanding(value as InvoiceStanding | '')}
      aria-label={t('invoice.standings')}
    >
      {(['', ...standings] as const).map((each) => (
        <Tab key={each} value={each}>
          {t(`standing.${each || 'all'}`)}
          {counts && (
            <span className={mergeClasses(styles.count, each === 'stopped' && countOf(each) > 0 && styles.alarm)}>
              {formats.count(countOf(each))}
            </span>
          )}
        </Tab>
      ))}
    </TabList>
  );
}
