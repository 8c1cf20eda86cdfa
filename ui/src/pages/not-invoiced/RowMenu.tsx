import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import type { ItemRow } from '../../api/types.js';
import type { AskedDecision, PickQuestion } from '../../components/decisions/DecisionProvider.js';
import { canFilterTo, type ColumnId } from './columns.js';

export interface RowMenuProps {
  row: ItemRow;
  target: HTMLElement;
  /** The column the menu was opened at. */
  column: ColumnId | undefined;
  onFilterTo: (column: ColumnId) => void;
  onClose: () => void;
  onOpen: () => void;
  onCreate: (which: 'row' | 'customer') => void;
  onDecide: (kind: AskedDecision) => void;
  onPick: (kind: PickQuestion['kind']) => void;
  onUndoExclusion: () => void;
  onRetry: () => void;
}

/** What can be done to one row, at the row (Shift+F10 or the right mouse button). */
export function RowMenu({ row, target, column, onClose, ...actions }: RowMenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const customerPath =
    row.companyId && row.customerNumber ? `/customers/${row.companyId}/${encodeURIComponent(row.customerNumber)}` : null;
  return (
    <Menu open onOpenChange={(_, { open }) => !open && onClose()} positioning={{ target, position: 'below', align: 'start' }}>
      <MenuPopover>
        <MenuList aria-label={t('commands.rowMenu', { name: row.customerName })}>
          <MenuItem onClick={actions.onOpen}>{t('commands.open')}</MenuItem>
          <MenuItem onClick={() => actions.onCreate('row')}>{t('commands.createRow')}</MenuItem>
          <MenuItem disabled={!row.customerNumber} onClick={() => actions.onCreate('customer')}>
            {t('commands.createCustomerDrafts', { name: row.customerName })}
          </MenuItem>
          <MenuDivider />
          {row.exclusion === null ? (
            <MenuItem onClick={() => actions.onDecide('exclude')}>{t('commands.exclude')}</MenuItem>
          ) : (
            <MenuItem onClick={actions.onUndoExclusion}>{t('commands.undoExclusion')}</MenuItem>
          )}
          <MenuItem onClick={() => actions.onDecide('mark-invoiced')}>{t('commands.markInvoiced')}</MenuItem>
          <MenuItem onClick={() => actions.onDecide('not-before')}>{t('commands.notBefore')}</MenuItem>
          <MenuItem onClick={() => actions.onDecide('set-price')}>{t('commands.setPrice')}</MenuItem>
          <MenuItem onClick={() => actions.onDecide('set-period')}>{t('commands.setPeriod')}</MenuItem>
          <MenuItem onClick={() => actions.onPick('customer')}>{t('commands.assignCustomer')}</MenuItem>
          <MenuItem onClick={() => actions.onPick('item')}>{t('commands.chooseItem')}</MenuItem>
          <MenuItem onClick={actions.onRetry}>{t('commands.retry')}</MenuItem>
          {column !== undefined && (
            <MenuItem disabled={!canFilterTo(column)} secondaryContent="Alt+F3" onClick={() => actions.onFilterTo(column)}>
              {t('commands.filterTo', { column: t(`column.${column}`) })}
            </MenuItem>
          )}
          <MenuDivider />
          <MenuItem disabled={customerPath === null} onClick={() => customerPath && navigate(customerPath)}>
            {t('commands.customerPage')}
          </MenuItem>
          <MenuItem disabled={row.invoiceId === null} onClick={() => row.invoiceId && navigate(`/invoices/${row.invoiceId}`)}>
            {t('commands.invoicePage')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
