import {
  Toast,
  ToastBody,
  ToastFooter,
  ToastTitle,
  Link,
  useToastController,
  type ToastIntent,
} from '@fluentui/react-components';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from './LoadState.js';

export const toasterId = 'bookledger';

export interface Notice {
  title: string;
  body?: string;
  intent?: ToastIntent;
  action?: { label: string; onClick: () => void };
}

/** Tells the person what happened; with an action (Undo) the notice stays longer. */
export function useSay(): { say: (notice: Notice) => void; sayFailed: (error: unknown) => void } {
  const { dispatchToast } = useToastController(toasterId);
  const { t } = useTranslation();
  const say = useCallback(
    ({ title, body, intent = 'success', action }: Notice) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          {body && <ToastBody>{body}</ToastBody>}
          {action && (
            <ToastFooter>
              <Link as="button" onClick={action.onClick}>
                {action.label}
              </Link>
            </ToastFooter>
          )}
        </Toast>,
        { intent, timeout: action || intent === 'error' ? 15_000 : 5_000, pauseOnHover: true, pauseOnWindowBlur: true },
      ),
    [dispatchToast],
  );
  const sayFailed = useCallback(
    (error: unknown) => say({ title: t('errors.notDone'), body: sentenceOf(error, t), intent: 'error' }),
    [say, t],
  );
  return { say, sayFailed };
}
