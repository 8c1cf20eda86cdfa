import type { Invoice, PushState } from '../domain/invoice.js';
import { stageOf, stageOfClaimed } from '../domain/state.js';
import type { BillingItem } from '../domain/item.js';
import { changingColumnsOf, documentNumberOf, findInvoice } from './invoice-rows.js';
import { laneOf, lowered } from './item-columns.js';
import { changeItems, type ItemChange } from './item-writes.js';
import { countClaimed, type LanePlace } from './lane-days.js';
import type { Session } from './session.js';
import { joined, oneOf, sql, trusted } from './sql.js';

/**
 * Changes an invoice that is still at this version and in one of these states; its version goes up. Returns it as it is now, or null when
 * somebody else was first. Call it inside a transaction.
 */
export async function changeInvoice(
  session: Session,
  target: { id: string; version: number; from: readonly PushState[] },
  change: (invoice: Invoice) => Partial<Omit<Invoice, 'draft'>>,
): Promise<Invoice | null> {
  const before = await findInvoice(session, sql`id = ${target.id}`);
  if (before === null || before.version !== target.version || !target.from.includes(before.push)) return null;
  const after: Invoice = { ...before, ...change(before), version: before.version + 1 };
  const old: Record<string, unknown> = changingColumnsOf(before);
  const settings = Object.entries(changingColumnsOf(after))
    .filter(([column, value]) => old[column] !== value)
    .map(([column, value]) => sql`${trusted(column)} = ${value}`);
  const updated = await session.run(
    sql`UPDATE invoices SET ${joined(settings, ', ')}
        WHERE id = ${target.id} AND version = ${target.version} AND ${oneOf('push', target.from)}`,
  );
  return updated === 1 ? after : null;
}

/** The items of an invoice follow it: their stage, which the invoice alone decides, and the number of their document. */
export async function restageItems(session: Session, invoice: Invoice, now: string): Promise<void> {
  const documentNumber = documentNumberOf(invoice);
  const stage = stageOfClaimed(invoice);
  if (stage === 'blocked') return restageOneByOne(session, invoice.id, { stage, documentNumber, changedAt: now });
  const lane = laneOf(stage, false);
  const moving = await session.all<LanePlace>(
    sql`SELECT lane, available_day, starts_at FROM items WHERE invoice_id = ${invoice.id} AND lane <> ${lane}`,
  );
  await session.run(
    sql`UPDATE items SET stage = ${stage}, lane = ${lane}, document_number = ${documentNumber},
          document_number_folded = ${lowered(documentNumber)}, version = version + 1, changed_at = ${now}
        WHERE invoice_id = ${invoice.id} AND (stage <> ${stage} OR document_number <> ${documentNumber})`,
  );
  await countClaimed(session, moving, lane);
}

/** Blocked items lie in one lane or another, as a person put them off or not. */
async function restageOneByOne(session: Session, invoiceId: string, change: ItemChange): Promise<void> {
  await changeItems(session, sql`items.invoice_id = ${invoiceId}`, ({ item, marks }) =>
    change.stage === item.stage && change.documentNumber === marks.documentNumber ? null : change,
  );
}

/** Gives the items of an invoice back to the list; the lines stay as evidence. `refusal` goes onto each item. */
export async function releaseItems(
  session: Session,
  invoiceId: string,
  refusal: BillingItem['refusal'],
  now: string,
): Promise<BillingItem[]> {
  await session.run(sql`UPDATE invoice_lines SET released_at = ${now} WHERE invoice_id = ${invoiceId} AND released_at IS NULL`);
  return changeItems(session, sql`items.invoice_id = ${invoiceId}`, ({ item }) => {
    const free = { ...item, invoiceId: null, refusal: refusal ?? item.refusal };
    const documentNumber = item.decision.exclusion?.reference ?? '';
    return { invoiceId: null, refusal: free.refusal, stage: stageOf(free, null), documentNumber, unmapped: true, changedAt: now };
  });
}
