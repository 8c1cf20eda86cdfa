import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CreateOptions } from '../../api/types-desk.js';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL, alignItems: 'flex-end' },
});

interface OptionsProps {
  options: CreateOptions;
  onOptions: (options: CreateOptions) => void;
  /** How many ready items of the same customers were not taken. */
  offeredOthers: number;
}

/** How the drafts are made this once. Nothing of a customer is taken along unasked. */
export function OptionsForm({ options, onOptions, offeredOthers }: OptionsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.form} role="group" aria-label={t('preview.options')}>
      <Field label={t('preview.date')} hint={t('preview.dateHint')}>
        <Input
          type="date"
          size="small"
          value={options.invoiceDate ?? ''}
          onChange={(_, { value }) => onOptions({ ...options, invoiceDate: value || null })}
        />
      </Field>
      {(offeredOthers > 0 || options.takeCustomersOthers) && (
        <Checkbox
          label={t('preview.takeOthers', { count: offeredOthers })}
          checked={options.takeCustomersOthers}
          onChange={(_, { checked }) => onOptions({ ...options, takeCustomersOthers: checked === true })}
        />
      )}
      <Checkbox
        label={t('preview.billAttendee')}
        checked={options.billAttendee}
        onChange={(_, { checked }) => onOptions({ ...options, billAttendee: checked === true })}
      />
    </div>
  );
}
