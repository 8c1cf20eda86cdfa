/** What a key means in the list, as in Business Central's list pages. */
export type GridCommand =
  | { kind: 'move'; rows: number; columns: number; extend: boolean }
  | { kind: 'page'; direction: 1 | -1; extend: boolean }
  | { kind: 'edge'; row: 'first' | 'last' | null; column: 'first' | 'last' | null }
  | { kind: 'open' }
  | { kind: 'toggle' }
  | { kind: 'select-all' }
  | { kind: 'copy' }
  | { kind: 'menu' }
  | { kind: 'filter-to-value' }
  | { kind: 'help' }
  | { kind: 'leave' };

/** Commands that work wherever the focus is on the page. */
export type PageCommand = 'search' | 'filter-pane' | 'reset-filters' | 'refresh' | 'help';

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** The list command of a key, or null when the key is not ours. Command counts as Ctrl on a Mac. */
export function gridCommandOf(press: KeyPress, rightToLeft = false): GridCommand | null {
  const ctrl = press.ctrlKey || press.metaKey;
  if (press.altKey) return press.key === 'F3' && !ctrl && !press.shiftKey ? { kind: 'filter-to-value' } : null;
  return ctrl ? controlCommand(press) : plainCommand(press, rightToLeft ? -1 : 1);
}

function plainCommand(press: KeyPress, forward: 1 | -1): GridCommand | null {
  const extend = press.shiftKey;
  switch (press.key) {
    case 'ArrowDown':
      return { kind: 'move', rows: 1, columns: 0, extend };
    case 'ArrowUp':
      return { kind: 'move', rows: -1, columns: 0, extend };
    case 'ArrowRight':
      return { kind: 'move', rows: 0, columns: forward, extend: false };
    case 'ArrowLeft':
      return { kind: 'move', rows: 0, columns: -forward, extend: false };
    case 'PageDown':
      return { kind: 'page', direction: 1, extend };
    case 'PageUp':
      return { kind: 'page', direction: -1, extend };
    case 'Home':
      return { kind: 'edge', row: null, column: 'first' };
    case 'End':
      return { kind: 'edge', row: null, column: 'last' };
    case 'F10':
      return extend ? { kind: 'menu' } : null;
    case 'ContextMenu':
      return { kind: 'menu' };
    case 'Enter':
      return { kind: 'open' };
    case ' ':
      return { kind: 'toggle' };
    case '?':
      return { kind: 'help' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return null;
  }
}

function controlCommand(press: KeyPress): GridCommand | null {
  switch (press.key) {
    case 'a':
    case 'A':
      return { kind: 'select-all' };
    case 'c':
    case 'C':
      return { kind: 'copy' };
    case ' ':
      return { kind: 'toggle' };
    case 'Home':
      return { kind: 'edge', row: 'first', column: 'first' };
    case 'End':
      return { kind: 'edge', row: 'last', column: 'last' };
    default:
      return null;
  }
}

/** F3 search, Shift+F3 filter pane, Ctrl+Shift+Alt+F3 reset, F5 refresh without loading the page again, Ctrl+F1 the keys. */
export function pageCommandOf(press: KeyPress): PageCommand | null {
  const ctrl = press.ctrlKey || press.metaKey;
  if (press.key === 'F5') return ctrl || press.shiftKey || press.altKey ? null : 'refresh';
  if (press.key === 'F1') return ctrl && !press.shiftKey && !press.altKey ? 'help' : null;
  if (press.key !== 'F3') return null;
  if (ctrl && press.shiftKey && press.altKey) return 'reset-filters';
  if (ctrl || press.altKey) return null;
  return press.shiftKey ? 'filter-pane' : 'search';
}
