import type { DecisionChange } from '../../api/types-desk.js';

type Part = Extract<DecisionChange, { kind: 'undo' }>['of'];

const partOf: Record<Exclude<DecisionChange['kind'], 'undo'>, Part> = {
  exclude: 'exclusion',
  'undo-exclusion': 'exclusion',
  'set-price': 'price',
  'clear-price': 'price',
  'set-period': 'period',
  'clear-period': 'period',
  'not-before': 'notBefore',
  'clear-not-before': 'notBefore',
  'bill-attendee': 'billAttendee',
  confirm: 'confirmed',
};

/** The change that takes another one back: what held before holds again. Null where there is none to take back. */
export function undoOf(change: DecisionChange): DecisionChange | null {
  return change.kind === 'undo' ? null : { kind: 'undo', of: partOf[change.kind] };
}
