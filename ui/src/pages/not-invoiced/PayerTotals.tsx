import { Button, Link, makeStyles, Text, tokens, Tooltip } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/context.js';
import { payerTotalsQuery, statusQuery } from '../../api/queries.js';
import type { PayerTotal } from '../../api/types.js';
import type { ItemQuery } from '../../api/types-desk.js';
import { DataTable, type TableColumn } from '../../components/DataTable.js';
import { Loading, LoadFailed } from '../../components/LoadState.js';
import { useNames } from '../../components/useStatus.js';
import { filterToValue } from '../../format/filterText.js';
import { listParameters, withFilter } from '../../format/itemQuery.js';
import { useFormats } from '../../i18n/useFormats.js';
import { chosenRows, selectedCount, type RowSelection } from './selection.js';

const useStyles = makeStyles({
  pane: {
    flexShrink: 0,
    maxHeight: '40%',
    minHeight: '120px',
    overflowY: 'auto',
    borderTop: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    padding: `2px ${tokens.spacingHorizontalS}`,
  },
  title: { margin: 0 },
  payer: { font: 'inherit' },
  more: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
  },
});

interface PaneProps {
  query: ItemQuery;
  selection: RowSelection;
  total: number;
  onQuery: (query: ItemQuery) => void;
  onClose: () => void;
}

/** What each payer owes, of the chosen rows or else of everything in the filter; a payer's name filters the list to them (D.1.4). */
export function PayerTotals({ query, selection, total, onQuery, onClose }: PaneProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const count = selectedCount(selection, total);
  const chosen = count === 0 ? null : chosenRows(selection, query);
  const whole = { query: listParameters(query), except: [] };
  const sums = useInfiniteQuery(payerTotalsQuery(useApi(), chosen ?? whole));
  const rows = sums.data?.pages.flatMap((page) => page.payers) ?? [];
  const found = sums.data?.pages[0]?.total ?? 0;
  const columns = useColumns((payer) => onQuery(filteredTo(query, payer)));
  const shownOf = chosen === null ? total : count;
  const title = t(chosen === null ? 'totals.byPayerAll' : 'totals.byPayerOf', {
    count: shownOf,
    formatted: formats.count(shownOf),
  });
  return (
    <section
      className={styles.pane}
      aria-label={t('totals.byPayer')}
      data-testid="payer-totals"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <div className={styles.head}>
        <div role="status">
          <Text as="h2" size={200} weight="semibold" className={styles.title}>
            {title}
          </Text>
        </div>
        <Tooltip content={t('totals.closeByPayer')} relationship="label">
          <Button appearance="subtle" size="small" icon={<DismissRegular />} onClick={onClose} />
        </Tooltip>
      </div>
      {sums.isPending && <Loading />}
      {sums.error && <LoadFailed what={t('totals.byPayer')} error={sums.error} onRetry={() => void sums.refetch()} />}
      {rows.length > 0 && <DataTable label={t('totals.byPayer')} columns={columns} rows={rows} keyOf={keyOf} />}
      {sums.hasNextPage && (
        <div className={styles.more}>
          <Text size={200}>{t('totals.firstPayers', { shown: formats.count(rows.length), total: formats.count(found) })}</Text>
          <Button size="small" disabledFocusable={sums.isFetchingNextPage} onClick={() => void sums.fetchNextPage()}>
            {t('totals.morePayers')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** The same customer number in another company is another customer. */
function filteredTo(query: ItemQuery, { billToNumber, companyId }: PayerTotal): ItemQuery {
  const byNumber = withFilter(query, 'billToNumber', filterToValue(billToNumber ?? ''));
  return companyId === null ? byNumber : withFilter(byNumber, 'companyId', filterToValue(companyId));
}

function keyOf({ companyId, billToNumber, currency }: PayerTotal): string {
  return JSON.stringify([companyId, billToNumber, currency]);
}

function useColumns(onPayer: (payer: PayerTotal) => void): TableColumn<PayerTotal>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const styles = useStyles();
  const names = useNames();
  const { data: status } = useQuery(statusQuery(useApi()));
  const nameOf = ({ billToName, billToNumber }: PayerTotal) =>
    billToNumber === null ? t('totals.noPayer') : `${billToName ?? ''} (${billToNumber})`.trim();
  const taxed = (sum: PayerTotal, amount: string | undefined) => {
    if (amount === undefined || sum.taxed === undefined) return '';
    const text = formats.amount(amount, sum.currency);
    return sum.taxed.count === sum.count ? text : t('totals.ofRows', { count: sum.taxed.count, amount: text });
  };
  const company: TableColumn<PayerTotal> = {
    id: 'company',
    title: t('column.companyId'),
    cell: (sum) => names.company(sum.companyId),
  };
  return [
    {
      id: 'payer',
      title: t('totals.payer'),
      cell: (sum) => (
        <Link
          as="button"
          inline
          className={styles.payer}
          title={t('totals.filterTo', { name: nameOf(sum) })}
          onClick={() => onPayer(sum)}
        >
          {nameOf(sum)}
        </Link>
      ),
    },
    ...((status?.companies.length ?? 0) > 1 ? [company] : []),
    { id: 'rows', title: t('totals.rows'), isNumber: true, cell: (sum) => formats.count(sum.count) },
    { id: 'hours', title: t('totals.hoursTitle'), isNumber: true, cell: (sum) => formats.hours(sum.minutes) },
    {
      id: 'amount',
      title: t('column.amount'),
      isNumber: true,
      cell: (sum) => (sum.currency === null ? '' : formats.amount(sum.amount, sum.currency)),
    },
    { id: 'tax', title: t('column.taxAmount'), isNumber: true, cell: (sum) => taxed(sum, sum.taxed?.tax) },
    { id: 'gross', title: t('column.grossAmount'), isNumber: true, cell: (sum) => taxed(sum, sum.taxed?.gross) },
    { id: 'currency', title: t('column.currency'), cell: (sum) => sum.currency ?? '' },
  ];
}
