import type { KeyboardEvent, RefObject } from 'react';
import { gridCommandOf, type GridCommand } from '../../keyboard/gridKeys.js';
import { rowHeightPx } from './gridStyles.js';
import { isSortable } from './columns.js';
import type { GridProps } from './ItemGrid.js';
import type { CellPlace, useActiveCell } from './useActiveCell.js';

/** What the keys do in the list (Business Central's list keys). */
export function useGridKeys(props: GridProps, cells: ReturnType<typeof useActiveCell>, scroller: RefObject<HTMLElement | null>) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const command = gridCommandOf(event, getComputedStyle(event.currentTarget).direction === 'rtl');
    if (command === null || !(event.target as HTMLElement).closest('[data-cell]')) return;
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeightPx) / rowHeightPx) - 2);
    const done = isMove(command) ? move(command, props, cells, pageRows) : act(command, props, cells.active, event);
    if (done) event.preventDefault();
  };
}

type Move = Extract<GridCommand, { kind: 'move' | 'page' | 'edge' }>;

function isMove(command: GridCommand): command is Move {
  return command.kind === 'move' || command.kind === 'page' || command.kind === 'edge';
}

function move(
  command: Move,
  { pages, layout, selection }: GridProps,
  { active, moveTo }: ReturnType<typeof useActiveCell>,
  pageRows: number,
) {
  const next = placeAfter(command, active, pageRows);
  const place = {
    row: Math.min(pages.total - 1, Math.max(-1, next.row)),
    column: Math.min(layout.visible.length, Math.max(0, next.column)),
  };
  moveTo(place);
  if (command.kind !== 'edge' && command.extend && place.row >= 0) void selection.extendTo(place.row, Math.max(0, active.row));
  return true;
}

function placeAfter(command: Move, active: CellPlace, pageRows: number): CellPlace {
  if (command.kind === 'move') return { row: active.row + command.rows, column: active.column + command.columns };
  if (command.kind === 'page') return { row: Math.max(0, active.row + command.direction * pageRows), column: active.column };
  return {
    row: command.row === null ? active.row : command.row === 'first' ? 0 : Infinity,
    column: command.column === null ? active.column : command.column === 'first' ? 0 : Infinity,
  };
}

/** True when the key is used up. */
function act(command: GridCommand, props: GridProps, active: CellPlace, event: KeyboardEvent<HTMLElement>): boolean {
  const column = props.layout.visible[active.column - 1];
  if (command.kind === 'help') {
    props.onHelp();
    return true;
  }
  if (active.row < 0) return actOnHeader(command, props, active.column);
  const row = props.pages.rowAt(active.row);
  if (command.kind === 'select-all') props.selection.selectAll();
  else if (command.kind === 'leave') props.onLeave();
  else if (command.kind === 'copy') {
    // Text the person marked with the mouse is what they mean to copy.
    if (window.getSelection()?.toString()) return false;
    props.onCopy(row);
  } else if (row === undefined) return true;
  else if (command.kind === 'toggle') props.selection.toggle(active.row);
  else if (command.kind === 'open') props.onOpen(row);
  else if (command.kind === 'menu') props.onMenu(row, event.target as HTMLElement);
  else if (command.kind === 'filter-to-value' && column) props.onFilterTo(row, column);
  return true;
}

function actOnHeader(command: GridCommand, props: GridProps, columnIndex: number): boolean {
  const column = props.layout.visible[columnIndex - 1];
  if (command.kind !== 'open' && command.kind !== 'toggle') return command.kind === 'filter-to-value';
  if (column === undefined) props.selection.selectAll();
  else if (isSortable(column)) props.onSort(column);
  return true;
}
