import { mergeClasses } from '@fluentui/react-components';
import { memo, type MouseEvent } from 'react';
import { StateBadge } from '../../components/StateBadge.js';
import type { ItemRow } from '../../api/types.js';
import { cellText, type CellContext } from './cellText.js';
import { numeric, type ColumnId } from './columns.js';
import { rowHeightPx, useGridStyles } from './gridStyles.js';
import { placeName } from './useActiveCell.js';

export interface RowProps {
  index: number;
  start: number;
  row: ItemRow | undefined;
  columns: readonly ColumnId[];
  /** The active column when this is the active row, else null. */
  activeColumn: number | null;
  selected: boolean;
  isOpen: boolean;
  context: CellContext;
  onPress: (index: number, column: number, event: MouseEvent) => void;
  onCheck: (index: number, event: { shiftKey: boolean }) => void;
  onOpen: (index: number) => void;
  onMenu: (index: number, target: HTMLElement) => void;
}

/** One line of the list. Drawn again only when something it shows changed. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { index, row, columns, selected, context } = props;
  const styles = useGridStyles();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row={index}
      data-id={row?.id}
      className={mergeClasses(
        styles.row,
        selected && styles.selected,
        (props.isOpen || props.activeColumn !== null) && styles.current,
      )}
      style={{ transform: `translateY(${props.start}px)`, height: rowHeightPx, gridTemplateColumns: 'var(--tracks)' }}
      onDoubleClick={() => props.onOpen(index)}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu(index, event.target as HTMLElement);
      }}
    >
      <div {...cellProps(props, 0, styles.cell)} aria-label={context.t('list.selectRow', { name: row?.customerName ?? '' })}>
        <input
          type="checkbox"
          tabIndex={-1}
          className={styles.checkbox}
          checked={selected}
          disabled={row === undefined}
          aria-label={context.t('list.selectRow', { name: row?.customerName ?? '' })}
          onClick={(event) => props.onCheck(index, event)}
          onChange={() => undefined}
        />
      </div>
      {columns.map((column, at) => (
        <div
          key={column}
          {...cellProps(props, at + 1, mergeClasses(styles.cell, numeric.includes(column) && styles.number))}
          onClick={(event) => props.onPress(index, at + 1, event)}
        >
          {row === undefined ? (
            <span className={styles.skeleton} aria-hidden="true" />
          ) : (
            <Content {...props} row={row} column={column} />
          )}
        </div>
      ))}
    </div>
  );
});

function cellProps({ index, activeColumn }: RowProps, column: number, className: string) {
  return {
    role: 'gridcell',
    'aria-colindex': column + 1,
    'data-cell': placeName({ row: index, column }),
    tabIndex: activeColumn === column ? 0 : -1,
    className,
  };
}

function Content({ row, column, context, onOpen, index }: RowProps & { row: ItemRow; column: ColumnId }) {
  const styles = useGridStyles();
  const text = cellText(column, row, context);
  const isExpected = row.taxBasis === 'expected' && expectable.includes(column);
  if (column === 'state') return <StateBadge state={row.state} />;
  if (column === 'customerName') {
    return (
      <span
        className={mergeClasses(styles.text, row.customerName ? styles.opener : styles.missing)}
        title={text}
        onClick={() => onOpen(index)}
      >
        {text}
      </span>
    );
  }
  if (column === 'startsAt' || column === 'endsAt' || column === 'changedAt') {
    return (
      <span className={styles.text} title={`${text} (${row.timeZone ?? 'UTC'})`}>
        {context.formats.dateTime(row[column], row.timeZone)}{' '}
        <span className={styles.zone}>{context.formats.zoneName(row[column], row.timeZone)}</span>
      </span>
    );
  }
  return (
    <span
      className={mergeClasses(styles.text, isExpected && styles.expected)}
      dir={numeric.includes(column) ? undefined : 'auto'}
      title={isExpected ? context.t('columnHelp.expected') : column === 'reason' ? titleOf(row) : text}
    >
      {text}
    </span>
  );
}

/** Columns that may show an expectation instead of the ERP's word. */
const expectable: readonly ColumnId[] = ['netAmount', 'taxAmount', 'grossAmount'];

/** Every problem in full when the pointer rests on the reason. */
function titleOf(row: ItemRow): string {
  return row.problems.length === 0 ? row.reason : row.problems.map((problem) => problem.message).join('\n');
}
