import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
} from '@fluentui/react-components';
import {
  AddRegular,
  ArrowClockwiseRegular,
  ArrowDownloadRegular,
  CalendarClockRegular,
  CheckmarkRegular,
  CopyRegular,
  FilterRegular,
  KeyboardRegular,
  ProhibitedRegular,
  TableSettingsRegular,
  WrenchRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ItemRow } from '../../api/types.js';
import type { AskedDecision, PickQuestion } from '../../components/decisions/DecisionProvider.js';
import type { SimpleChange } from './useListCommands.js';

const useStyles = makeStyles({
  bar: {
    flexWrap: 'wrap',
    '& .fui-Button': { fontWeight: tokens.fontWeightRegular, fontSize: tokens.fontSizeBase200, minWidth: 0 },
    padding: `0 ${tokens.spacingHorizontalS}`,
    columnGap: '2px',
  },
});

export interface Commands {
  createFor: (which: 'selected' | 'row' | 'customer' | 'all') => void;
  decide: (kind: AskedDecision) => void;
  pick: (kind: PickQuestion['kind']) => void;
  change: (kind: SimpleChange) => void;
  retry: () => void;
  copy: () => void;
  columns: () => void;
  filterPane: () => void;
  refresh: () => void;
  help: () => void;
  exportUrl: (format: 'csv' | 'xlsx') => string;
}

interface BarProps extends Commands {
  /** How many rows are chosen. */
  chosen: number;
  /** The row with the focus: what a command means when nothing is chosen. */
  current: ItemRow | undefined;
  filterPaneIsOpen: boolean;
}

/** Everything that can be done to the list. Commands mean the chosen rows, or the current one when none is chosen. */
export function CommandBar(props: BarProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const nothing = props.chosen === 0 && props.current === undefined;
  return (
    <Toolbar size="small" className={styles.bar} aria-label={t('commands.bar')}>
      <CreateMenu {...props} />
      <ToolbarDivider />
      <ToolbarButton icon={<ProhibitedRegular />} disabled={nothing} onClick={() => props.decide('exclude')}>
        {t('commands.exclude')}
      </ToolbarButton>
      <ToolbarButton icon={<CheckmarkRegular />} disabled={nothing} onClick={() => props.decide('mark-invoiced')}>
        {t('commands.markInvoiced')}
      </ToolbarButton>
      <ToolbarButton icon={<CalendarClockRegular />} disabled={nothing} onClick={() => props.decide('not-before')}>
        {t('commands.notBefore')}
      </ToolbarButton>
      <CorrectMenu {...props} isDisabled={nothing} />
      <ToolbarDivider />
      <ToolbarButton icon={<CopyRegular />} disabled={nothing} onClick={props.copy}>
        {t('commands.copy')}
      </ToolbarButton>
      <ExportMenu exportUrl={props.exportUrl} />
      <ToolbarButton icon={<TableSettingsRegular />} onClick={props.columns}>
        {t('commands.columns')}
      </ToolbarButton>
      <ToolbarButton icon={<FilterRegular />} aria-pressed={props.filterPaneIsOpen} onClick={props.filterPane}>
        {t('commands.filterPane')}
      </ToolbarButton>
      <ToolbarButton icon={<ArrowClockwiseRegular />} aria-label={t('commands.refreshHint')} onClick={props.refresh}>
        {t('commands.refresh')}
      </ToolbarButton>
      <ToolbarButton icon={<KeyboardRegular />} onClick={props.help}>
        {t('commands.keys')}
      </ToolbarButton>
    </Toolbar>
  );
}

/** All, the chosen ones, one, or everything of this customer. */
function CreateMenu({ createFor, chosen, current }: BarProps) {
  const { t } = useTranslation();
  const customer = current?.customerNumber ? current.customerName : null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="primary" size="small" icon={<AddRegular />}>
          {t('commands.create')}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem disabled={chosen === 0} onClick={() => createFor('selected')}>
            {t('commands.createSelected', { count: chosen })}
          </MenuItem>
          <MenuItem disabled={!current} onClick={() => createFor('row')}>
            {t('commands.createRow')}
          </MenuItem>
          <MenuItem disabled={customer === null} onClick={() => createFor('customer')}>
            {t('commands.createCustomer', { name: customer ?? '–' })}
          </MenuItem>
          <MenuItem onClick={() => createFor('all')}>{t('commands.createAll')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Puts right what keeps rows off drafts, for as many as are chosen. */
function CorrectMenu({ pick, decide, change, retry, isDisabled }: BarProps & { isDisabled: boolean }) {
  const { t } = useTranslation();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <ToolbarButton icon={<WrenchRegular />} disabled={isDisabled}>
          {t('commands.correct')}
        </ToolbarButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => pick('customer')}>{t('commands.assignCustomer')}</MenuItem>
          <MenuItem onClick={() => pick('item')}>{t('commands.chooseItem')}</MenuItem>
          <MenuItem onClick={() => decide('set-price')}>{t('commands.setPrice')}</MenuItem>
          <MenuItem onClick={() => decide('set-period')}>{t('commands.setPeriod')}</MenuItem>
          <MenuItem onClick={() => change('bill-attendee')}>{t('item.billAttendee')}</MenuItem>
          <MenuItem onClick={() => change('undo-exclusion')}>{t('commands.undoExclusion')}</MenuItem>
          <MenuItem onClick={retry}>{t('commands.retry')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function ExportMenu({ exportUrl }: Pick<Commands, 'exportUrl'>) {
  const { t } = useTranslation();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <ToolbarButton icon={<ArrowDownloadRegular />}>{t('commands.export')}</ToolbarButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemLink href={exportUrl('xlsx')} download>
            {t('commands.exportXlsx')}
          </MenuItemLink>
          <MenuItemLink href={exportUrl('csv')} download>
            {t('commands.exportCsv')}
          </MenuItemLink>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
