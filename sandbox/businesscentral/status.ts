import type { Row } from './table.js';

/** Where a sales document stands in its life; the wire status is made from it. */
export const stages = ['open', 'pendingApproval', 'released', 'posted'] as const;
export type Stage = (typeof stages)[number];

/** What the ledger says of a posted document. */
export const ledgerStates = ['open', 'closed', 'canceled', 'corrective'] as const;
export type LedgerState = (typeof ledgerStates)[number];

const draftStatus: Record<Exclude<Stage, 'posted'>, string> = {
  open: 'Draft',
  pendingApproval: 'In_x0020_Review',
  // A released draft reads Open although nothing is posted (reference 3.4).
  released: 'Open',
};
const postedStatus: Record<LedgerState, string> = {
  open: 'Open',
  closed: 'Paid',
  canceled: 'Canceled',
  corrective: 'Corrective',
};

/** The wire status of a sales document (state map of reference 3.4). */
export function statusOf(row: Row): string {
  const stage = row['stage'] as Stage;
  return stage === 'posted' ? postedStatus[row['ledgerState'] as LedgerState] : draftStatus[stage];
}

export function isPosted(row: Row): boolean {
  return row['stage'] === 'posted';
}
