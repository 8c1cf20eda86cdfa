import type { BillingItem, ItemDecision } from '../domain/item.js';
import type { ItemStore } from '../domain/item-store.js';
import { claimItems } from './claim.js';
import { findDuplicates, findPredecessors } from './item-relations.js';
import { itemGlances } from './item-glances.js';
import { changeItems, readItems, readItemsById, restaged, type StoredItem } from './item-writes.js';
import { saveMapping } from './mappings.js';
import { markAllUnmapped, markForMapping, markUnmapped } from './marks.js';
import { countOf, type Session } from './session.js';
import type { StoreTuning } from './tuning.js';
import { chunked, every, oneOf, sql, trusted } from './sql.js';

export function itemStore(session: Session, { rebookedWithinMs }: StoreTuning): ItemStore {
  return {
    ...itemGlances(session),
    find: async (ids) => (await readItemsById(session, ids)).map(({ item }) => item),
    findWithMapping: async (ids) =>
      (await readItemsById(session, ids)).map(({ item, marks }) => ({ item, isMapped: !marks.unmapped })),
    findByAppointment: async (businessId, appointmentId) =>
      itemsIn(await readItems(session, sql`business_id = ${businessId} AND appointment_id = ${appointmentId}`)),
    listUnmapped: (afterId, limit) => listUnmapped(session, afterId, limit),
    countUnmapped: () => countOf(session, sql`SELECT count(*) AS total FROM items WHERE unmapped = 1`),
    saveMapping: (results, now, basis = null) => session.atomic((tx) => saveMapping(tx, results, now, basis), 'later'),
    markUnmapped: (scope) =>
      'all' in scope ? markAllUnmapped(session) : session.atomic((tx) => markUnmapped(tx, scope), 'later'),
    markForMapping: (itemIds) => session.atomic((tx) => markForMapping(tx, itemIds), 'later'),
    findDuplicates: (itemIds) => findDuplicates(session, itemIds),
    findPredecessors: (items) => findPredecessors(session, items, rebookedWithinMs),
    decide: (itemId, version, decision, now, options) =>
      session.atomic((tx) => decide(tx, { itemId, version, evenClaimed: options?.evenClaimed ?? false }, decision, now)),
    claim: (invoiceId, items, now) => session.atomic((tx) => claimItems(tx, invoiceId, items, now)),
    clearRefusals: (itemIds, now) => session.atomic((tx) => clearRefusals(tx, itemIds, now)),
  };
}

function itemsIn(stored: readonly StoredItem[]): BillingItem[] {
  return stored.map(({ item }) => item);
}

async function listUnmapped(session: Session, afterId: string | null, limit: number): Promise<BillingItem[]> {
  const place = trusted(session.dialect.tieColumns.at(-1)!);
  const after = afterId === null ? [] : [sql`${place} > (SELECT ${place} FROM items WHERE id = ${afterId})`];
  const page = session.dialect.page(0, limit);
  const where = every([sql`unmapped = 1`, ...after]);
  const rows = await session.all<{ id: string }>(sql`SELECT id FROM items WHERE ${where} ORDER BY ${place} ${page}`);
  const ids = rows.map(({ id }) => id);
  const placeOf = new Map(ids.map((id, index) => [id, index]));
  const items = itemsIn(await readItemsById(session, ids));
  return items.sort((a, b) => placeOf.get(a.facts.id)! - placeOf.get(b.facts.id)!);
}

async function decide(
  session: Session,
  target: { itemId: string; version: number | null; evenClaimed: boolean },
  decision: ItemDecision,
  now: string,
): Promise<BillingItem | null> {
  const changed = await changeItems(session, sql`items.id = ${target.itemId}`, ({ item, marks }) => {
    if (target.version !== null && target.version !== item.version) return null;
    if (item.invoiceId !== null && !target.evenClaimed) return null;
    const documentNumber = item.invoiceId === null ? (decision.exclusion?.reference ?? '') : marks.documentNumber;
    return restaged(item, { decision, documentNumber, unmapped: true, changedAt: now });
  });
  return changed[0] ?? null;
}

async function clearRefusals(session: Session, itemIds: readonly string[], now: string): Promise<number> {
  let cleared = 0;
  for (const chunk of chunked([...new Set(itemIds)])) {
    const where = sql`${oneOf('items.id', chunk)} AND items.refusal IS NOT NULL`;
    const changed = await changeItems(session, where, ({ item }) =>
      restaged(item, { refusal: null, unmapped: true, changedAt: now }),
    );
    cleared += changed.length;
  }
  return cleared;
}
