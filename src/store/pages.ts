import type { AppointmentStore } from '../domain/appointment-store.js';
import { first, upsert, type Session } from './session.js';
import { sql } from './sql.js';

/** Pages of calendars as they were last seen: an unchanged page needs no reading. */
export function pageStore(session: Session): Pick<AppointmentStore, 'findPage' | 'savePage' | 'prunePages'> {
  return {
    findPage: (businessId, fingerprint, windowKey) => findPage(session, businessId, fingerprint, windowKey),
    savePage: (businessId, windowKey, fingerprint, ids, now) =>
      session.atomic((tx) => savePage(tx, { businessId, windowKey, fingerprint, ids: JSON.stringify(ids), now }), 'later'),
    prunePages: async (businessId, windowKey) => {
      await session.run(sql`DELETE FROM pages WHERE business_id = ${businessId} AND window_key <> ${windowKey}`);
    },
  };
}

async function findPage(
  session: Session,
  businessId: string,
  fingerprint: string,
  windowKey: string | undefined,
): Promise<string[] | null> {
  const row = await first<{ ids: string; window_key: string }>(
    session,
    sql`SELECT ids, window_key FROM pages WHERE business_id = ${businessId} AND fingerprint = ${fingerprint}`,
  );
  if (row === null) return null;
  if (windowKey !== undefined && windowKey !== row.window_key) {
    await session.run(
      sql`UPDATE pages SET window_key = ${windowKey} WHERE business_id = ${businessId} AND fingerprint = ${fingerprint}`,
    );
  }
  return JSON.parse(row.ids) as string[];
}

function savePage(
  session: Session,
  page: { businessId: string; windowKey: string; fingerprint: string; ids: string; now: string },
): Promise<void> {
  const { businessId, windowKey, fingerprint, ids, now } = page;
  return upsert(
    session,
    sql`UPDATE pages SET window_key = ${windowKey}, ids = ${ids}, saved_at = ${now}
        WHERE business_id = ${businessId} AND fingerprint = ${fingerprint}`,
    sql`INSERT INTO pages (business_id, fingerprint, window_key, ids, saved_at)
        VALUES (${businessId}, ${fingerprint}, ${windowKey}, ${ids}, ${now})`,
  );
}
