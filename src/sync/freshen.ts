import pLimit from 'p-limit';
import { groupBy } from '../domain/group.js';
import { RemoteError } from '../domain/errors.js';
import type { BillingItem } from '../domain/item.js';
import { addMs } from '../domain/time.js';
import type { Words } from '../domain/words/sentence.js';
import type { SyncContext } from './context.js';
import { refreshStaleCards } from './cards.js';
import type { Reader } from './read.js';
import { readerFor } from './vanish.js';

export interface FreshenResult {
  counts: { readAgain: number; absent: number; unread: number; cardsRead: number };
  /** Rows whose appointment could not be read again, with the reason: nobody knows whether it still stands. */
  unread: Map<string, Words>;
}

const chunkSize = 2000;

/**
 * Before drafting: appointments whose last reading is older than the configured freshness are read again, and customer and item cards likewise,
 * so that a booking cancelled or a customer blocked a minute ago is noticed (Graph reference 7, E-28).
 */
export async function freshen(context: SyncContext, itemIds: readonly string[]): Promise<FreshenResult> {
  const counts = { readAgain: 0, absent: 0, unread: 0, cardsRead: 0 };
  const unread = new Map<string, Words>();
  const companies = new Set<string>();
  for (let at = 0; at < itemIds.length; at += chunkSize) {
    const ids = itemIds.slice(at, at + chunkSize);
    for (const companyId of await context.store.items.companiesOf(ids)) companies.add(companyId);
    const oldest = addMs(context.clock.now(), -context.settings.read.freshnessMs);
    await readAgain(context, await context.store.items.findReadBefore(ids, oldest), counts, unread);
  }
  for (const companyId of companies) counts.cardsRead += await refreshStaleCards(context, companyId);
  return { counts, unread };
}

async function readAgain(
  context: SyncContext,
  stale: readonly BillingItem[],
  counts: FreshenResult['counts'],
  unread: FreshenResult['unread'],
): Promise<void> {
  const limit = pLimit(context.settings.read.pagesInFlight * 2);
  for (const [businessId, group] of groupBy(stale, (item) => item.facts.businessId)) {
    const reader = await readerFor(context, businessId);
    const byId = groupBy(group, (item) => item.facts.appointmentId);
    await Promise.all(
      [...byId].map(([id, itemsOfOne]) =>
        limit(async () => {
          const failure = await readOne(context, businessId, reader, id, counts).catch(wordsUnlessRefused);
          if (failure === undefined) return;
          counts.unread += 1;
          itemsOfOne.forEach((item) => unread.set(item.facts.id, failure));
        }),
      ),
    );
  }
}

async function readOne(
  context: SyncContext,
  businessId: string,
  reader: Reader,
  appointmentId: string,
  counts: FreshenResult['counts'],
): Promise<undefined> {
  const { answer, reading } = await reader.readOne(appointmentId);
  counts.readAgain += 1;
  if (reading !== null) return void (await reader.save([reading]));
  if (answer !== 'absent') return;
  counts.absent += 1;
  await context.store.appointments.markMissing(businessId, [appointmentId], context.clock.now());
}

function wordsUnlessRefused(error: unknown): Words {
  if (error instanceof RemoteError && error.outcome !== 'refused') return error.sentences;
  throw error;
}
