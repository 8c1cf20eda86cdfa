import { MapRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { Empty } from './LoadState.js';
import { AppLink } from './AppLink.js';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty icon={<MapRegular />} title={t('notFound.title')} text={t('notFound.text')}>
      <AppLink to="/not-invoiced">{t('notFound.home')}</AppLink>
    </Empty>
  );
}
