import { RequestError } from '../domain/errors.js';
import { personalExclusionReasons, type ExclusionReason } from '../domain/item.js';
import type { DecisionChange } from '../sync/desk.js';
import { commandLineActor, exitCodes, withApp, type CommonOptions } from './session.js';
import { counted, print } from './table.js';

export interface DecideOptions extends CommonOptions {
  reason?: string;
}

/** Changes a decision on rows and says for each what became of it. */
export async function decide(ids: string[], change: DecisionChange, reason: string, options: CommonOptions): Promise<number> {
  return withApp(options, async (app) => {
    const outcomes = await app.desk.decide(
      ids.map((id) => ({ id, version: null })),
      change,
      reason,
      commandLineActor(),
    );
    const done = outcomes.filter((outcome) => outcome.outcome === 'done');
    print(options.json, outcomes, () =>
      [
        ...(done.length === 0 ? [] : [`${counted(done.length, 'row')} changed.`]),
        ...outcomes.filter((outcome) => outcome.outcome !== 'done').map((outcome) => `${outcome.itemId}: ${outcome.message}`),
      ].join('\n'),
    );
    return done.length === outcomes.length ? exitCodes.done : exitCodes.partly;
  });
}

/** `exclude`: with a document number it is "marked as invoiced", otherwise one of the personal reasons. */
export function exclusion(kind: string, reference: string | undefined): DecisionChange {
  if (reference !== undefined) return { kind: 'exclude', reason: 'marked-invoiced', reference };
  if (!(personalExclusionReasons as readonly string[]).includes(kind)) {
    throw new RequestError(
      'invalid',
      `There is no reason "${kind}". Choose one of ${personalExclusionReasons.join(', ')}, or give --invoiced-as NUMBER.`,
    );
  }
  return { kind: 'exclude', reason: kind as ExclusionReason, reference: null };
}

/** Remembers who an attendee is. */
export async function assign(itemId: string, customerNumber: string, options: CommonOptions): Promise<void> {
  await withApp(options, async (app) => {
    const result = await app.desk.assignCustomer([itemId], customerNumber, commandLineActor());
    print(
      options.json,
      result,
      () =>
        `Remembered: customer ${result.customer?.number} ${result.customer?.name}. ${counted(result.affectedItems, 'row')} follow.`,
    );
  });
}

/** Remembers which item a service is. */
export async function mapService(itemId: string, itemNumber: string, options: CommonOptions): Promise<void> {
  await withApp(options, async (app) => {
    const result = await app.desk.mapService([itemId], itemNumber, commandLineActor());
    print(
      options.json,
      result,
      () => `Remembered: item ${result.item?.number} ${result.item?.name}. ${counted(result.affectedItems, 'row')} follow.`,
    );
  });
}

/** Forgets refusals and asks again. */
export async function retry(ids: string[], options: CommonOptions): Promise<number> {
  return withApp(options, async (app) => {
    const count = await app.desk.retry(ids, commandLineActor());
    print(options.json, { count }, () =>
      count === 0 ? 'None of these rows could be looked at again.' : `${counted(count, 'row')} looked at again.`,
    );
    return count === 0 ? exitCodes.partly : exitCodes.done;
  });
}
