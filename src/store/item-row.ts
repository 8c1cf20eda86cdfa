import {
  undecided,
  type BillingItem,
  type ItemBilling,
  type ItemDecision,
  type ItemFacts,
  type SourceState,
  type Stage,
} from '../domain/item.js';
import { changedParts, type ItemMarks } from './item-columns.js';
import type { SqlValue } from './sql.js';

/** The columns an item is read from; the others only repeat it for the list. */
export const itemColumns =
  'items.facts, items.source_state, items.read_at, items.first_seen_at, items.decision, items.invoice_id, items.billing, ' +
  'items.refusal, items.stage, items.unmapped, items.version, items.changed_at, items.document_number';

export interface ItemRow {
  facts: string;
  source_state: SourceState;
  read_at: string;
  first_seen_at: string;
  decision: string;
  invoice_id: string | null;
  billing: string;
  refusal: string | null;
  stage: Stage;
  unmapped: number | string;
  version: number | string;
  changed_at: string;
  document_number: string;
}

/** The item of a row. */
export function itemOf(row: ItemRow): BillingItem {
  return {
    facts: JSON.parse(row.facts) as ItemFacts,
    sourceState: row.source_state,
    readAt: row.read_at,
    firstSeenAt: row.first_seen_at,
    decision: decisionOf(row.decision),
    invoiceId: row.invoice_id,
    billing: billingOf(row.billing),
    refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as BillingItem['refusal']),
    stage: row.stage,
    version: Number(row.version),
    changedAt: row.changed_at,
  };
}

/** An earlier version knew fewer parts. */
function decisionOf(json: string): ItemDecision {
  const decision = JSON.parse(json) as ItemDecision;
  return 'period' in decision ? decision : { ...undecided, ...(decision as Partial<ItemDecision>) };
}

/** The reasoning of an earlier version is one text. */
function billingOf(json: string): ItemBilling {
  const billing = JSON.parse(json) as ItemBilling | (Omit<ItemBilling, 'reasoning'> & { reasoning: string });
  if (typeof billing.reasoning !== 'string') return billing as ItemBilling;
  return { ...billing, reasoning: billing.reasoning === '' ? [] : [billing.reasoning] };
}

export function marksOf(row: ItemRow): ItemMarks {
  return { unmapped: Number(row.unmapped) === 1, documentNumber: row.document_number };
}

/** What changes of a row, column by column. */
export interface Difference {
  columns: readonly string[];
  values: readonly SqlValue[];
}

/** The columns in which two states of one item differ, with the later state's values. */
export function differenceOf(
  before: { item: BillingItem; marks: ItemMarks },
  after: { item: BillingItem; marks: ItemMarks },
): Difference {
  const renumbered = before.marks.documentNumber !== after.marks.documentNumber;
  const columns: string[] = [];
  const values: SqlValue[] = [];
  for (const part of changedParts(before.item, after.item, renumbered)) {
    const old = part.values(before.item, before.marks);
    part.values(after.item, after.marks).forEach((value, at) => {
      if (old[at] === value) return;
      columns.push(part.columns[at]!);
      values.push(value);
    });
  }
  return { columns, values };
}
