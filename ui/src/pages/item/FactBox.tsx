import { Button, makeStyles, Text, tokens, Tooltip } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/context.js';
import { itemQuery } from '../../api/queries.js';
import type { ItemDetail } from '../../api/types-desk.js';
import { History } from '../../components/History.js';
import { Loading, LoadFailed } from '../../components/LoadState.js';
import { Section } from '../../components/Facts.js';
import { StateBadge } from '../../components/StateBadge.js';
import { Answers } from './Answers.js';
import { Decisions } from './Decisions.js';
import { DocumentFacts } from './DocumentFacts.js';
import { OpenOfPayer } from './OpenOfPayer.js';
import { PriceFacts } from './PriceFacts.js';
import { Problems } from './Problems.js';
import { SourceFacts } from './SourceFacts.js';

const useStyles = makeStyles({
  panel: {
    width: '370px',
    maxWidth: '90vw',
    flexShrink: 0,
    boxSizing: 'border-box',
    overflowY: 'auto',
    outlineStyle: 'none',
    borderInlineStartWidth: '1px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground2,
    padding: tokens.spacingHorizontalM,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    // Beside the list there is no room on a narrow screen: it lies over the page.
    '@media (max-width: 820px)': {
      position: 'fixed',
      insetBlock: 0,
      insetInlineEnd: 0,
      zIndex: 5,
      width: 'min(370px, 100vw)',
      maxWidth: 'none',
      boxShadow: tokens.shadow28,
    },
  },
  head: { display: 'flex', alignItems: 'flex-start', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  title: { margin: 0, overflowWrap: 'anywhere', unicodeBidi: 'plaintext' },
});

/** All there is to know about one billing item, and every way to put it right. `takesFocus` where it opens away from what opened it. */
export function FactBox({ id, onClose, takesFocus = false }: { id: string; onClose: () => void; takesFocus?: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) panel.current?.focus();
  }, [takesFocus]);
  const { data, error, isPending, refetch } = useQuery(itemQuery(useApi(), id));
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={styles.panel}
      aria-label={t('item.panel')}
      data-testid="factbox"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.head}>
        <div>
          <Text as="h2" size={400} weight="semibold" block className={styles.title}>
            {data ? data.row.customerName || t('list.noCustomer') : t('item.panel')}
          </Text>
          {data && <StateBadge state={data.row.state} />}
        </div>
        <Tooltip content={t('item.close')} relationship="label">
          <Button appearance="subtle" size="small" icon={<DismissRegular />} onClick={onClose} />
        </Tooltip>
      </div>
      {isPending && <Loading />}
      {error && <LoadFailed what={t('item.panel')} error={error} onRetry={() => void refetch()} />}
      {data && <Content detail={data} />}
    </aside>
  );
}

function Content({ detail }: { detail: ItemDetail }) {
  const { t } = useTranslation();
  return (
    <>
      <Problems detail={detail} />
      <Decisions detail={detail} />
      <PriceFacts detail={detail} />
      {detail.invoice && <DocumentFacts invoice={detail.invoice} zone={detail.row.timeZone} />}
      <SourceFacts detail={detail} />
      <Answers detail={detail} />
      <OpenOfPayer detail={detail} />
      <Section title={t('history.title')}>
        <History entries={detail.history} zone={detail.row.timeZone} of={{ itemId: detail.row.id }} />
      </Section>
    </>
  );
}
