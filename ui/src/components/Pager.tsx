import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/useFormats.js';

const useStyles = makeStyles({ bar: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'center' } });

interface PagerProps {
  offset: number;
  limit: number;
  total: number;
  onOffset: (offset: number) => void;
}

/** Steps through a list too long for one page. */
export function Pager({ offset, limit, total, onOffset }: PagerProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  if (total <= limit) return null;
  const last = Math.min(total, offset + limit);
  return (
    <nav className={styles.bar} aria-label={t('pager.label')}>
      <Button size="small" disabledFocusable={offset === 0} onClick={() => offset > 0 && onOffset(Math.max(0, offset - limit))}>
        {t('pager.previous')}
      </Button>
      <Text size={200}>
        {t('pager.shown', { from: formats.count(offset + 1), to: formats.count(last), total: formats.count(total) })}
      </Text>
      <Button size="small" disabledFocusable={last >= total} onClick={() => last < total && onOffset(offset + limit)}>
        {t('pager.next')}
      </Button>
    </nav>
  );
}
