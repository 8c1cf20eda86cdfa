import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronUpRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/context.js';
import { totalsOfQuery, totalsQuery } from '../../api/queries.js';
import type { ListTotal } from '../../api/types.js';
import type { ItemQuery } from '../../api/types-desk.js';
import { Loading, sentenceOf } from '../../components/LoadState.js';
import { useFormats } from '../../i18n/useFormats.js';
import { chosenRows, selectedCount, type RowSelection } from './selection.js';

const PayerTotals = lazy(async () => ({ default: (await import('./PayerTotals.js')).PayerTotals }));

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    minHeight: '22px',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  status: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `2px ${tokens.spacingHorizontalXL}`,
    fontVariantNumeric: 'tabular-nums',
  },
  sums: { display: 'flex', flexWrap: 'wrap', gap: `0 ${tokens.spacingHorizontalL}` },
});

interface TotalsProps {
  query: ItemQuery;
  selection: RowSelection;
  /** How many rows match. */
  total: number;
  onQuery: (query: ItemQuery) => void;
}

/** Sums of the filter and of the choice, and the same by payer where a person asks for it (D.1.4). */
export function TotalsBar({ query, selection, total, onQuery }: TotalsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [byPayer, setByPayer] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const close = () => {
    setByPayer(false);
    toggle.current?.focus();
  };
  return (
    <>
      {byPayer && (
        <Suspense fallback={<Loading />}>
          <PayerTotals query={query} selection={selection} total={total} onQuery={onQuery} onClose={close} />
        </Suspense>
      )}
      <div className={styles.bar}>
        <Totals query={query} selection={selection} total={total} />
        <Button
          ref={toggle}
          size="small"
          appearance="subtle"
          icon={byPayer ? <ChevronDownRegular /> : <ChevronUpRegular />}
          aria-expanded={byPayer}
          onClick={() => setByPayer(!byPayer)}
        >
          {t('totals.byPayer')}
        </Button>
      </div>
    </>
  );
}

/** Per currency: currencies are never added together. */
function Totals({ query, selection, total }: Omit<TotalsProps, 'onQuery'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const api = useApi();
  const all = useQuery(totalsQuery(api, query));
  const rows = chosenRows(selection, query);
  const chosen = useQuery(totalsOfQuery(api, rows ?? { ids: [] }));
  const count = selectedCount(selection, total);
  return (
    <div className={styles.status} role="status" data-testid="totals">
      <span className={styles.sums}>
        <Text size={200}>{t('totals.inFilter', { count: total, formatted: formats.count(total) })}</Text>
        {all.error ? <Text size={200}>{sentenceOf(all.error, t)}</Text> : <Sums totals={all.data?.totals ?? []} />}
      </span>
      {count > 0 && (
        <span className={styles.sums} data-testid="selected-totals">
          <Text size={200} weight="semibold">
            {selection.kind === 'matching' && selection.except.size === 0
              ? t('totals.allSelected', { count, formatted: formats.count(count) })
              : t('totals.selected', { count, formatted: formats.count(count) })}
          </Text>
          {rows !== null &&
            (chosen.error ? (
              <Text size={200}>{sentenceOf(chosen.error, t)}</Text>
            ) : (
              <Sums totals={chosen.data?.totals ?? []} strong />
            ))}
        </span>
      )}
    </div>
  );
}

function Sums({ totals, strong = false }: { totals: ListTotal[]; strong?: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const taxedText = ({ currency, count, taxed }: ListTotal) => {
    if (!taxed) return '';
    const [tax, gross] = [formats.amount(taxed.tax, currency), formats.amount(taxed.gross, currency)];
    return t(taxed.count === count ? 'totals.taxed' : 'totals.taxedPart', { count: taxed.count, tax, gross });
  };
  const currencyLast = [...totals].sort((a, b) => Number(a.currency === null) - Number(b.currency === null));
  return currencyLast.map((sum) => (
    <Text key={sum.currency ?? ''} size={200} weight={strong ? 'semibold' : 'regular'}>
      {sum.currency === null ? t('totals.noCurrency', { count: sum.count }) : formats.money(sum.amount, sum.currency)} ·{' '}
      {t('totals.hours', { hours: formats.hours(sum.minutes) })}
      {sum.taxed && <span title={t('totals.taxedHint')}> · {taxedText(sum)}</span>}
    </Text>
  ));
}
