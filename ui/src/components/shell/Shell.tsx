import { CounterBadge, makeStyles, mergeClasses, Text, Toaster, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useLocation } from 'react-router-dom';
import { useApi } from '../../api/context.js';
import { useServerEvents } from '../../api/events.js';
import { countsQuery, statusQuery } from '../../api/queries.js';
import { DecisionProvider } from '../decisions/DecisionProvider.js';
import { ErrorBoundary } from '../ErrorBoundary.js';
import { Loading } from '../LoadState.js';
import { PreviewProvider } from '../PreviewProvider.js';
import { toasterId } from '../useSay.js';
import { Banners } from './Banners.js';
import { DataAge } from './DataAge.js';
import { PreferencesMenu } from './PreferencesMenu.js';
import { useShellStyles } from './shellStyles.js';
import { useFocusKeeper } from './useFocusKeeper.js';
import { UserMenu } from './UserMenu.js';

const pages = ['not-invoiced', 'calendar', 'invoices', 'overview', 'runs'] as const;

/** Notices stand outside the order of tabbing; this leads to them, and to their Undo. */
const toNotices = { focus: (event: KeyboardEvent) => event.ctrlKey && !event.altKey && event.key.toLowerCase() === 'm' };

const useStyles = makeStyles({
  foot: { color: tokens.colorNeutralForeground3, padding: `2px ${tokens.spacingHorizontalL}` },
});

/** What every page stands in: navigation, data age, banners, the acting person. */
export function Shell() {
  const { t } = useTranslation();
  const styles = useShellStyles();
  useServerEvents();
  useFocusKeeper();
  const { pathname } = useLocation();
  return (
    <PreviewProvider>
      <DecisionProvider>
        <a href="#main" className={styles.skip}>
          {t('shell.skip')}
        </a>
        <header className={styles.header}>
          <Text weight="bold" size={400} className={styles.brand}>
            Bookledger
          </Text>
          <Navigation />
          <div className={styles.right}>
            <DataAge />
            <PreferencesMenu />
            <UserMenu />
          </div>
        </header>
        <Banners />
        <main id="main" className={styles.main} tabIndex={-1}>
          <ErrorBoundary at={pathname}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
        <LocalOnly />
        <Toaster toasterId={toasterId} position="bottom-end" shortcuts={toNotices} />
      </DecisionProvider>
    </PreviewProvider>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const styles = useShellStyles();
  const { data } = useQuery(countsQuery(useApi()));
  const ready = data?.counts.ready ?? 0;
  return (
    <nav aria-label={t('shell.navigation')} className={styles.nav}>
      {pages.map((page) => (
        <NavLink key={page} to={`/${page}`} className={({ isActive }) => mergeClasses(styles.link, isActive && styles.active)}>
          {t(`page.${page}`)}
          {page === 'not-invoiced' && ready > 0 && (
            <CounterBadge
              count={ready}
              overflowCount={999}
              size="small"
              color="informative"
              aria-label={t('shell.readyCount', { count: ready })}
            />
          )}
        </NavLink>
      ))}
    </nav>
  );
}

/** Until sign-in is configured only this machine may use the pages, and they say so. */
function LocalOnly() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { data } = useQuery(statusQuery(useApi()));
  if (!data?.listensOnLoopbackOnly) return null;
  return (
    <footer className={styles.foot}>
      <Text size={200}>{t('shell.loopbackOnly')}</Text>
    </footer>
  );
}
