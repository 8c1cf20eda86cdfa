import { mergeClasses } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular, FilterRegular } from '@fluentui/react-icons';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { sortColumns } from '../../api/types.js';
import { useSay } from '../../components/useSay.js';
import { explained, filterColumnOf, isSortable, numeric, type ColumnId, type SortableColumn } from './columns.js';
import { useGridStyles } from './gridStyles.js';
import { moved, widthOf, withWidth, type ListLayout } from './layout.js';
import { placeName, type CellPlace } from './useActiveCell.js';

export interface HeaderProps {
  layout: ListLayout;
  onLayout: (layout: ListLayout) => void;
  sort: string;
  filters: Record<string, string>;
  onSort: (column: SortableColumn) => void;
  active: CellPlace;
  onActivate: (place: CellPlace) => void;
  checked: boolean | 'mixed';
  onCheckAll: () => void;
}

export function GridHeader(props: HeaderProps) {
  const styles = useGridStyles();
  return (
    <div role="row" aria-rowindex={1} className={styles.header} style={{ gridTemplateColumns: 'var(--tracks)' }}>
      <CheckAllCell {...props} />
      {props.layout.visible.map((column, index) => (
        <HeaderCell key={column} {...props} column={column} place={{ row: -1, column: index + 1 }} />
      ))}
    </div>
  );
}

function CheckAllCell({ active, checked, onCheckAll }: HeaderProps) {
  const { t } = useTranslation();
  const styles = useGridStyles();
  const place = { row: -1, column: 0 };
  return (
    <div
      role="columnheader"
      aria-colindex={1}
      data-cell={placeName(place)}
      tabIndex={isAt(active, place) ? 0 : -1}
      className={styles.cell}
      aria-label={t('list.selectColumn')}
    >
      <input
        type="checkbox"
        tabIndex={-1}
        className={styles.checkbox}
        aria-label={t('list.selectAll')}
        checked={checked === true}
        ref={(box) => {
          if (box) box.indeterminate = checked === 'mixed';
        }}
        onChange={onCheckAll}
      />
    </div>
  );
}

function HeaderCell(props: HeaderProps & { column: ColumnId; place: CellPlace }) {
  const { column, place, sort, active } = props;
  const { t } = useTranslation();
  const styles = useGridStyles();
  const canSort = isSortable(column);
  const direction = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : undefined;
  const filter = filterColumnOf(column);
  const { say } = useSay();
  const name = t(`column.${column}`);
  const order = t('list.cannotSort', { column: name });
  const sortOrSayWhyNot = () => {
    if (isSortable(column)) props.onSort(column);
    else
      say({
        title: order,
        body: t('list.canSort', { columns: sortColumns.map((each) => t(`column.${each}`)).join(', ') }),
        intent: 'info',
      });
  };
  return (
    <div
      role="columnheader"
      aria-colindex={place.column + 1}
      aria-sort={canSort ? (direction ?? 'none') : undefined}
      data-cell={placeName(place)}
      data-column={column}
      tabIndex={isAt(active, place) ? 0 : -1}
      className={mergeClasses(
        styles.cell,
        styles.headerCell,
        canSort && styles.clickable,
        numeric.includes(column) && styles.number,
      )}
      onClick={() => {
        props.onActivate(place);
        sortOrSayWhyNot();
      }}
      onKeyDown={(event) => arrangeByKey(event, props)}
    >
      <span className={styles.text} title={helpOf(column, t, canSort ? '' : order)}>
        {name}
      </span>
      {filter !== null && props.filters[filter] !== undefined && <FilterRegular aria-label={t('list.filtered')} />}
      {direction === 'ascending' && <ArrowUpRegular aria-hidden="true" />}
      {direction === 'descending' && <ArrowDownRegular aria-hidden="true" />}
      <Resizer {...props} />
    </div>
  );
}

/** What the column holds where its name does not say it, and what cannot be done with it. */
function helpOf(column: ColumnId, t: TFunction, order: string): string {
  const what = explained.includes(column) ? t(`columnHelp.${column}`) : t(`column.${column}`);
  const filter =
    column === 'state' || filterColumnOf(column) !== null ? '' : t('filter.notOffered', { column: t(`column.${column}`) });
  return [what, order, filter].filter(Boolean).join('\n');
}

/** Drags the end of a column. The keyboard does the same with Shift and the arrows. */
function Resizer({ column, layout, onLayout }: HeaderProps & { column: ColumnId }) {
  const styles = useGridStyles();
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    const handle = event.currentTarget;
    const { direction } = getComputedStyle(handle);
    const [startX, startWidth] = [event.clientX, widthOf(layout, column)];
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => {
      const by = (move.clientX - startX) * (direction === 'rtl' ? -1 : 1);
      onLayout(withWidth(layout, column, startWidth + by));
    };
    handle.onpointerup = () => (handle.onpointermove = null);
  };
  return <span className={styles.resizer} aria-hidden="true" onPointerDown={drag} onClick={(event) => event.stopPropagation()} />;
}

const keyStepPx = 16;

/** Shift+arrow makes the column wider or narrower, Ctrl+arrow moves it. */
function arrangeByKey(
  event: KeyboardEvent,
  { column, layout, onLayout, onActivate, place }: HeaderProps & { column: ColumnId; place: CellPlace },
) {
  const forward = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null;
  if (forward === null || (!event.shiftKey && !event.ctrlKey)) return;
  const by = getComputedStyle(event.currentTarget).direction === 'rtl' ? (-forward as 1 | -1) : forward;
  event.preventDefault();
  event.stopPropagation();
  if (event.shiftKey) return onLayout(withWidth(layout, column, widthOf(layout, column) + keyStepPx * by));
  const next = moved(layout, column, by);
  if (next === layout) return;
  onLayout(next);
  onActivate({ row: -1, column: place.column + by });
}

function isAt(active: CellPlace, place: CellPlace): boolean {
  return active.row === place.row && active.column === place.column;
}
