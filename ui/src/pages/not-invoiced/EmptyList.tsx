import { Button } from '@fluentui/react-components';
import { CheckmarkCircleRegular, FilterRegular } from '@fluentui/react-icons';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemQuery } from '../../api/types-desk.js';
import { Empty } from '../../components/LoadState.js';

/** No rows: because of the filter, or because there is nothing to do. */
export function EmptyList({ query, onQuery }: { query: ItemQuery; onQuery: (query: ItemQuery) => void }) {
  const { t } = useTranslation();
  // The last row may have taken the focus with it; a dialog above the list keeps its own.
  useEffect(() => {
    const isBehindDialog = document.querySelector('[aria-modal="true"]') !== null;
    if (document.activeElement === document.body && !isBehindDialog)
      document.getElementById('main')?.focus({ preventScroll: true });
  }, []);
  const isFiltered = query.search !== '' || Object.keys(query.filters).length > 0;
  if (!isFiltered)
    return (
      <Empty icon={<CheckmarkCircleRegular />} title={t(`empty.${query.view}.title`)} text={t(`empty.${query.view}.text`)} />
    );
  return (
    <Empty icon={<FilterRegular />} title={t('empty.filtered.title')} text={t('empty.filtered.text')}>
      <Button onClick={() => onQuery({ ...query, filters: {}, search: '' })}>{t('filter.reset')}</Button>
    </Empty>
  );
}
