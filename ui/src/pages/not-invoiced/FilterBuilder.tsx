import { Button, Field, Input, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { buildFilter, conditions, filterColumns, valuesOf, type Condition, type FilterColumn } from '../../format/filterText.js';
import { parseDecimal } from '../../format/money.js';
import { useFormats } from '../../i18n/useFormats.js';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

const columns = Object.keys(filterColumns) as FilterColumn[];

/** A condition in plain words; what it becomes in the grammar is shown before it is added, so that it can be learnt. */
export function FilterBuilder({ onAdd }: { onAdd: (column: FilterColumn, text: string) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { locale } = useFormats();
  const [column, setColumn] = useState<FilterColumn>('customerName');
  const kind = filterColumns[column];
  const [condition, setCondition] = useState<Condition>('contains');
  const [values, setValues] = useState(['', '']);
  const isFaulty = kind === 'number' && values.some((value) => value !== '' && parseDecimal(locale, value) === null);
  const [first = '', second = ''] = values;
  const text = isFaulty ? null : buildFilter(kind, condition, first, second);

  const chooseColumn = (next: FilterColumn) => {
    setColumn(next);
    const offered: readonly Condition[] = conditions[filterColumns[next]];
    if (!offered.includes(condition)) setCondition(offered[0] ?? 'is');
    setValues(['', '']);
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (text === null) return;
    onAdd(column, text);
    setValues(['', '']);
  };
  return (
    <form className={styles.form} onSubmit={add} aria-label={t('filter.add')}>
      <Text as="h3" weight="semibold" size={200} style={{ margin: 0 }}>
        {t('filter.add')}
      </Text>
      <Field label={t('filter.column')} size="small">
        <Select size="small" value={column} onChange={(_, { value }) => chooseColumn(value as FilterColumn)}>
          {columns.map((id) => (
            <option key={id} value={id}>
              {t(`column.${id}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('filter.condition')} size="small">
        <Select size="small" value={condition} onChange={(_, { value }) => setCondition(value as Condition)}>
          {conditions[kind].map((name) => (
            <option key={name} value={name}>
              {t(`filter.conditions.${name}`)}
            </option>
          ))}
        </Select>
      </Field>
      {values.slice(0, valuesOf(condition)).map((value, index) => (
        <Field key={index} label={t(index === 0 ? 'filter.value' : 'filter.secondValue')} size="small">
          <ValueInput
            column={column}
            value={value}
            onValue={(next) => setValues(values.map((old, at) => (at === index ? next : old)))}
          />
        </Field>
      ))}
      <Button type="submit" size="small" icon={<AddRegular />} disabledFocusable={text === null}>
        {text === null ? t('filter.addButton') : t('filter.addText', { text })}
      </Button>
    </form>
  );
}

/** A date, a number or a text; a list to choose from where the column holds words of ours. */
function ValueInput({ column, value, onValue }: { column: FilterColumn; value: string; onValue: (value: string) => void }) {
  const kind = filterColumns[column];
  const choices = useChoices(column);
  if (choices === null) {
    return (
      <Input
        size="small"
        type={kind === 'time' ? 'date' : 'text'}
        inputMode={kind === 'number' ? 'decimal' : 'text'}
        value={value}
        maxLength={200}
        onChange={(_, data) => onValue(data.value)}
      />
    );
  }
  return (
    <Select size="small" value={value} onChange={(_, data) => onValue(data.value)}>
      <option value="" />
      {choices.map(([code, name]) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Select>
  );
}

/** Codes with their names in the person's language; the filter holds the code. */
function useChoices(column: FilterColumn): [string, string][] | null {
  const { t, i18n } = useTranslation();
  const words = (group: string) => Object.keys(i18n.getResource('en', 'translation', group) as object);
  if (column === 'priceType') return words(column).map((word) => [word, t(`priceType.${word}`)]);
  if (column === 'linkMode') return words(column).map((word) => [word, t(`linkMode.${word}`)]);
  if (column !== 'reason') return null;
  const problems = words('problem').map((code): [string, string] => [code, t(`problem.${code}.title`)]);
  const exclusions = words('exclusion').map((code): [string, string] => [code, t(`exclusion.${code}`)]);
  return [...problems, ...exclusions].sort(([, a], [, b]) => a.localeCompare(b, i18n.language));
}
