import { useVirtualizer, defaultRangeExtractor } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { GridHeader } from './GridHeader.js';
import { GridRow } from './GridRow.js';
import type { ItemRow } from '../../api/types.js';
import type { ItemQuery } from '../../api/types-desk.js';
import { rowHeightPx, useGridStyles } from './gridStyles.js';
import { gridTemplate, type ListLayout } from './layout.js';
import { isSelected, selectedCount } from './selection.js';
import type { ColumnId, SortableColumn } from './columns.js';
import { useActiveCell } from './useActiveCell.js';
import { useCellContext } from './useCellContext.js';
import { useGridKeys } from './useGridKeys.js';
import type { Span, useItemPages } from './useItemPages.js';
import type { SelectionControls } from './useSelection.js';

export interface GridProps {
  query: ItemQuery;
  pages: ReturnType<typeof useItemPages>;
  onSpan: (span: Span) => void;
  layout: ListLayout;
  onLayout: (layout: ListLayout) => void;
  selection: SelectionControls;
  openId: string | null;
  onSort: (column: SortableColumn) => void;
  onOpen: (row: ItemRow) => void;
  onLeave: () => void;
  onMenu: (row: ItemRow, target: HTMLElement) => void;
  onFilterTo: (row: ItemRow, column: ColumnId) => void;
  onCopy: (active: ItemRow | undefined) => void;
  onHelp: () => void;
  /** `byPerson`: the focus is in the list, so the person went there. */
  onActiveRow: (row: ItemRow | undefined, byPerson: boolean) => void;
  /** Filled with a function that brings the focus back into the list. */
  focusRef: RefObject<() => void>;
}

/** The virtualised list: only the rows on screen exist in the page, and the row with the focus. */
export function ItemGrid(props: GridProps) {
  const { pages, layout, selection, query } = props;
  const { t } = useTranslation();
  const styles = useGridStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const cells = useActiveCell(scroller, pages.total, layout.visible.length + 1);
  const context = useCellContext();
  const virtual = useVisibleRows(scroller, pages.total, cells.active.row, props.onSpan);
  const handlers = useRowHandlers(props, cells.moveTo);
  useFollowedRow(props, cells);
  props.focusRef.current = cells.focusActive;
  const onKeyDown = useGridKeys(props, cells, scroller);
  const chosen = selectedCount(selection.value, pages.total);

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('page.not-invoiced')}
      aria-rowcount={pages.total + 1}
      aria-colcount={layout.visible.length + 1}
      aria-multiselectable="true"
      aria-busy={pages.isFetching}
      className={styles.scroller}
      style={{ '--tracks': gridTemplate(layout) } as React.CSSProperties}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" style={{ display: 'contents' }}>
        <GridHeader
          layout={layout}
          onLayout={props.onLayout}
          sort={query.sort}
          filters={query.filters}
          onSort={props.onSort}
          active={cells.active}
          onActivate={cells.moveTo}
          checked={chosen === 0 ? false : chosen === pages.total ? true : 'mixed'}
          onCheckAll={chosen === 0 ? selection.selectAll : selection.clear}
        />
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = pages.rowAt(index);
          return (
            <GridRow
              key={index}
              index={index}
              start={start}
              row={row}
              columns={layout.visible}
              activeColumn={cells.active.row === index ? cells.active.column : null}
              selected={row !== undefined && isSelected(selection.value, row.id)}
              isOpen={row !== undefined && row.id === props.openId}
              context={context}
              {...handlers}
            />
          );
        })}
      </div>
    </div>
  );
}

function useVisibleRows(scroller: RefObject<HTMLElement | null>, total: number, activeRow: number, onSpan: (span: Span) => void) {
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 15,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      const isAway = activeRow >= 0 && activeRow < total && !shown.includes(activeRow);
      return isAway ? [...shown, activeRow].sort((a, b) => a - b) : shown;
    },
  });
  const first = Math.max(0, (virtual.range?.startIndex ?? 0) - 15);
  const last = Math.min(Math.max(0, total - 1), (virtual.range?.endIndex ?? 30) + 15);
  useEffect(() => onSpan({ first, last }), [first, last, onSpan]);
  return virtual;
}

/** Stable functions for the rows, so that a row is drawn again only for its own sake. */
function useRowHandlers(props: GridProps, moveTo: (place: { row: number; column: number }) => void) {
  const latest = useRef(props);
  latest.current = props;
  const rowAt = (index: number) => latest.current.pages.rowAt(index);
  const onPress = useCallback(
    (index: number, column: number, event: MouseEvent) => {
      moveTo({ row: index, column });
      if (event.shiftKey) void latest.current.selection.extendTo(index);
      else if (event.ctrlKey || event.metaKey) latest.current.selection.toggle(index);
    },
    [moveTo],
  );
  const onCheck = useCallback(
    (index: number, { shiftKey }: { shiftKey: boolean }) => {
      moveTo({ row: index, column: 0 });
      if (shiftKey) void latest.current.selection.extendTo(index);
      else latest.current.selection.toggle(index);
    },
    [moveTo],
  );
  const onOpen = useCallback((index: number) => {
    const row = rowAt(index);
    if (row) latest.current.onOpen(row);
  }, []);
  const onMenu = useCallback(
    (index: number, target: HTMLElement) => {
      const row = rowAt(index);
      moveTo({ row: index, column: 1 });
      if (row) latest.current.onMenu(row, target);
    },
    [moveTo],
  );
  return useMemo(() => ({ onPress, onCheck, onOpen, onMenu }), [onPress, onCheck, onOpen, onMenu]);
}

/** Keeps the active cell on the same booking when a refresh or another order moves it. */
function useFollowedRow(
  { pages, openId, onActiveRow }: GridProps,
  { active, moveTo, hasFocus }: ReturnType<typeof useActiveCell>,
) {
  const [followed, setFollowed] = useState<{ index: number; id: string | undefined }>({ index: active.row, id: undefined });
  const row = pages.rowAt(active.row);
  useEffect(() => {
    if (row === undefined || (followed.index === active.row && followed.id === row.id)) return;
    const movedTo = followed.index === active.row && followed.id !== undefined ? pages.indexOf(followed.id) : null;
    if (movedTo !== null && movedTo !== active.row) moveTo({ row: movedTo, column: active.column }, hasFocus());
    setFollowed(movedTo === null ? { index: active.row, id: row.id } : { index: movedTo, id: followed.id });
  });
  const [startId, setStartId] = useState(openId);
  useEffect(() => {
    const start = startId === null ? null : pages.indexOf(startId);
    if (start === null) return;
    setStartId(null);
    moveTo({ row: start, column: 1 }, false);
  }, [startId, pages, moveTo]);
  useEffect(() => onActiveRow(row, hasFocus()), [row, onActiveRow, hasFocus]);
}
