import { columnDefaults, columnIds, firstVisible, type ColumnId } from './columns.js';

/** Which columns a person sees, in which order, how wide. */
export interface ListLayout {
  visible: ColumnId[];
  widths: Partial<Record<ColumnId, number>>;
}

export const firstLayout: ListLayout = { visible: [...firstVisible], widths: {} };
export const narrowestPx = 56;
const widestPx = 900;

/** Checks what the browser remembered: an older version may have stored columns that are gone. */
export function isLayout(value: unknown): value is ListLayout {
  const layout = value as Partial<ListLayout> | null;
  return (
    Array.isArray(layout?.visible) &&
    layout.visible.length > 0 &&
    layout.visible.every((id) => columnIds.includes(id)) &&
    typeof layout.widths === 'object' &&
    layout.widths !== null
  );
}

export function widthOf(layout: ListLayout, column: ColumnId): number {
  return layout.widths[column] ?? columnDefaults[column];
}

export function withWidth(layout: ListLayout, column: ColumnId, px: number): ListLayout {
  const width = Math.round(Math.min(widestPx, Math.max(narrowestPx, px)));
  return { ...layout, widths: { ...layout.widths, [column]: width } };
}

/** Moves a shown column one place towards the start (-1) or the end (1). */
export function moved(layout: ListLayout, column: ColumnId, by: -1 | 1): ListLayout {
  const from = layout.visible.indexOf(column);
  const to = from + by;
  if (from < 0 || to < 0 || to >= layout.visible.length) return layout;
  const visible = [...layout.visible];
  visible.splice(from, 1);
  visible.splice(to, 0, column);
  return { ...layout, visible };
}

/** Shows a column at the end, or hides it. The last one stays. */
export function toggledColumn(layout: ListLayout, column: ColumnId): ListLayout {
  if (!layout.visible.includes(column)) return { ...layout, visible: [...layout.visible, column] };
  if (layout.visible.length === 1) return layout;
  return { ...layout, visible: layout.visible.filter((id) => id !== column) };
}

/** The tracks of the list: the checkbox, the columns, and what is left over. */
export function gridTemplate(layout: ListLayout): string {
  return `36px ${layout.visible.map((id) => `${widthOf(layout, id)}px`).join(' ')} minmax(0, 1fr)`;
}
