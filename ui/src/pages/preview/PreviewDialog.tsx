import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../api/types-desk.js';
import { Empty, Loading, LoadFailed } from '../../components/LoadState.js';
import { RunProgress } from '../runs/RunProgress.js';
import { Documents } from './Documents.js';
import { LeftOutList } from './LeftOutList.js';
import { OptionsForm } from './OptionsForm.js';
import { noOptions, useCreate, usePreview } from './usePreview.js';

const useStyles = makeStyles({
  surface: { maxWidth: '980px', width: '94vw' },
  content: { display: 'grid', gap: tokens.spacingVerticalM, alignContent: 'start', minHeight: '240px', maxHeight: '70vh' },
});

/** Shows exactly what would be made before anything is; then makes it, and shows how that goes. */
export function PreviewDialog({ selection, onClose }: { selection: Selection; onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [options, setOptions] = useState(noOptions);
  const preview = usePreview(selection, options);
  const create = useCreate(selection, options, () => void preview.refetch());
  const documents = preview.data?.documents ?? [];
  const isRunning = create.run !== null;
  const close = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone; what is left to press is this one.
  useEffect(() => {
    if (isRunning) close.current?.focus();
  }, [isRunning]);
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{isRunning ? t('preview.running') : t('preview.title')}</DialogTitle>
          <DialogContent className={styles.content} onClick={(event) => followsLink(event) && onClose()}>
            {create.run && <RunProgress id={create.run.id} first={create.run} onLeave={onClose} />}
            {!isRunning && (
              <>
                <OptionsForm options={options} onOptions={setOptions} offeredOthers={preview.data?.offeredOthers ?? 0} />
                {create.conflict && (
                  <MessageBar intent="warning" layout="multiline" role="alert">
                    <MessageBarBody>{t('preview.changed')}</MessageBarBody>
                  </MessageBar>
                )}
                {create.error !== null && <LoadFailed what={t('preview.creating')} error={create.error} />}
                {preview.isPending && <Loading label={t('preview.loading')} />}
                {preview.error && (
                  <LoadFailed what={t('preview.title')} error={preview.error} onRetry={() => void preview.refetch()} />
                )}
                {preview.data && documents.length === 0 && <Empty title={t('preview.nothing')} text={t('preview.nothingText')} />}
                <Documents documents={documents} />
                <LeftOutList rows={preview.data?.leftOut ?? []} />
              </>
            )}
          </DialogContent>
          <DialogActions>
            <Button ref={close} onClick={onClose}>
              {isRunning ? t('common.close') : t('common.cancel')}
            </Button>
            {!isRunning && (
              <Button
                appearance="primary"
                disabledFocusable={documents.length === 0 || create.isPending || preview.isFetching}
                onClick={() => preview.data && create.start(preview.data.dataVersion)}
              >
                {t('preview.create', { count: documents.length })}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** A link to a row of the list stays on the page below, which the dialog must not cover. */
function followsLink({ target, ctrlKey, metaKey }: MouseEvent): boolean {
  return !ctrlKey && !metaKey && target instanceof Element && target.closest('a[href^="/"]:not([target])') !== null;
}
