import type { ChosenRows, ItemQuery, RowVersion } from '../../api/types-desk.js';
import { listParameters } from '../../format/itemQuery.js';

/**
 * Which rows are chosen: some, by id with the version the person saw, or everything that matches the filter but for a few.
 * `anchor` is where a shift-selection starts.
 */
export type RowSelection =
  | { kind: 'some'; versions: ReadonlyMap<string, number>; anchor: number | null }
  | { kind: 'matching'; except: ReadonlySet<string>; anchor: number | null };

export const nothingSelected: RowSelection = { kind: 'some', versions: new Map(), anchor: null };

/** Ctrl+A: everything in the filter, loaded or not. */
export const everythingSelected: RowSelection = { kind: 'matching', except: new Set(), anchor: null };

export function isSelected(selection: RowSelection, id: string): boolean {
  return selection.kind === 'some' ? selection.versions.has(id) : !selection.except.has(id);
}

/** How many rows are chosen of `total` that match. */
export function selectedCount(selection: RowSelection, total: number): number {
  return selection.kind === 'some' ? selection.versions.size : Math.max(0, total - selection.except.size);
}

/** Turns one row on or off and makes it the anchor. */
export function toggleRow(selection: RowSelection, row: RowVersion, index: number): RowSelection {
  if (selection.kind === 'matching') return { kind: 'matching', except: toggled(selection.except, row.id), anchor: index };
  const versions = new Map(selection.versions);
  if (!versions.delete(row.id)) versions.set(row.id, row.version);
  return { kind: 'some', versions, anchor: index };
}

/** Only this row. */
export function selectOnly(row: RowVersion, index: number): RowSelection {
  return { kind: 'some', versions: new Map([[row.id, row.version]]), anchor: index };
}

/** Shift: the rows from the anchor to here, added to what was chosen. `rows` are those of the span that are loaded. */
export function selectSpan(selection: RowSelection, rows: readonly RowVersion[], index: number): RowSelection {
  const anchor = selection.anchor ?? index;
  if (selection.kind === 'matching') {
    const except = new Set(selection.except);
    for (const row of rows) except.delete(row.id);
    return { kind: 'matching', except, anchor };
  }
  const versions = new Map(selection.versions);
  for (const row of rows) versions.set(row.id, row.version);
  return { kind: 'some', versions, anchor };
}

/** The chosen rows among `all` that match, for a choice of everything but a few. */
export function chosenOf(selection: RowSelection, all: readonly RowVersion[]): RowVersion[] {
  if (selection.kind === 'some') return [...selection.versions].map(([id, version]) => ({ id, version }));
  return all.filter((row) => !selection.except.has(row.id));
}

/** What is summed up beside the whole filter; null where the choice is the whole filter. */
export function chosenRows(selection: RowSelection, query: ItemQuery): ChosenRows | null {
  if (selection.kind === 'some') return { ids: [...selection.versions.keys()] };
  return selection.except.size === 0 ? null : { query: listParameters(query), except: [...selection.except] };
}

/** After the person saw newer rows, acting means acting on those. */
export function withSeenVersions(selection: RowSelection, seen: readonly RowVersion[]): RowSelection {
  if (selection.kind === 'matching') return selection;
  const newer = seen.filter((row) => selection.versions.has(row.id) && selection.versions.get(row.id) !== row.version);
  if (newer.length === 0) return selection;
  const versions = new Map(selection.versions);
  for (const row of newer) versions.set(row.id, row.version);
  return { ...selection, versions };
}

function toggled(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
