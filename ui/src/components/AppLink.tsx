import { Link } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHref, useLinkClickHandler } from 'react-router-dom';

/** A Fluent link to another of our pages, without loading the page again. */
export function AppLink({ to, children }: { to: string; children: ReactNode }) {
  const href = useHref(to);
  const onClick = useLinkClickHandler<HTMLAnchorElement>(to);
  return (
    <Link href={href} onClick={onClick}>
      {children}
    </Link>
  );
}

/** A link out of the product, in a tab of its own; says so to screen readers. Anything but http(s) is printed, not linked. */
export function OutLink({ href, children }: { href: string | null; children: ReactNode }) {
  const { t } = useTranslation();
  if (href === null || !/^https?:\/\//i.test(href)) return <>{children}</>;
  return (
    <Link href={href} target="_blank" rel="noreferrer noopener">
      {children} <OpenRegular aria-label={t('common.newTab')} fontSize="12px" />
    </Link>
  );
}
