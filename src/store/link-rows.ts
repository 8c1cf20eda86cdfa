import type { LinkOrigin } from '../domain/erp.js';
import type { PartyLink } from '../domain/link-store.js';
import { insertRecord } from './bulk.js';
import { inserted, type Session } from './session.js';
import { every, joined, sql, trusted, type SqlValue } from './sql.js';

/** What party links and service links have in common. */
type LinkFacts = Pick<PartyLink, 'origin' | 'explanation' | 'linkedBy' | 'linkedAt' | 'checkedAt' | 'missingSince'>;

export interface LinkRow {
  company_id: string;
  origin: LinkOrigin;
  explanation: string;
  linked_by: string;
  linked_at: string;
  checked_at: string;
  missing_since: string | null;
}

export function linkOf(row: LinkRow): LinkFacts {
  return {
    origin: row.origin,
    explanation: row.explanation,
    linkedBy: row.linked_by,
    linkedAt: row.linked_at,
    checkedAt: row.checked_at,
    ...(row.missing_since === null ? {} : { missingSince: row.missing_since }),
  };
}

export function linkColumnsOf(link: LinkFacts) {
  const { origin, explanation, linkedBy, linkedAt, checkedAt, missingSince } = link;
  return {
    origin,
    explanation,
    linked_by: linkedBy,
    linked_at: linkedAt,
    checked_at: checkedAt,
    missing_since: missingSince ?? null,
  };
}

/**
 * Inserts or replaces a link, except that what a person assigned is only replaced by what a person assigns. The condition is part of the
 * UPDATE, so a person who decides at the same moment is not overwritten. Returns false when the link was refused. `isNew`: none was there a
 * moment ago.
 */
export async function saveLink(
  session: Session,
  table: 'party_links' | 'service_links',
  origin: LinkOrigin,
  key: Record<string, SqlValue>,
  values: Record<string, SqlValue>,
  isNew: boolean,
): Promise<boolean> {
  if (isNew && (await inserted(session, insertRecord(table, { ...key, ...values })))) return true;
  const settings = joined(pairs(values), ', ');
  const mayReplace = origin === 'assigned' ? [] : [sql`origin <> 'assigned'`];
  const update = sql`UPDATE ${trusted(table)} SET ${settings} WHERE ${every([...pairs(key), ...mayReplace])}`;
  if ((await session.run(update)) > 0) return true;
  if (await isThere(session, table, key)) return false;
  if (await inserted(session, insertRecord(table, { ...key, ...values }))) return true;
  return (await session.run(update)) > 0;
}

async function isThere(session: Session, table: string, key: Record<string, SqlValue>): Promise<boolean> {
  return (await session.all(sql`SELECT company_id FROM ${trusted(table)} WHERE ${every(pairs(key))}`)).length > 0;
}

function pairs(values: Record<string, SqlValue>) {
  return Object.entries(values).map(([column, value]) => sql`${trusted(column)} = ${value}`);
}
