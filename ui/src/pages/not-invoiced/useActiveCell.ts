import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** One cell of the list; row -1 is the header, column 0 the checkbox. */
export interface CellPlace {
  row: number;
  column: number;
}

/** The attribute that finds a cell again in the page. */
export function placeName({ row, column }: CellPlace): string {
  return `${row}:${column}`;
}

function placeOf(name: string | undefined): CellPlace | null {
  const [row, column] = (name ?? '').split(':').map(Number);
  return row === undefined || column === undefined || Number.isNaN(row) ? null : { row, column };
}

/** The column of the cell an element is in; null outside of the list's cells. */
export function columnAt(element: Element): number | null {
  return placeOf(element.closest<HTMLElement>('[data-cell]')?.dataset['cell'])?.column ?? null;
}

/**
 * The one cell that takes part in tabbing, and where the focus goes when it moves. Focus that was in the list comes back after a refresh
 * took the focused element away.
 */
export function useActiveCell(scroller: RefObject<HTMLElement | null>, rows: number, columns: number) {
  const [active, setActive] = useState<CellPlace>({ row: 0, column: 1 });
  const focusWanted = useRef(false);
  const lastFocused = useRef<HTMLElement | null>(null);
  const shown = { row: Math.max(-1, Math.min(active.row, rows - 1)), column: Math.min(active.column, columns - 1) };

  const moveTo = useCallback((place: CellPlace, takeFocus = true) => {
    focusWanted.current = takeFocus;
    setActive(place);
  }, []);

  useLayoutEffect(() => {
    const lost = isFocusLost(lastFocused.current);
    if (!focusWanted.current && !lost) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${placeName(shown)}"]`);
    if (!cell) return;
    focusWanted.current = false;
    cell.focus({ preventScroll: true });
    if (!lost) cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const entered = ({ target }: FocusEvent) => {
      lastFocused.current = target as HTMLElement;
      // A cell may be focused by other ways than ours, for instance by a screen reader.
      const place = placeOf((target as HTMLElement).dataset['cell']);
      if (place) setActive((old) => (old.row === place.row && old.column === place.column ? old : place));
    };
    const left = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && !element.contains(relatedTarget)) lastFocused.current = null;
    };
    element.addEventListener('focusin', entered);
    element.addEventListener('focusout', left);
    return () => {
      element.removeEventListener('focusin', entered);
      element.removeEventListener('focusout', left);
    };
  });

  const focusActive = useCallback(() => {
    focusWanted.current = true;
    setActive((place) => ({ ...place }));
  }, []);
  const hasFocus = useCallback(
    () => scroller.current?.contains(document.activeElement) === true || isFocusLost(lastFocused.current),
    [scroller],
  );
  return { active: shown, moveTo, focusActive, hasFocus };
}

/** The element with the focus was taken away, as when the rows became fewer, and the focus fell to nothing. */
function isFocusLost(last: HTMLElement | null): boolean {
  const now = document.activeElement;
  return last !== null && !last.isConnected && (now === null || now === document.body);
}
