import type { DraftInvoice } from '../domain/invoice.js';
import type { BillingItem, ErpReference } from '../domain/item.js';
import { sum, type DecimalText } from '../domain/money.js';
import type { Problem } from '../domain/problems.js';
import type { LocalDate } from '../domain/time.js';
import { chargeOf, type Charge } from './charge.js';
import { composeDraft } from './draft.js';
import type { Rules } from './rules.js';

export interface ComposeOptions {
  /** In the zone of the business. */
  today: LocalDate;
  /** Instead of the rule's document date. */
  invoiceDate?: LocalDate;
  /** Our key for the document (at most 35 characters, A-Z 0-9 hyphen); called once per document. */
  makeKey(groupKey: string): string;
}

/** One draft that is to be made. */
export interface ComposedInvoice {
  /** What its items share; the same items and rules give the same key. */
  groupKey: string;
  companyId: string;
  customer: ErpReference;
  billTo: ErpReference | null;
  currency: string;
  draft: DraftInvoice;
  /** Sum of the lines' amounts. */
  expectedTotal: DecimalText;
  items: BillingItem[];
}

/**
 * Puts items on drafts. Only items at stage `ready`, unclaimed and completely mapped get a line; the others are left out with their
 * problems (none when the state says it all: excluded, cancelled, on an invoice). An item is on one document at most. Companies, payers and
 * currencies never mix (E-1). Same input, same output, whatever its order.
 */
export function composeInvoices(
  items: readonly BillingItem[],
  options: ComposeOptions,
  rules: Rules,
): { documents: ComposedInvoice[]; leftOut: { item: BillingItem; reasons: Problem[] }[] } {
  const documents: ComposedInvoice[] = [];
  const leftOut: { item: BillingItem; reasons: Problem[] }[] = [];
  const groups = new Map<string, Charge[]>();
  for (const item of uniqueInOrder(items)) {
    const charge = chargeOf(item, rules);
    if ('reasons' in charge) leftOut.push({ item, reasons: charge.reasons });
    else append(groups, charge);
  }
  for (const [groupKey, charges] of [...groups].sort(([a], [b]) => compare(a, b))) {
    for (const [at, part] of partsOf(charges, rules.invoice.maxLines).entries()) {
      const composed = composeDraft(part, at === 0 ? groupKey : `${groupKey}|part-${at + 1}`, options, rules);
      if ('problems' in composed) leftOut.push(...part.map(({ item }) => ({ item, reasons: composed.problems })));
      else
        documents.push({
          ...composed,
          expectedTotal: sum(part.map((charge) => charge.amount)),
          items: part.map(({ item }) => item),
        });
    }
  }
  return { documents, leftOut };
}

/** By service date, then id; an item given twice counts once. */
function uniqueInOrder(items: readonly BillingItem[]): BillingItem[] {
  const byId = new Map(items.map((item) => [item.facts.id, item]));
  return [...byId.values()].sort((a, b) => compare(a.facts.startsAt, b.facts.startsAt) || compare(a.facts.id, b.facts.id));
}

function append(groups: Map<string, Charge[]>, charge: Charge): void {
  const group = groups.get(charge.groupKey);
  if (group === undefined) groups.set(charge.groupKey, [charge]);
  else group.push(charge);
}

function partsOf(charges: readonly Charge[], size: number): Charge[][] {
  const count = Math.ceil(charges.length / size);
  return Array.from({ length: count }, (_, at) => charges.slice(at * size, (at + 1) * size));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
