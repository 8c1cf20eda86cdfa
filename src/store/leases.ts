import type { LeaseStore } from '../domain/store.js';
import { addMs, type Instant } from '../domain/time.js';
import { first, inserted, type Session } from './session.js';
import { sql } from './sql.js';

export function leaseStore(session: Session): LeaseStore {
  return {
    acquire: (name, owner, now, ttlMs) => session.atomic((tx) => acquireLease(tx, name, owner, now, addMs(now, ttlMs))),
    release: async (name, owner) => {
      await session.run(sql`DELETE FROM leases WHERE name = ${name} AND owner = ${owner}`);
    },
    read: async (name) => {
      const row = await first<{ owner: string; expires_at: Instant }>(
        session,
        sql`SELECT owner, expires_at FROM leases WHERE name = ${name}`,
      );
      return row === null ? null : { owner: row.owner, expiresAt: row.expires_at };
    },
  };
}

/** One conditional UPDATE decides: it renews our own lease or takes one that has run out. A row nobody has is inserted. */
async function acquireLease(session: Session, name: string, owner: string, now: Instant, expiresAt: Instant): Promise<boolean> {
  const taken = await session.run(
    sql`UPDATE leases SET owner = ${owner}, expires_at = ${expiresAt}
        WHERE name = ${name} AND (owner = ${owner} OR expires_at <= ${now})`,
  );
  if (taken > 0) return true;
  return inserted(session, sql`INSERT INTO leases (name, owner, expires_at) VALUES (${name}, ${owner}, ${expiresAt})`);
}
