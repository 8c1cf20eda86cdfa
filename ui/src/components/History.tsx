import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../api/types.js';
import { actorName } from '../format/actor.js';
import { auditChange, type WriteField } from '../format/auditChange.js';
import { useFormats } from '../i18n/useFormats.js';
import { AppLink } from './AppLink.js';
import { Moment } from './Moment.js';

const useStyles = makeStyles({
  history: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start' },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS },
  entry: {
    display: 'grid',
    borderInlineStartWidth: '2px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
    paddingInlineStart: tokens.spacingHorizontalS,
  },
  quiet: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

function Change({ before, after }: Pick<AuditEntry, 'before' | 'after'>) {
  const styles = useStyles();
  const change = auditChange(before, after, useWriteField());
  if (change === null) return null;
  return (
    <Text size={200} className={styles.quiet} dir="auto">
      {change.from || '–'} → {change.to || '–'}
    </Text>
  );
}

/** Words in the language of the page, numbers and days as its locale writes them. */
function useWriteField(): WriteField {
  const { t } = useTranslation();
  const formats = useFormats();
  return (field, value) => {
    if (field === 'status') return t(`erpStatus.${value}`, { defaultValue: value });
    if (field === 'kind') return t(`exclusion.${value}`, { defaultValue: value });
    if (field === 'date' || field === 'from' || field === 'to') return formats.localDate(value);
    return field === 'quantity' || field === 'unitPrice' ? formats.quantity(value) : value;
  };
}

interface HistoryProps {
  entries: readonly AuditEntry[];
  zone: string | null;
  /** Whose history it is: the file has all of it. */
  of: { itemId: string } | { invoiceId: string };
}

/** Who did what, when, from what to what, why; newest first. */
export function History({ entries, zone, of }: HistoryProps) {
  const { t, i18n } = useTranslation();
  const { locale } = useFormats();
  const styles = useStyles();
  if (entries.length === 0) return <Text size={200}>{t('history.none')}</Text>;
  const newestFirst = [...entries].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <div className={styles.history}>
      <ol className={styles.list}>
        {newestFirst.map((entry, index) => (
          <li key={index} className={styles.entry}>
            <Text size={200} weight="semibold">
              {i18n.exists(`audit.${entry.action}`) ? t(`audit.${entry.action}`) : entry.action}
            </Text>
            <Text size={200} className={styles.quiet}>
              <Moment at={entry.at} zone={zone} /> · {actorName(entry.actor, t)}
            </Text>
            {entry.reason && (
              <Text size={200} dir="auto">
                {entry.reason}
              </Text>
            )}
            <Change before={entry.before} after={entry.after} />
            {entry.runId && <AppLink to={`/runs/${entry.runId}`}>{t('history.run')}</AppLink>}
          </li>
        ))}
      </ol>
      <Link href={`/api/audit?${new URLSearchParams({ ...of, locale })}`} download>
        {t('history.export')}
      </Link>
    </div>
  );
}
