import type { StoreTransaction } from '../domain/store.js';
import type { SyncContext } from './context.js';

const cursor = 'rules';

/** True when the rows that are mapped were mapped by the rules of now, or are marked to be. */
export async function areRulesApplied(
  { rules }: Pick<SyncContext, 'rules'>,
  { cursors }: Pick<StoreTransaction, 'cursors'>,
): Promise<boolean> {
  return (await cursors.read(cursor)) === rules.version;
}

/** Remembers that every row is marked for the rules of now. */
export async function noteRulesApplied({ store, rules, clock }: SyncContext): Promise<void> {
  await store.cursors.save(cursor, rules.version, clock.now());
}
