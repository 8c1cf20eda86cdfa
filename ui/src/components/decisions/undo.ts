import type { DecisionChange } from '../../api/types-desk.js';

/** The change that takes another one back; null where there is none to take back. */
export function undoOf(change: DecisionChange): DecisionChange | null {
  switch (change.kind) {
    case 'exclude':
      return { kind: 'undo-exclusion' };
    case 'set-price':
      return { kind: 'clear-price' };
    case 'not-before':
      return { kind: 'clear-not-before' };
    case 'bill-attendee':
    case 'confirm':
      return { kind: change.kind, on: !change.on };
    default:
      return null;
  }
}
