import { first, inserted, type Session } from './session.js';
import { sql } from './sql.js';

/**
 * A number per company that goes up whenever a link to a customer or an item changes. A mapping names the number it began with; it is only
 * saved while that still stands, so that rows which wait to be mapped anyway need not be written for every new link.
 */
export async function readLinkVersion(session: Session, companyId: string): Promise<number> {
  const row = await first<{ version: number | string }>(
    session,
    sql`SELECT version FROM link_versions WHERE company_id = ${companyId}`,
  );
  return Number(row?.version ?? 0);
}

/**
 * Says that a link of the company changes. Called in the transaction of the change and before it marks any item: it locks the row that a
 * mapping being saved locks too, so one of the two comes first and the other sees it.
 */
export async function raiseLinkVersion(session: Session, companyId: string): Promise<void> {
  const raise = sql`UPDATE link_versions SET version = version + 1 WHERE company_id = ${companyId}`;
  if ((await session.run(raise)) > 0) return;
  if (!(await inserted(session, sql`INSERT INTO link_versions (company_id, version) VALUES (${companyId}, 1)`)))
    await session.run(raise);
}

/** True while the version stands; from then until the transaction ends nobody raises it. */
export async function holdLinkVersion(session: Session, companyId: string, version: number): Promise<boolean> {
  const held = await session.run(
    sql`UPDATE link_versions SET version = version WHERE company_id = ${companyId} AND version = ${version}`,
  );
  if (held > 0) return true;
  if (version > 0) return false;
  return inserted(session, sql`INSERT INTO link_versions (company_id, version) VALUES (${companyId}, 0)`);
}
