import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ItemRow } from '../../api/types.js';
import type { ItemDetail } from '../../api/types-desk.js';
import { AppLink } from '../../components/AppLink.js';
import { Section } from '../../components/Facts.js';
import { Moment } from '../../components/Moment.js';
import { StateBadge } from '../../components/StateBadge.js';
import { filterToValue } from '../../format/filterText.js';
import { useFormats } from '../../i18n/useFormats.js';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalXS },
  row: { display: 'grid', gridTemplateColumns: '1fr auto', gap: `0 ${tokens.spacingHorizontalS}` },
  amount: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  service: { overflowWrap: 'anywhere', unicodeBidi: 'plaintext' },
});

/** What else is to be invoiced to the payer of the item (D.1.9): the newest of it, and the way to all of it in the list. */
export function OpenOfPayer({ detail: { row, item, openOfPayer } }: { detail: ItemDetail }) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (openOfPayer === null) return null;
  const payer = item.billing.billTo ?? item.billing.sellTo;
  const filter = new URLSearchParams({
    'f.billToNumber': filterToValue(row.billToNumber ?? ''),
    'f.companyId': filterToValue(row.companyId ?? ''),
    item: row.id,
  });
  return (
    <Section title={t('item.openOfPayer', { name: payer?.name || row.billToNumber })}>
      {openOfPayer.total === 0 && <Text size={200}>{t('item.noOpenOfPayer')}</Text>}
      <ul className={styles.list}>
        {openOfPayer.rows.map((other) => (
          <OpenItem key={other.id} row={other} />
        ))}
      </ul>
      {openOfPayer.total > openOfPayer.rows.length && (
        <AppLink to={`/not-invoiced?${filter.toString()}`}>{t('item.allOfPayer', { count: openOfPayer.total })}</AppLink>
      )}
    </Section>
  );
}

function OpenItem({ row }: { row: ItemRow }) {
  const styles = useStyles();
  const formats = useFormats();
  return (
    <li className={styles.row}>
      <Text size={200}>
        <AppLink to={`/not-invoiced?view=all&item=${encodeURIComponent(row.id)}`}>
          <Moment at={row.startsAt} zone={row.timeZone} />
        </AppLink>
      </Text>
      <Text size={200} className={styles.amount}>
        {row.amount === null ? '' : formats.money(row.amount, row.currency)}
      </Text>
      <Text size={200} className={styles.service}>
        {row.serviceName}
      </Text>
      <StateBadge state={row.state} />
    </li>
  );
}
