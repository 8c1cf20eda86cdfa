import type { Creation, LinkStore } from '../domain/link-store.js';
import type { Instant } from '../domain/time.js';
import { first, inserted, type Session } from './session.js';
import { sql, type Sql } from './sql.js';

type CreationMethods = Pick<LinkStore, 'findCreation' | 'beginCreation' | 'endCreation'>;
type CreationKey = Pick<Creation, 'companyId' | 'kind' | 'naturalKey'>;

interface CreationRow {
  state: Creation['state'];
  attempts: number | string;
  attempted_at: string | null;
  next_attempt_at: string;
  erp_id: string | null;
  problem: string | null;
}

/** Customers and items we are about to create in the ERP, each natural key once. */
export function creationStore(session: Session): CreationMethods {
  return {
    findCreation: (companyId, kind, naturalKey) => findCreation(session, { companyId, kind, naturalKey }),
    beginCreation: (companyId, kind, naturalKey, now, lookAgainAt) =>
      session.atomic((tx) => beginCreation(tx, { companyId, kind, naturalKey }, now, lookAgainAt)),
    endCreation: async (creation, now) => {
      // What is lost here is found by its natural key when the intent is looked at again.
      await session.atomic((tx) => tx.run(endOf(creation, now)), 'later');
    },
  };
}

async function findCreation(session: Session, key: CreationKey): Promise<Creation | null> {
  const row = await first<CreationRow>(
    session,
    sql`SELECT state, attempts, attempted_at, next_attempt_at, erp_id, problem FROM creations WHERE ${isCreation(key)}`,
  );
  if (row === null) return null;
  return {
    ...key,
    state: row.state,
    attempts: Number(row.attempts),
    attemptedAt: row.attempted_at,
    nextAttemptAt: row.next_attempt_at,
    erpId: row.erp_id,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as Creation['problem']),
  };
}

/** The primary key lets one of two first callers in; the moment in the condition one of two later ones. */
async function beginCreation(session: Session, key: CreationKey, now: Instant, lookAgainAt: Instant): Promise<Creation | null> {
  const taken = await session.run(
    sql`UPDATE creations SET state = 'sending', attempts = attempts + 1, attempted_at = ${now}, next_attempt_at = ${lookAgainAt},
          changed_at = ${now}
        WHERE ${isCreation(key)} AND state <> 'created' AND next_attempt_at <= ${now}`,
  );
  if (taken > 0) return findCreation(session, key);
  if ((await findCreation(session, key)) !== null) return null;
  const { companyId, kind, naturalKey } = key;
  const isNew = await inserted(
    session,
    sql`INSERT INTO creations (company_id, kind, natural_key, state, attempts, attempted_at, next_attempt_at, changed_at)
        VALUES (${companyId}, ${kind}, ${naturalKey}, 'sending', 1, ${now}, ${lookAgainAt}, ${now})`,
  );
  if (!isNew) return null;
  return { ...key, state: 'sending', attempts: 1, attemptedAt: now, nextAttemptAt: lookAgainAt, erpId: null, problem: null };
}

/**
 * What was created is recorded whoever says so. Anything less is only recorded for the attempt it belongs to: a slow process must not undo
 * what a later attempt found.
 */
function endOf(creation: Creation, now: Instant): Sql {
  const { state, nextAttemptAt, erpId, attempts } = creation;
  const problem = creation.problem === null ? null : JSON.stringify(creation.problem);
  const mine = state === 'created' ? sql`1 = 1` : sql`attempts = ${attempts} AND state <> 'created'`;
  return sql`UPDATE creations SET state = ${state}, next_attempt_at = ${nextAttemptAt}, erp_id = ${erpId}, problem = ${problem},
      changed_at = ${now}
    WHERE ${isCreation(creation)} AND ${mine}`;
}

function isCreation({ companyId, kind, naturalKey }: CreationKey): Sql {
  return sql`company_id = ${companyId} AND kind = ${kind} AND natural_key = ${naturalKey}`;
}
