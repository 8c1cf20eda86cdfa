import type { BillingItem } from '../domain/item.js';
import type { MappingBasis, MappingResult } from '../domain/item-store.js';
import { readItemsById, restaged, writeItems, type ItemChange, type StoredItem } from './item-writes.js';
import { holdLinkVersion } from './link-versions.js';
import type { Session } from './session.js';
import { chunked, oneOf, sql } from './sql.js';

/** Saves what the mapping found; null, and nothing saved, when links changed since it began. Call it inside a transaction. */
export async function saveMapping(
  session: Session,
  results: readonly MappingResult[],
  now: string,
  basis: MappingBasis | null,
): Promise<number | null> {
  if (basis !== null && !(await holdLinkVersion(session, basis.companyId, basis.linkVersion))) return null;
  const byId = new Map(results.map((result) => [result.itemId, result]));
  let saved = 0;
  for (const chunk of chunked([...byId.values()])) {
    const stored = await storedItems(session, chunk);
    const written = await writeItems(session, stored, ({ item }) => {
      const result = byId.get(item.facts.id);
      if (result === undefined || result.version !== item.version) return null;
      return mapped(item, result.billing, now);
    });
    saved += written.length;
  }
  return saved;
}

/** The items as stored: of those the caller brought only the version is looked at. */
async function storedItems(session: Session, results: readonly MappingResult[]): Promise<StoredItem[]> {
  const brought = results.filter(({ item }) => item !== undefined && item.invoiceId === null);
  const others = results.filter((result) => !brought.includes(result)).map(({ itemId }) => itemId);
  const versions = await versionsOf(
    session,
    brought.map(({ itemId }) => itemId),
  );
  const current = brought.flatMap(({ item, version }) =>
    item !== undefined && versions.get(item.facts.id) === version ? [unmappedOf(item)] : [],
  );
  return [...current, ...(await readItemsById(session, others))];
}

/** An unclaimed item shows a document number only where a person said that it was invoiced elsewhere. */
function unmappedOf(item: BillingItem): StoredItem {
  return { item, marks: { unmapped: true, documentNumber: item.decision.exclusion?.reference ?? '' } };
}

async function versionsOf(session: Session, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await session.all<{ id: string; version: number | string }>(
    sql`SELECT id, version FROM items WHERE ${oneOf('id', ids)} AND unmapped = 1 AND invoice_id IS NULL`,
  );
  return new Map(rows.map(({ id, version }) => [id, Number(version)]));
}

/** A mapping that finds what it found before changes nothing a person can see. */
function mapped(item: BillingItem, billing: BillingItem['billing'], now: string): ItemChange {
  const isFirst = item.billing.problems[0]?.code === 'not-mapped';
  const same = !isFirst && JSON.stringify(billing) === JSON.stringify(item.billing);
  return same ? restaged(item, { unmapped: false }) : restaged(item, { billing, unmapped: false, changedAt: now });
}
