import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { columnIds, type ColumnId } from './columns.js';
import { firstLayout, moved, toggledColumn, widthOf, withWidth, type ListLayout } from './layout.js';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, maxHeight: '52vh', overflowY: 'auto' },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  name: { flexGrow: 1 },
  reset: { whiteSpace: 'nowrap' },
  width: { width: '72px', accentColor: tokens.colorBrandBackground },
});

interface ChooserProps {
  layout: ListLayout;
  onLayout: (layout: ListLayout) => void;
  onClose: () => void;
}

/** Which columns, in which order, how wide; everything the mouse does in the header, by button. */
export function ColumnChooser({ layout, onLayout, onClose }: ChooserProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const hidden = columnIds.filter((id) => !layout.visible.includes(id));
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface style={{ maxWidth: '460px' }}>
        <DialogBody>
          <DialogTitle>{t('columns.title')}</DialogTitle>
          <DialogContent>
            <ul className={styles.list}>
              {[...layout.visible, ...hidden].map((id) => (
                <ColumnLine key={id} id={id} layout={layout} onLayout={onLayout} />
              ))}
            </ul>
          </DialogContent>
          <DialogActions>
            <Button className={styles.reset} onClick={() => onLayout(firstLayout)}>
              {t('columns.reset')}
            </Button>
            <Button appearance="primary" onClick={onClose}>
              {t('common.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function ColumnLine({ id, layout, onLayout }: { id: ColumnId; layout: ListLayout; onLayout: (layout: ListLayout) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const name = t(`column.${id}`);
  const isShown = layout.visible.includes(id);
  return (
    <li className={styles.line}>
      <span className={styles.name}>
        <Checkbox label={name} checked={isShown} onChange={() => onLayout(toggledColumn(layout, id))} />
      </span>
      {isShown && (
        <>
          <input
            type="range"
            min={56}
            max={480}
            step={8}
            className={styles.width}
            value={widthOf(layout, id)}
            aria-label={t('columns.width', { name })}
            onChange={(event) => onLayout(withWidth(layout, id, Number(event.target.value)))}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowUpRegular />}
            aria-label={t('columns.earlier', { name })}
            onClick={() => onLayout(moved(layout, id, -1))}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowDownRegular />}
            aria-label={t('columns.later', { name })}
            onClick={() => onLayout(moved(layout, id, 1))}
          />
        </>
      )}
    </li>
  );
}
