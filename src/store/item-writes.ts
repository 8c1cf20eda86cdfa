import { groupBy } from '../domain/group.js';
import type { BillingItem } from '../domain/item.js';
import { stageOf } from '../domain/state.js';
import { updateRows } from './bulk.js';
import type { ItemMarks } from './item-columns.js';
import { differenceOf, itemColumns, itemOf, marksOf, type Difference, type ItemRow } from './item-row.js';
import { countOver } from './lane-days.js';
import { StaleReadError, type Session } from './session.js';
import { chunked, oneOf, sql, trusted, type Sql } from './sql.js';

/** What becomes of an item: the parts that change. The version goes up by itself. */
export type ItemChange = Partial<Omit<BillingItem, 'version'>> & Partial<ItemMarks>;

/** An item as it is stored. */
export interface StoredItem {
  item: BillingItem;
  marks: ItemMarks;
}

/** Items under a condition, in id order. */
export async function readItems(session: Session, where: Sql): Promise<StoredItem[]> {
  const rows = await session.all<ItemRow>(sql`SELECT ${trusted(itemColumns)} FROM items WHERE ${where} ORDER BY items.id`);
  return rows.map((row) => ({ item: itemOf(row), marks: marksOf(row) }));
}

/** Items by id, in id order; ids nobody has are left out. */
export async function readItemsById(session: Session, ids: readonly string[]): Promise<StoredItem[]> {
  const found: StoredItem[] = [];
  for (const chunk of chunked(ids)) found.push(...(await readItems(session, oneOf('items.id', chunk))));
  return found;
}

/** The item with its stage as the facts now decide it. A claimed item's stage follows its invoice, which `change` says. */
export function restaged(item: BillingItem, change: ItemChange): ItemChange {
  const next = { ...item, ...change };
  return next.invoiceId === null ? { ...change, stage: stageOf(next, null) } : change;
}

/**
 * Reads items under a condition, changes them, and writes each at the version it was read at. `change` returns null to leave one alone.
 * Returns the items it changed, as they are now. Call it inside a transaction: where somebody else wrote one of them in between, the
 * whole transaction is run again.
 */
export async function changeItems(
  session: Session,
  where: Sql,
  change: (stored: StoredItem) => ItemChange | null,
): Promise<BillingItem[]> {
  return writeItems(session, await readItems(session, where), change);
}

/** The second half of {@link changeItems}, for items that were read already. */
export async function writeItems(
  session: Session,
  items: readonly StoredItem[],
  change: (stored: StoredItem) => ItemChange | null,
): Promise<BillingItem[]> {
  const writes = items.flatMap((stored) => planWrite(stored, change(stored)));
  const groups = groupBy(writes, ({ difference }) => difference.columns.join());
  for (const group of groups.values()) await writeGroup(session, group);
  await countOver(
    session,
    writes.map(({ before, item }) => ({ before, after: item })),
  );
  return writes.map((write) => write.item);
}

interface PlannedWrite {
  before: BillingItem;
  item: BillingItem;
  /** The columns that change, the new version among them. */
  difference: Difference;
}

function planWrite(before: StoredItem, change: ItemChange | null): PlannedWrite[] {
  if (change === null) return [];
  const { unmapped = before.marks.unmapped, documentNumber = before.marks.documentNumber, ...facts } = change;
  const item = { ...before.item, ...facts, version: before.item.version + 1 };
  return [{ before: before.item, item, difference: differenceOf(before, { item, marks: { unmapped, documentNumber } }) }];
}

async function writeGroup(session: Session, group: readonly PlannedWrite[]): Promise<void> {
  const columns = group[0]?.difference.columns ?? [];
  const rows = group.map(({ item, difference }) => [item.facts.id, item.version - 1, ...difference.values]);
  const updated = await updateRows(session, 'items', ['id', 'version'], columns, rows);
  if (updated !== rows.length) throw new StaleReadError();
}
