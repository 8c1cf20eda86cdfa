import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.js';

const useStyles = makeStyles({
  centred: { display: 'grid', placeItems: 'center', padding: tokens.spacingVerticalXXXL, flexGrow: 1, minHeight: '120px' },
  empty: { display: 'grid', gap: tokens.spacingVerticalS, textAlign: 'center', maxWidth: '520px', justifyItems: 'center' },
  // In a column that has too little room its button must not be what goes.
  failed: { flexShrink: 0 },
  icon: { fontSize: '40px', color: tokens.colorNeutralForeground3, lineHeight: 0 },
});

export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.centred}>
      <Spinner label={label ?? t('common.loading')} size="small" />
    </div>
  );
}

/** Nothing to show, and what to do about it. */
export function Empty(props: { icon?: ReactNode; title: string; text: string; children?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.centred}>
      <div className={styles.empty}>
        {props.icon && <span className={styles.icon}>{props.icon}</span>}
        <Text weight="semibold" size={400}>
          {props.title}
        </Text>
        <Text>{props.text}</Text>
        {props.children}
      </div>
    </div>
  );
}

interface FailedProps {
  error: unknown;
  what: string;
  onRetry?: () => void;
  /** What the button says where asking again is not what helps. */
  label?: string;
}

/** What failed, in the server's words, and a way on. Never an empty page for a failed fetch. */
export function LoadFailed({ error, onRetry, what, label }: FailedProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <MessageBar intent="error" layout="multiline" role="alert" className={styles.failed}>
      <MessageBarBody>
        <MessageBarTitle>{t('errors.loadFailed', { what })}</MessageBarTitle> {sentenceOf(error, t)}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button size="small" onClick={onRetry}>
            {label ?? t('common.tryAgain')}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

/** The sentence of a failed request for a person. */
export function sentenceOf(error: unknown, t: (key: string) => string): string {
  if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : String(error);
  if (error.status === 0) return t('errors.offline');
  if (error.status === 429) return t('errors.tooManyRequests');
  return error.message;
}
