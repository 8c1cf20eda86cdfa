import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ItemDetail } from '../../api/types-desk.js';
import { Section } from '../../components/Facts.js';
import { useAskDecision } from '../../components/decisions/DecisionProvider.js';
import { priceFor } from '../../components/decisions/questions.js';
import { useOpenPreview } from '../../components/PreviewProvider.js';
import { useFormats } from '../../i18n/useFormats.js';
import { canBeDecided } from './decidable.js';

const useStyles = makeStyles({
  sum: { fontVariantNumeric: 'tabular-nums' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Quantity, price and amount, and how they came about. */
export function PriceFacts({ detail: { row, item, reasoning } }: { detail: ItemDetail }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const ask = useAskDecision();
  const openPreview = useOpenPreview();
  const isKnown = row.amount !== null && row.unitPrice !== null && row.quantity !== null;
  return (
    <Section title={t('item.price')}>
      <Text className={styles.sum}>
        {isKnown
          ? `${formats.quantity(row.quantity)} × ${formats.amount(row.unitPrice, row.currency)} = ${formats.money(row.amount ?? '0', row.currency)}`
          : t('item.noPrice')}
      </Text>
      {reasoning && <Text size={200}>{reasoning}</Text>}
      {item.billing.description && <Text size={200}>{t('item.lineText', { text: item.billing.description })}</Text>}
      <div className={styles.actions}>
        <Button
          size="small"
          appearance="primary"
          disabledFocusable={row.state !== 'ready'}
          onClick={() => openPreview({ kind: 'items', ids: [row.id] })}
        >
          {t('commands.createRow')}
        </Button>
        {canBeDecided(row) && (
          <Button size="small" onClick={() => ask(priceFor([row], [row]))}>
            {t('commands.setPrice')}
          </Button>
        )}
      </div>
    </Section>
  );
}
