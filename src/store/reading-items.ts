import { groupBy } from '../domain/group.js';
import { notYetMapped, undecided, type BillingItem, type ItemBilling, type ItemFacts, type SourceState } from '../domain/item.js';
import { stageOf } from '../domain/state.js';
import type { AppointmentReading } from '../domain/appointment-store.js';
import { idsByBusiness, keyOf } from './appointment-key.js';
import { insertNewRows } from './bulk.js';
import { rowColumns, rowOfItem } from './item-columns.js';
import { findDuplicates, findPredecessors } from './item-relations.js';
import { readItems, restaged, writeItems, type ItemChange, type StoredItem } from './item-writes.js';
import { countIn } from './lane-days.js';
import { markForMapping } from './marks.js';
import type { Session } from './session.js';
import { oneOf, sql } from './sql.js';

/** What new items bill, by id, as far as that can be said at once. */
export type MapNew = (items: readonly BillingItem[]) => Promise<ReadonlyMap<string, ItemBilling>>;

/** What becomes of items that were not known before. */
export interface NewItems {
  mapNew: MapNew;
  /** See {@link StoreTuning}. */
  rebookedWithinMs: number;
}

/**
 * Saves the items of readings, each of another appointment, none older than what is stored. Returns how many attendees left, and how many
 * new items were mapped at once.
 */
export async function saveItems(
  session: Session,
  readings: readonly AppointmentReading[],
  how: NewItems,
): Promise<{ left: number; mapped: number }> {
  const stored = await itemsOf(session, readings);
  const byId = new Map(stored.map((one) => [one.item.facts.id, one]));
  const told = new Map(readings.flatMap((reading) => reading.items.map((facts) => [facts.id, { facts, reading }] as const)));
  const known = new Set(stored.map(({ item }) => keyOf(item.facts.businessId, item.facts.appointmentId)));
  const fresh = [...told.values()].filter(({ facts, reading }) => !byId.has(facts.id) && !isStandIn(facts, reading, known));
  const mapped = await insertItems(session, fresh, how.mapNew);

  const byAppointment = new Map(readings.map((reading) => [keyOf(reading.businessId, reading.appointmentId), reading]));
  let left = 0;
  await writeItems(session, stored, ({ item }) => {
    const reading = byAppointment.get(keyOf(item.facts.businessId, item.facts.appointmentId));
    if (reading === undefined) return null;
    const change = changeBy(item, reading, told.get(item.facts.id)?.facts);
    if (change?.sourceState === 'left') left += 1;
    return change;
  });
  await noteReadAt(session, readings);
  const related = await relatedOf(session, mapped, how.rebookedWithinMs);
  await markForMapping(session, related);
  return { left, mapped: mapped.length - related.length };
}

/** A reading that does not tell the attendees stands in for nobody when we know who they were. */
function isStandIn(facts: ItemFacts, reading: AppointmentReading, known: ReadonlySet<string>): boolean {
  return !reading.complete && known.has(keyOf(facts.businessId, facts.appointmentId));
}

/** What a reading changes in a stored item; null when it says what we know. */
function changeBy(item: BillingItem, reading: AppointmentReading, facts: ItemFacts | undefined): ItemChange | null {
  const sourceState = facts !== undefined ? 'present' : stateUntold(item.sourceState, reading.complete);
  const sameFacts = facts === undefined || JSON.stringify(facts) === JSON.stringify(item.facts);
  if (sameFacts && sourceState === item.sourceState) return null;
  const change: ItemChange = { sourceState, readAt: reading.readAt, changedAt: reading.readAt, unmapped: true };
  return restaged(item, facts === undefined ? change : { ...change, facts });
}

/** Only a reading that told the attendees can say that one of them left; any reading says that the appointment is there. */
function stateUntold(state: SourceState, complete: boolean): SourceState {
  if (complete) return 'left';
  return state === 'left' ? 'left' : 'present';
}

/** Inserts new items, mapped where that can be done at once. Returns those. */
async function insertItems(
  session: Session,
  told: readonly { facts: ItemFacts; reading: AppointmentReading }[],
  mapNew: MapNew,
): Promise<BillingItem[]> {
  if (told.length === 0) return [];
  const fresh = told.map(({ facts, reading }) => newItem(facts, reading.readAt));
  const billings = await mapNew(fresh);
  const items = fresh.map((item) => mappedItem(item, billings.get(item.facts.id)));
  const rows = items.map((item) => rowOfItem(item, { unmapped: !billings.has(item.facts.id), documentNumber: '' }));
  await insertNewRows(session, 'items', rowColumns, rows);
  await countIn(session, items);
  return items.filter((item) => billings.has(item.facts.id));
}

/** Items of which another item says something: they are mapped again, now that they can be compared. */
async function relatedOf(session: Session, items: readonly BillingItem[], rebookedWithinMs: number): Promise<string[]> {
  const facts = items.map((item) => item.facts);
  const duplicates = await findDuplicates(
    session,
    facts.map(({ id }) => id),
  );
  const predecessors = await findPredecessors(session, facts, rebookedWithinMs);
  return [...new Set([...duplicates.keys(), ...predecessors.keys()])];
}

function mappedItem(item: BillingItem, billing: ItemBilling | undefined): BillingItem {
  if (billing === undefined) return item;
  const mapped = { ...item, billing };
  return { ...mapped, stage: stageOf(mapped, null) };
}

function newItem(facts: ItemFacts, readAt: string): BillingItem {
  const item = {
    facts,
    sourceState: 'present' as const,
    readAt,
    firstSeenAt: readAt,
    decision: undecided,
    invoiceId: null,
    billing: notYetMapped,
    refusal: null,
    version: 1,
    changedAt: readAt,
  };
  return { ...item, stage: stageOf(item, null) };
}

/** An unchanged item keeps its version, so that a preview of it still holds. */
async function noteReadAt(session: Session, readings: readonly AppointmentReading[]): Promise<void> {
  for (const [readAt, group] of groupBy(readings, (reading) => reading.readAt)) {
    for (const [businessId, ids] of idsByBusiness(group)) {
      await session.run(
        sql`UPDATE items SET read_at = ${readAt} WHERE business_id = ${businessId} AND ${oneOf('appointment_id', ids)}
            AND source_state = 'present' AND read_at < ${readAt}`,
      );
    }
  }
}

async function itemsOf(session: Session, readings: readonly AppointmentReading[]): Promise<StoredItem[]> {
  const found: StoredItem[] = [];
  for (const [businessId, ids] of idsByBusiness(readings)) {
    found.push(...(await readItems(session, sql`business_id = ${businessId} AND ${oneOf('appointment_id', ids)}`)));
  }
  return found;
}
