import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/context.js';
import { totalsOfQuery, totalsQuery } from '../../api/queries.js';
import type { ListTotal } from '../../api/types.js';
import type { ChosenRows, ItemQuery } from '../../api/types-desk.js';
import { sentenceOf } from '../../components/LoadState.js';
import { listParameters } from '../../format/itemQuery.js';
import { useFormats } from '../../i18n/useFormats.js';
import { selectedCount, type RowSelection } from './selection.js';

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: `2px ${tokens.spacingHorizontalXL}`,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    minHeight: '22px',
    backgroundColor: tokens.colorNeutralBackground2,
    fontVariantNumeric: 'tabular-nums',
  },
  sums: { display: 'flex', flexWrap: 'wrap', gap: `0 ${tokens.spacingHorizontalL}` },
});

/** Sums of the filter and of the choice, per currency: currencies are never added together. */
export function TotalsBar({ query, selection, total }: { query: ItemQuery; selection: RowSelection; total: number }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const api = useApi();
  const all = useQuery(totalsQuery(api, query));
  const rows = chosenRows(selection, query);
  const chosen = useQuery(totalsOfQuery(api, rows ?? { ids: [] }));
  const count = selectedCount(selection, total);
  return (
    <div className={styles.bar} role="status" data-testid="totals">
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

/** What is summed up beside the whole filter; null where the choice is the whole filter. */
function chosenRows(selection: RowSelection, query: ItemQuery): ChosenRows | null {
  if (selection.kind === 'some') return { ids: [...selection.versions.keys()] };
  return selection.except.size === 0 ? null : { query: listParameters(query), except: [...selection.except] };
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
