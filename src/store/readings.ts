import type { AppointmentReading } from '../domain/appointment-store.js';
import { insertNewRows, updateRows } from './bulk.js';
import { idsByBusiness, keyOf } from './appointment-key.js';
import { saveItems, type NewItems } from './reading-items.js';
import type { Session } from './session.js';
import { chunked, oneOf, sql } from './sql.js';

export interface ReadingCounts {
  inserted: number;
  updated: number;
  skipped: number;
  left: number;
  mapped: number;
}

/** What an appointment's row says of its last reading. */
interface LastReading {
  id: string;
  business_id: string;
  last_updated_at: string | null;
  read_at: string;
  fingerprint: string | null;
}

const appointmentKey = ['business_id', 'id'];
const appointmentColumns = [
  'starts_at',
  'ends_at',
  'last_updated_at',
  'fingerprint',
  'complete',
  'read_at',
  'source_state',
  'missing_since',
  'missing_count',
];

/** Most readings handled together: memory stays small however many there are. */
const chunkSize = 200;

/** Saves appointments with their items. Call it inside a transaction. The last of several readings of one appointment counts. */
export async function saveReadings(
  session: Session,
  readings: readonly AppointmentReading[],
  how: NewItems,
): Promise<ReadingCounts> {
  const counts: ReadingCounts = { inserted: 0, updated: 0, skipped: 0, left: 0, mapped: 0 };
  for (const chunk of chunked(readings, chunkSize)) {
    for (const batch of withoutRepeats(chunk)) await saveBatch(session, batch, how, counts);
  }
  return counts;
}

/** Cuts the readings where an appointment comes a second time, so that each batch holds an appointment once. */
function withoutRepeats(readings: readonly AppointmentReading[]): AppointmentReading[][] {
  const batches: AppointmentReading[][] = [];
  let seen = new Set<string>();
  for (const reading of readings) {
    const key = keyOf(reading.businessId, reading.appointmentId);
    if (batches.length === 0 || seen.has(key)) {
      batches.push([]);
      seen = new Set();
    }
    seen.add(key);
    batches.at(-1)!.push(reading);
  }
  return batches;
}

async function saveBatch(
  session: Session,
  readings: readonly AppointmentReading[],
  how: NewItems,
  counts: ReadingCounts,
): Promise<void> {
  const last = await lastReadings(session, readings);
  const news = readings.filter((reading) => !isOlder(reading, last.get(keyOf(reading.businessId, reading.appointmentId))));
  const fresh = news.filter((reading) => !last.has(keyOf(reading.businessId, reading.appointmentId)));
  const known = news.filter((reading) => last.has(keyOf(reading.businessId, reading.appointmentId)));
  await insertAppointments(session, fresh);
  await updateRows(
    session,
    'appointments',
    appointmentKey,
    appointmentColumns,
    known.map((reading) => rowOf(reading, last)),
  );
  const { left, mapped } = await saveItems(session, news, how);
  counts.left += left;
  counts.mapped += mapped;
  counts.inserted += fresh.length;
  counts.updated += known.length;
  counts.skipped += readings.length - news.length;
}

async function lastReadings(session: Session, readings: readonly AppointmentReading[]): Promise<Map<string, LastReading>> {
  const found = new Map<string, LastReading>();
  for (const [businessId, ids] of idsByBusiness(readings)) {
    const rows = await session.all<LastReading>(
      sql`SELECT id, business_id, last_updated_at, read_at, fingerprint FROM appointments
          WHERE business_id = ${businessId} AND ${oneOf('id', ids)}`,
    );
    for (const row of rows) found.set(keyOf(row.business_id, row.id), row);
  }
  return found;
}

/** By the source's own time of change where both tell it and differ, else by when the requests began. */
function isOlder(reading: AppointmentReading, last: LastReading | undefined): boolean {
  if (last === undefined) return false;
  const { lastUpdatedAt, readAt } = reading;
  if (lastUpdatedAt === null || last.last_updated_at === null || lastUpdatedAt === last.last_updated_at) {
    return readAt < last.read_at;
  }
  return lastUpdatedAt < last.last_updated_at;
}

/** Somebody may have inserted the same appointments since we looked; then all is read again. */
async function insertAppointments(session: Session, readings: readonly AppointmentReading[]): Promise<void> {
  const rows = readings.map((reading) => rowOf(reading, new Map()));
  await insertNewRows(session, 'appointments', [...appointmentKey, ...appointmentColumns], rows);
}

function rowOf(reading: AppointmentReading, last: ReadonlyMap<string, LastReading>): (string | number | null)[] {
  const { businessId, appointmentId, startsAt, endsAt, lastUpdatedAt, complete, readAt } = reading;
  const fingerprint = reading.fingerprint ?? last.get(keyOf(businessId, appointmentId))?.fingerprint ?? null;
  return [businessId, appointmentId, startsAt, endsAt, lastUpdatedAt, fingerprint, complete ? 1 : 0, readAt, 'present', null, 0];
}
