import { Button, Field, Input, makeStyles, Text, tokens, Tooltip } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import type { ItemQuery } from '../../api/types-desk.js';
import { sentenceOf } from '../../components/LoadState.js';
import { filterColumns, type FilterColumn } from '../../format/filterText.js';
import { withFilter } from '../../format/itemQuery.js';
import { FilterBuilder } from './FilterBuilder.js';

const useStyles = makeStyles({
  pane: {
    width: '268px',
    flexShrink: 0,
    boxSizing: 'border-box',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    borderInlineEndWidth: '1px',
    borderInlineEndStyle: 'solid',
    borderInlineEndColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'center' },
});

interface PaneProps {
  query: ItemQuery;
  onQuery: (query: ItemQuery) => void;
  onClose: () => void;
}

/** Filters in Business Central's grammar, each with what it means, and a builder for those who don't know the grammar. */
export function FilterPane({ query, onQuery, onClose }: PaneProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const first = useRef<HTMLElement>(null);
  useEffect(() => first.current?.focus(), []);
  const active = (Object.keys(filterColumns) as FilterColumn[]).filter((column) => query.filters[column] !== undefined);
  return (
    <section className={styles.pane} aria-label={t('filter.title')} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div className={styles.head}>
        <Text as="h2" weight="semibold" style={{ margin: 0 }} tabIndex={-1} ref={first}>
          {t('filter.title')}
        </Text>
        <Tooltip content={t('filter.close')} relationship="label">
          <Button appearance="subtle" size="small" icon={<DismissRegular />} onClick={onClose} />
        </Tooltip>
      </div>
      {active.length === 0 && <Text size={200}>{t('filter.none')}</Text>}
      {active.map((column) => (
        <FilterField
          key={column}
          column={column}
          text={query.filters[column] ?? ''}
          onText={(text) => onQuery(withFilter(query, column, text))}
        />
      ))}
      {active.length > 0 && (
        <Button size="small" onClick={() => onQuery({ ...query, filters: {} })}>
          {t('filter.reset')}
        </Button>
      )}
      <FilterBuilder onAdd={(column, text) => onQuery(withFilter(query, column, text))} />
      <Text size={100} as="p">
        {t('filter.grammar')}
      </Text>
    </section>
  );
}

/** One column's filter text; taken over with Enter or when leaving the field. */
function FilterField({ column, text, onText }: { column: FilterColumn; text: string; onText: (text: string) => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(text);
  useEffect(() => setDraft(text), [text]);
  const meaning = useMeaning(column, text);
  const take = () => draft !== text && onText(draft.trim());
  return (
    <Field label={t(`column.${column}`)} size="small" {...meaning}>
      <Input
        value={draft}
        maxLength={500}
        onChange={(_, { value }) => setDraft(value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
        contentAfter={
          <Button
            appearance="transparent"
            size="small"
            icon={<DismissRegular />}
            aria-label={t('filter.remove', { column: t(`column.${column}`) })}
            onClick={() => onText('')}
          />
        }
      />
    </Field>
  );
}

/** What the filter says, in a sentence, or what is wrong with it. */
function useMeaning(column: FilterColumn, text: string) {
  const api = useApi();
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['filter', column, text],
    queryFn: () => bodyOf(api.POST('/api/filter/explain', { body: { column, text } })),
    retry: false,
    staleTime: Infinity,
  });
  if (error) return { validationMessage: sentenceOf(error, t), validationState: 'error' as const };
  return data ? { hint: data.sentence } : {};
}
