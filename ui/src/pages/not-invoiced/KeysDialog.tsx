import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';

/** What each key does, in the order somebody learns them. Keys of a header come last. */
const keysOf = [
  ['move', '↑ ↓ ← →', 'Page Up', 'Page Down', 'Home', 'End', 'Ctrl+Home', 'Ctrl+End'],
  ['open', 'Enter'],
  ['toggle', 'Space', 'Ctrl+Space'],
  ['extend', 'Shift+↑', 'Shift+↓'],
  ['selectAll', 'Ctrl+A'],
  ['menu', 'Shift+F10'],
  ['copy', 'Ctrl+C'],
  ['search', 'F3'],
  ['filterPane', 'Shift+F3'],
  ['filterToValue', 'Alt+F3'],
  ['resetFilter', 'Ctrl+Shift+Alt+F3'],
  ['refresh', 'F5'],
  ['notice', 'Ctrl+M'],
  ['leave', 'Esc'],
  ['sort', 'Enter'],
  ['width', 'Shift+←', 'Shift+→'],
  ['order', 'Ctrl+←', 'Ctrl+→'],
  ['help', '?', 'Ctrl+F1'],
] as const;

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: `6px ${tokens.spacingHorizontalL}`,
    margin: 0,
  },
  keys: { margin: 0, display: 'flex', flexWrap: 'wrap', gap: '4px', justifyContent: 'flex-end', alignContent: 'start' },
  key: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    padding: '1px 6px',
    whiteSpace: 'nowrap',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

/** Every key of the list, for those who work without a mouse. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('keys.title')}</DialogTitle>
          <DialogContent tabIndex={0}>
            <dl className={styles.list}>
              {keysOf.map(([name, ...keys]) => (
                <Fragment key={name}>
                  <dt>
                    <Text size={200}>{t(`keys.${name}`)}</Text>
                  </dt>
                  <dd className={styles.keys}>
                    {keys.map((key) => (
                      <kbd key={key} className={styles.key}>
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('common.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
