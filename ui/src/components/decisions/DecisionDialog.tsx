import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/useFormats.js';
import { sentenceOf } from '../LoadState.js';
import { DecisionFields } from './DecisionFields.js';
import { changeFrom, emptyAnswers, type Answers } from './answers.js';
import type { DecisionQuestion } from './DecisionProvider.js';
import { useDecide } from './useDecide.js';

const useStyles = makeStyles({ form: { display: 'grid', gap: tokens.spacingVerticalM } });

/** Asks why (and when, how much, which document), says what will happen, then does it. */
export function DecisionDialog({ question, onClose }: { question: DecisionQuestion; onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { locale } = useFormats();
  const decide = useDecide();
  const [answers, setAnswers] = useState<Answers>(() => emptyAnswers(question, locale));
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const change = changeFrom(question.kind, answers, locale);
  const needsReason = answers.reason.trim() === '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (change === null || needsReason) return;
    setBusy(true);
    setError(null);
    // What was typed stays when nothing answered, so that it can be sent again.
    if (await decide(question.rows, change, answers.reason.trim(), setError)) onClose();
    else setBusy(false);
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <DialogBody>
            <DialogTitle>{t(`decide.title.${question.kind}`, { count: question.rows.length })}</DialogTitle>
            <DialogContent className={styles.form}>
              <Text>{t(`decide.explain.${question.kind}`)}</Text>
              <DecisionFields question={question} answers={answers} onChange={setAnswers} showFaults={isAsked} />
              <Field
                label={t('decide.reason')}
                required
                validationMessage={isAsked && needsReason ? t('decide.reasonMissing') : undefined}
                hint={t('decide.reasonHint')}
              >
                <Textarea
                  value={answers.reason}
                  maxLength={250}
                  onChange={(_, { value }) => setAnswers({ ...answers, reason: value })}
                />
              </Field>
              {error !== null && (
                <MessageBar intent="error" layout="multiline" role="alert">
                  <MessageBarBody>
                    <strong>{t('errors.notDone')}.</strong> {sentenceOf(error, t)}
                  </MessageBarBody>
                </MessageBar>
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('common.cancel')}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
                {t(`decide.do.${question.kind}`)}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
