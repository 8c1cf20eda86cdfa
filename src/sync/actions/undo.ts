import type { AuditEntry } from '../../domain/audit-store.js';
import type { BillingItem, ItemDecision } from '../../domain/item.js';
import type { SyncContext } from '../context.js';

/** What a person decides about a row, each by itself; undoing one leaves the others. */
export type DecisionPart = keyof ItemDecision;

const pageSize = 50;

/**
 * The row's decision with one part as it was before it became what it is now: a second exclusion gives way to the first, and only the first to
 * none. The history knows; where it no longer reaches back, the part is cleared. Null when there is nothing to undo.
 */
export async function undone(context: SyncContext, item: BillingItem, part: DecisionPart): Promise<ItemDecision | null> {
  const { decision } = item;
  const made = await entryThatMade(context, item.facts.id, part, JSON.stringify(decision[part]));
  if (made === null && decision[part] === null) return null;
  return { ...decision, [part]: made === null ? null : partOf(made.before, part) };
}

/** The newest deed that left the part as it is. An undo is none: undoing again goes a step further back. */
async function entryThatMade(context: SyncContext, itemId: string, part: DecisionPart, now: string): Promise<AuditEntry | null> {
  for (let offset = 0; ; offset += pageSize) {
    const { rows } = await context.store.audit.list({ itemId }, offset, pageSize);
    const made = rows.find((entry) => entry.action !== 'undo' && changed(entry, part) && textOf(entry.after, part) === now);
    if (made !== undefined) return made;
    if (rows.length < pageSize) return null;
  }
}

function changed({ before, after }: AuditEntry, part: DecisionPart): boolean {
  return textOf(before, part) !== textOf(after, part);
}

function textOf(json: string | null, part: DecisionPart): string {
  return JSON.stringify(partOf(json, part) ?? null);
}

/** The history also keeps other things than decisions: numbers and plain text. */
function partOf(json: string | null, part: DecisionPart): ItemDecision[DecisionPart] | undefined {
  if (json === null || !json.startsWith('{')) return undefined;
  const record = JSON.parse(json) as Partial<ItemDecision>;
  return Object.hasOwn(record, part) ? record[part] : undefined;
}
