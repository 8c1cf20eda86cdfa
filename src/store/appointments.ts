import type { AppointmentStore, FirstMapping, KnownAppointment } from '../domain/appointment-store.js';
import type { TimeWindow } from '../domain/ports.js';
import { pageStore } from './pages.js';
import type { MapNew } from './reading-items.js';
import { saveReadings } from './readings.js';
import type { StoreTuning } from './tuning.js';
import { clearMissing, markGone, markMissing } from './presence.js';
import { countOf, type Session } from './session.js';
import { chunked, oneOf, sql, trusted, type Sql } from './sql.js';

const knownColumns = trusted('id, fingerprint, source_state, missing_since, missing_count, complete, starts_at');

type StoresOn = (session: Session) => Parameters<FirstMapping>[0];

interface KnownRow {
  id: string;
  fingerprint: string | null;
  source_state: KnownAppointment['sourceState'];
  missing_since: string | null;
  missing_count: number | string;
  complete: number | string;
  starts_at: string;
}

/** `storesOn`: the other stores in a transaction, for a mapping that works within one. */
export function appointmentStore(session: Session, storesOn: StoresOn, { rebookedWithinMs }: StoreTuning): AppointmentStore {
  return {
    ...pageStore(session),
    findKnown: (businessId, ids) => findKnown(session, businessId, ids),
    saveReadings: (readings, firstMapping = mapNothing) =>
      session.atomic((tx) => {
        const mapNew: MapNew = (items) => firstMapping(storesOn(tx), items);
        return saveReadings(tx, readings, { mapNew, rebookedWithinMs });
      }, 'later'),
    listInWindow: async (businessId, window, afterId, limit) => {
      const after = afterId === null ? trusted('') : sql`AND id > ${afterId}`;
      const rows = await session.all<KnownRow>(
        sql`SELECT ${knownColumns} FROM appointments WHERE ${inWindow(businessId, window)} ${after}
            ORDER BY id ${session.dialect.page(0, limit)}`,
      );
      return rows.map(knownOf);
    },
    countInWindow: (businessId, window) =>
      countOf(session, sql`SELECT count(*) AS total FROM appointments WHERE ${inWindow(businessId, window)}`),
    markMissing: (businessId, ids, now) => session.atomic((tx) => markMissing(tx, businessId, ids, now)),
    clearMissing: (businessId, ids, now) => session.atomic((tx) => clearMissing(tx, businessId, ids, now)),
    markGone: (businessId, ids, now) => session.atomic((tx) => markGone(tx, businessId, ids, now)),
    listMissing: async (businessId) => {
      const rows = await session.all<KnownRow>(
        sql`SELECT ${knownColumns} FROM appointments WHERE business_id = ${businessId} AND source_state = 'missing' ORDER BY id`,
      );
      return rows.map(knownOf);
    },
  };
}

const mapNothing: FirstMapping = () => Promise.resolve(new Map());

async function findKnown(session: Session, businessId: string, ids: readonly string[]): Promise<Map<string, KnownAppointment>> {
  const found = new Map<string, KnownAppointment>();
  for (const chunk of chunked(ids)) {
    const rows = await session.all<KnownRow>(
      sql`SELECT ${knownColumns} FROM appointments WHERE business_id = ${businessId} AND ${oneOf('id', chunk)}`,
    );
    for (const row of rows) found.set(row.id, knownOf(row));
  }
  return found;
}

/** An appointment without length lies in the window in which it starts. */
function inWindow(businessId: string, { from, to }: TimeWindow): Sql {
  return sql`business_id = ${businessId} AND source_state <> 'gone'
    AND starts_at < ${to} AND (ends_at > ${from} OR starts_at >= ${from})`;
}

function knownOf(row: KnownRow): KnownAppointment {
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    sourceState: row.source_state,
    missingSince: row.missing_since,
    missingCount: Number(row.missing_count),
    complete: Number(row.complete) === 1,
    startsAt: row.starts_at,
  };
}
