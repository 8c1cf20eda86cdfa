import type { ItemStore } from '../domain/item-store.js';
import { raiseLinkVersion } from './link-versions.js';
import { countOf, type Session } from './session.js';
import { chunked, every, maxListed, oneOf, sql, type Sql } from './sql.js';

/** The items a changed link concerns. */
export type LinkScope = Exclude<Parameters<ItemStore['markUnmapped']>[0], { all: true }>;

/**
 * Marks all unclaimed items for mapping, some at a time: a transaction keeps what it changes in memory until it ends. Whoever maps at this moment
 * is stopped by the versions of the links. Returns how many wait now.
 */
export async function markAllUnmapped(session: Session): Promise<number> {
  await session.run(sql`UPDATE link_versions SET version = version + 1`);
  let after = '';
  for (;;) {
    const mapped = sql`unmapped = 0 AND invoice_id IS NULL AND id > ${after}`;
    const page = session.dialect.page(0, maxListed);
    const rows = await session.all<{ id: string }>(sql`SELECT id FROM items WHERE ${mapped} ORDER BY id ${page}`);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) break;
    await session.atomic((tx) => markWhere(tx, oneOf('id', ids)), 'later');
    after = ids.at(-1)!;
  }
  return countOf(session, sql`SELECT count(*) AS total FROM items WHERE ${isFree(sql`unmapped = 1`)}`);
}

/** Marks the unclaimed items of parties or of a service. Returns how many wait now. */
export async function markUnmapped(session: Session, scope: LinkScope): Promise<number> {
  await markLinked(session, scope);
  let waiting = 0;
  for (const condition of conditionsOf(scope)) {
    waiting += await countOf(session, sql`SELECT count(*) AS total FROM items WHERE unmapped = 1 AND ${isFree(condition)}`);
  }
  return waiting;
}

/**
 * Marks the items a changed link concerns. Those that wait to be mapped anyway are left as they are: whoever maps them at this moment is
 * stopped by the version of the links, which is raised first. Call it inside the transaction that changes the link.
 */
export async function markLinked(session: Session, scope: LinkScope): Promise<void> {
  await raiseLinkVersion(session, scope.companyId);
  for (const condition of conditionsOf(scope)) await markWhere(session, sql`unmapped = 0 AND ${condition}`);
}

/** Marks the items billed to payers whom the rules name by these customer numbers. */
export async function markBilledTo(session: Session, companyId: string, numbers: readonly string[]): Promise<void> {
  for (const chunk of chunked(numbers)) {
    const billed = sql`(${oneOf('payer_number', chunk)} OR ${oneOf('customer_number', chunk)})`;
    await markWhere(session, sql`company_id = ${companyId} AND ${billed}`);
  }
}

export async function markForMapping(session: Session, itemIds: readonly string[]): Promise<number> {
  let marked = 0;
  for (const chunk of chunked([...new Set(itemIds)])) marked += await markWhere(session, oneOf('id', chunk));
  return marked;
}

/** Also raises the version: a mapping that began before must not be saved as if it knew of the change. */
function markWhere(session: Session, condition: Sql): Promise<number> {
  return session.run(sql`UPDATE items SET unmapped = 1, version = version + 1 WHERE ${isFree(condition)}`);
}

function isFree(condition: Sql): Sql {
  return every([sql`invoice_id IS NULL`, condition]);
}

function conditionsOf(scope: LinkScope): Sql[] {
  if ('partyKeys' in scope) {
    const chunks = chunked([...new Set(scope.partyKeys)]);
    return chunks.map((keys) => sql`company_id = ${scope.companyId} AND ${oneOf('party_key', keys)}`);
  }
  const { companyId, businessId, serviceId } = scope;
  return [sql`service_id = ${serviceId} AND company_id = ${companyId} AND business_id = ${businessId}`];
}
