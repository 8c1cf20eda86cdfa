import { useCallback, useEffect, useMemo, useState } from 'react';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import type { ChosenToAnswer, ItemQuery, RowVersion, Selection } from '../../api/types-desk.js';
import { listParameters, rowKey } from '../../format/itemQuery.js';
import {
  chosenOf,
  everythingSelected,
  nothingSelected,
  selectedCount,
  selectSpan,
  toggleRow,
  withSeenVersions,
  type RowSelection,
} from './selection.js';
import type { useItemPages } from './useItemPages.js';

export interface SelectionControls {
  value: RowSelection;
  toggle: (index: number) => void;
  /** Adds everything from the anchor to here. */
  extendTo: (index: number, from?: number) => Promise<void>;
  selectAll: () => void;
  clear: () => void;
  /** The chosen rows with the versions the person saw; asks the server when everything is chosen. */
  resolve: () => Promise<RowVersion[]>;
  /** The choice as an answer for all of it takes it: described, not listed, when everything is chosen. */
  forAnswer: () => ChosenToAnswer;
  /** The choice as the preview takes it. */
  forPreview: () => Promise<Selection>;
}

/** What is chosen in the list. It survives paging and sorting, and ends when the rows found are others. */
export function useSelection(query: ItemQuery, pages: ReturnType<typeof useItemPages>): SelectionControls {
  const api = useApi();
  const [value, setValue] = useState<RowSelection>(nothingSelected);
  const rows = rowKey(query);
  useEffect(() => setValue(nothingSelected), [rows]);
  useEffect(() => setValue((current) => withSeenVersions(current, pages.rows)), [pages.rows]);

  const resolve = useCallback(async () => {
    if (value.kind === 'some') return chosenOf(value, []);
    const all = await bodyOf(api.GET('/api/items/ids', { params: { query: listParameters(query) } }));
    return chosenOf(value, all.items);
  }, [api, query, value]);

  return useMemo(
    () => ({
      value,
      toggle: (index) => {
        const row = pages.rowAt(index);
        if (row) setValue((current) => toggleRow(current, row, index));
      },
      extendTo: async (index, from) => {
        const anchor = value.anchor ?? from ?? index;
        const span = await pages.rowsBetween(Math.min(anchor, index), Math.max(anchor, index));
        setValue((current) => selectSpan({ ...current, anchor }, span, index));
      },
      selectAll: () => setValue(everythingSelected),
      clear: () => setValue(nothingSelected),
      resolve,
      forAnswer: () => {
        const count = selectedCount(value, pages.total);
        if (value.kind === 'matching') return { query: listParameters(query), except: [...value.except], count };
        return { ids: [...value.versions.keys()], count };
      },
      forPreview: async () => {
        if (value.kind === 'matching' && value.except.size === 0) return { kind: 'all', query: listParameters(query) };
        return { kind: 'items', ids: (await resolve()).map((row) => row.id) };
      },
    }),
    [value, pages, query, resolve],
  );
}
