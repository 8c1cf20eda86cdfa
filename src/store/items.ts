import { groupBy } from '../domain/group.js';
import type { BillingItem, ItemDecision } from '../domain/item.js';
import type { ItemStore, MappingResult } from '../domain/item-store.js';
import { claimItems } from './claim.js';
import { changeItems, readItems, readItemsById, restaged, writeItems, type StoredItem } from './item-writes.js';
import { countOf, type Session } from './session.js';
import { chunked, every, oneOf, sql, type Sql } from './sql.js';

export function itemStore(session: Session): ItemStore {
  return {
    find: async (ids) => (await readItemsById(session, ids)).map(({ item }) => item),
    findByAppointment: async (businessId, appointmentId) =>
      itemsIn(await readItems(session, sql`business_id = ${businessId} AND appointment_id = ${appointmentId}`)),
    listUnmapped: (afterId, limit) => listUnmapped(session, afterId, limit),
    countUnmapped: () => countOf(session, sql`SELECT count(*) AS total FROM items WHERE unmapped = 1`),
    saveMapping: (results, now) => session.atomic((tx) => saveMapping(tx, results, now), 'later'),
    markUnmapped: (scope) => session.atomic((tx) => markUnmapped(tx, scope), 'later'),
    markForMapping: (itemIds) => session.atomic((tx) => markForMapping(tx, itemIds), 'later'),
    findDuplicates: (itemIds) => findDuplicates(session, itemIds),
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
  const after = afterId === null ? [] : [sql`id > ${afterId}`];
  const page = session.dialect.page(0, limit);
  const rows = await session.all<{ id: string }>(
    sql`SELECT id FROM items WHERE ${every([sql`unmapped = 1`, ...after])} ORDER BY id ${page}`,
  );
  return itemsIn(
    await readItemsById(
      session,
      rows.map(({ id }) => id),
    ),
  );
}

async function saveMapping(session: Session, results: readonly MappingResult[], now: string): Promise<number> {
  const byId = new Map(results.map((result) => [result.itemId, result]));
  let saved = 0;
  for (const chunk of chunked([...byId.keys()])) {
    const stored = await readItems(session, oneOf('items.id', chunk));
    const written = await writeItems(session, stored, ({ item }) => {
      const result = byId.get(item.facts.id);
      if (result === undefined || result.version !== item.version) return null;
      return mapped(item, result.billing, now);
    });
    saved += written.length;
  }
  return saved;
}

/** A mapping that finds what it found before changes nothing a person can see. */
function mapped(item: BillingItem, billing: BillingItem['billing'], now: string) {
  const same = JSON.stringify(billing) === JSON.stringify(item.billing);
  return same ? restaged(item, { unmapped: false }) : restaged(item, { billing, unmapped: false, changedAt: now });
}

async function markForMapping(session: Session, itemIds: readonly string[]): Promise<number> {
  let marked = 0;
  for (const chunk of chunked([...new Set(itemIds)])) marked += await markWhere(session, oneOf('id', chunk));
  return marked;
}

/** Also raises the version: a mapping that began before must not be saved as if it knew of the change. */
export function markWhere(session: Session, condition: Sql): Promise<number> {
  return session.run(sql`UPDATE items SET unmapped = 1, version = version + 1 WHERE invoice_id IS NULL AND ${condition}`);
}

type Scope = Parameters<ItemStore['markUnmapped']>[0];

export async function markUnmapped(session: Session, scope: Scope): Promise<number> {
  let marked = 0;
  for (const condition of conditionsOf(scope)) marked += await markWhere(session, condition);
  return marked;
}

function conditionsOf(scope: Scope): Sql[] {
  if ('all' in scope) return [sql`1 = 1`];
  if ('partyKeys' in scope) {
    const chunks = chunked([...new Set(scope.partyKeys)]);
    return chunks.map((keys) => sql`company_id = ${scope.companyId} AND ${oneOf('party_key', keys)}`);
  }
  const { companyId, businessId, serviceId } = scope;
  return [sql`service_id = ${serviceId} AND company_id = ${companyId} AND business_id = ${businessId}`];
}

/** Other live items of the same party, service and start. */
async function findDuplicates(session: Session, itemIds: readonly string[]): Promise<Map<string, string[]>> {
  const pairs: { id: string; other_id: string }[] = [];
  for (const chunk of chunked(itemIds)) {
    const found = await session.all<{ id: string; other_id: string }>(
      sql`SELECT items.id AS id, other.id AS other_id FROM items
          JOIN items other ON other.party_key = items.party_key AND other.starts_at = items.starts_at
            AND other.service_id = items.service_id AND other.id <> items.id AND other.appointment_id <> items.appointment_id
          WHERE ${oneOf('items.id', chunk)} AND other.source_state NOT IN ('gone', 'left') AND other.stage <> 'excluded'
          ORDER BY items.id, other.id`,
    );
    pairs.push(...found);
  }
  const groups = groupBy(pairs, (pair) => pair.id);
  return new Map([...groups].map(([id, group]) => [id, group.map((pair) => pair.other_id)]));
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
