import { makeStyles, mergeClasses, Tab, TabList, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/context.js';
import { countsQuery } from '../../api/queries.js';
import { views, type View } from '../../api/types.js';
import { useFormats } from '../../i18n/useFormats.js';

const useStyles = makeStyles({
  // Where they do not fit they stand in two lines; one cut off could not be reached.
  list: { flexWrap: 'wrap', flexShrink: 1, maxWidth: '100%', minWidth: 0 },
  count: { color: tokens.colorNeutralForeground3, marginInlineStart: '4px', fontVariantNumeric: 'tabular-nums' },
  alarm: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** The saved views with how many rows each has. */
export function ViewTabs({ view, onView }: { view: View; onView: (view: View) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const { data } = useQuery(countsQuery(useApi()));
  return (
    <TabList
      size="small"
      className={styles.list}
      selectedValue={view}
      onTabSelect={(_, { value }) => onView(value as View)}
      aria-label={t('list.views')}
    >
      {views.map((name) => {
        const count = data?.counts[name];
        return (
          <Tab key={name} value={name}>
            {t(`view.${name}`)}
            {count !== undefined && (
              <span className={mergeClasses(styles.count, name === 'blocked' && count > 0 && styles.alarm)}>
                {formats.count(count)}
              </span>
            )}
          </Tab>
        );
      })}
    </TabList>
  );
}
