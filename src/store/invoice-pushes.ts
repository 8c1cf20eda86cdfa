import type { DueInvoice, InvoiceStore } from '../domain/invoice-store.js';
import { changeInvoice } from './invoice-writes.js';
import { first, type Session } from './session.js';
import { every, sql, trusted } from './sql.js';

type PushMethods = Pick<InvoiceStore, 'listDue' | 'beginPush' | 'postpone' | 'keepWaiting'>;

const dueColumns = trusted('id, company_id, invoice_key, version');

interface DueRow {
  id: string;
  company_id: string;
  invoice_key: string;
  version: number | string;
}

/** Whose turn it is, and whose no longer. */
export function pushStore(session: Session): PushMethods {
  return {
    listDue: (now, limit, scope) => listDue(session, now, limit, scope),
    beginPush: (id, version, now, lookAgainAt) => session.atomic((tx) => beginPush(tx, { id, version, now, lookAgainAt })),
    postpone: (id, version, nextAttemptAt, problem) =>
      session.atomic(async (tx) => {
        const change = { push: 'intended' as const, nextAttemptAt, problem };
        return (await changeInvoice(tx, { id, version, from: ['sending'] }, () => change)) !== null;
      }),
    keepWaiting: (id, version, nextAttemptAt, problem) =>
      session.atomic(
        async (tx) => (await changeInvoice(tx, { id, version, from: ['sending'] }, () => ({ nextAttemptAt, problem }))) !== null,
      ),
  };
}

async function listDue(
  session: Session,
  now: string,
  limit: number,
  scope: { runId: string } | undefined,
): Promise<DueInvoice[]> {
  const run = scope === undefined ? [] : [sql`run_id = ${scope.runId}`];
  const where = every([sql`push IN ('intended', 'sending')`, sql`next_attempt_at <= ${now}`, ...run]);
  const rows = await session.all<DueRow>(
    sql`SELECT ${dueColumns} FROM invoices WHERE ${where} ORDER BY next_attempt_at, id ${session.dialect.page(0, limit)}`,
  );
  return rows.map(dueOf);
}

function dueOf({ id, company_id: companyId, invoice_key: key, version }: DueRow): DueInvoice {
  return { id, companyId, key, version: Number(version) };
}

/** The version in the condition makes one of two callers change nothing. */
async function beginPush(
  session: Session,
  push: { id: string; version: number; now: string; lookAgainAt: string },
): Promise<DueInvoice | null> {
  const { id, version, now, lookAgainAt } = push;
  const taken = await session.run(
    sql`UPDATE invoices SET push = 'sending', attempts = attempts + 1, attempted_at = ${now}, next_attempt_at = ${lookAgainAt},
          version = version + 1
        WHERE id = ${id} AND version = ${version} AND push IN ('intended', 'sending') AND next_attempt_at <= ${now}`,
  );
  const row = taken === 1 ? await first<DueRow>(session, sql`SELECT ${dueColumns} FROM invoices WHERE id = ${id}`) : null;
  return row === null ? null : dueOf(row);
}
