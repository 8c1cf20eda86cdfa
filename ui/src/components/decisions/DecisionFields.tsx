import { Field, Input, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { parseDecimal } from '../../format/money.js';
import { useFormats } from '../../i18n/useFormats.js';
import { personalReasons, type Answers, type PersonalReason } from './answers.js';
import type { DecisionQuestion } from './DecisionProvider.js';

interface FieldsProps {
  question: DecisionQuestion;
  answers: Answers;
  onChange: (answers: Answers) => void;
  showFaults: boolean;
}

/** The questions of one kind of decision. */
export function DecisionFields(props: FieldsProps) {
  if (props.question.kind === 'exclude') return <ExclusionField {...props} />;
  if (props.question.kind === 'set-price') return <PriceFields {...props} />;
  if (props.question.kind === 'set-period') return <PeriodField {...props} />;
  return props.question.kind === 'not-before' ? <DateField {...props} /> : <ReferenceField {...props} />;
}

function ExclusionField({ answers, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <Field label={t('decide.exclusion')} required>
      <RadioGroup
        value={answers.exclusion}
        onChange={(_, { value }) => onChange({ ...answers, exclusion: value as PersonalReason })}
      >
        {personalReasons.map((reason) => (
          <Radio key={reason} value={reason} label={t(`exclusion.${reason}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}

function ReferenceField({ answers, onChange, showFaults }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <Field
      label={t('decide.reference')}
      required
      hint={t('decide.referenceHint')}
      validationMessage={showFaults && answers.reference.trim() === '' ? t('decide.referenceMissing') : undefined}
    >
      <Input value={answers.reference} maxLength={50} onChange={(_, { value }) => onChange({ ...answers, reference: value })} />
    </Field>
  );
}

function DateField({ answers, onChange, showFaults }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <Field
      label={t('decide.date')}
      required
      hint={t('decide.dateHint')}
      validationMessage={showFaults && answers.date === '' ? t('decide.dateMissing') : undefined}
    >
      <Input type="date" value={answers.date} onChange={(_, { value }) => onChange({ ...answers, date: value })} />
    </Field>
  );
}

function PeriodField({ question, answers, onChange, showFaults }: FieldsProps) {
  const { t } = useTranslation();
  const { localDate } = useFormats();
  const { period } = question;
  return (
    <>
      {period && <Text>{t('decide.periodNow', { from: localDate(period.from), to: localDate(period.to) })}</Text>}
      <Field
        label={t('decide.periodDay')}
        required
        hint={t('decide.periodHint')}
        validationMessage={showFaults && answers.date === '' ? t('decide.dateMissing') : undefined}
      >
        <Input type="date" value={answers.date} onChange={(_, { value }) => onChange({ ...answers, date: value })} />
      </Field>
    </>
  );
}

function PriceFields({ question, answers, onChange, showFaults }: FieldsProps) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const faultOf = (text: string) => (showFaults && parseDecimal(locale, text) === null ? t('decide.numberMissing') : undefined);
  const { currencies = [], rows } = question;
  const priceHint =
    currencies.length === 0
      ? undefined
      : t('decide.currencyHint', { count: currencies.length, currencies: currencies.join(', ') });
  return (
    <>
      {rows.length > 1 && <Text>{t('decide.samePrice', { count: rows.length })}</Text>}
      <Field label={t('decide.unitPrice')} required hint={priceHint} validationMessage={faultOf(answers.unitPrice)}>
        <Input
          inputMode="decimal"
          value={answers.unitPrice}
          onChange={(_, { value }) => onChange({ ...answers, unitPrice: value })}
        />
      </Field>
      <Field label={t('decide.quantity')} required validationMessage={faultOf(answers.quantity)}>
        <Input
          inputMode="decimal"
          value={answers.quantity}
          onChange={(_, { value }) => onChange({ ...answers, quantity: value })}
        />
      </Field>
    </>
  );
}
