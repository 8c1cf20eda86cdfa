import { randomUUID } from 'node:crypto';
import { RemoteError, RequestError } from '../../domain/errors.js';
import type { Run } from '../../domain/run-store.js';
import { say } from '../../domain/words/sentence.js';
import type { SyncContext } from '../context.js';
import type { CreateOptions, Selection } from '../desk.js';
import { draft, type DraftRequest } from '../draft.js';
import { openFeed } from '../feed.js';
import { freshen } from '../freshen.js';
import { push } from '../push.js';
import { resolve } from '../resolve.js';
import { createRecorder, type RunRecorder } from '../recorder.js';
import { endOrWait, finish, noteLeftOut, notePushed, noteUnread } from './create-outcome.js';
import { composeSelection } from './preview.js';
import { dataVersionOf, otherReadyIds, selectIds } from './selection.js';

/** What a create run was asked for, as kept on its row. */
export interface CreateRequest {
  itemIds: string[];
  options: CreateOptions;
}

/**
 * Queues a create run for a selection and returns it at once (NX-7). With a data version, the rows must still be what the preview showed.
 * Throws RequestError `conflict` otherwise, `invalid` when nothing is selected.
 */
export async function queueCreate(
  context: SyncContext,
  selection: Selection,
  options: CreateOptions,
  dataVersion: string | null,
  actor: string,
): Promise<Run> {
  const itemIds =
    dataVersion === null
      ? await idsFor(context, selection, options)
      : await boundIds(context, selection, options, { dataVersion, actor });
  if (itemIds.length === 0) throw new RequestError('invalid', say('nothing-selected'));
  const run: Run = {
    id: randomUUID(),
    kind: 'create',
    state: 'queued',
    requestedBy: actor,
    request: JSON.stringify({ itemIds, options } satisfies CreateRequest),
    queuedAt: context.clock.now(),
    startedAt: null,
    finishedAt: null,
    steps: [],
    counts: { selected: itemIds.length },
    waitingFor: null,
    waitingUntil: null,
    error: null,
  };
  await context.store.runs.insert(run);
  return run;
}

async function idsFor(context: SyncContext, selection: Selection, options: CreateOptions): Promise<string[]> {
  const ids = await selectIds(context, selection);
  if (!options.takeCustomersOthers) return ids;
  const items = await context.store.items.find(ids);
  const customers = items.flatMap(({ facts: { companyId }, billing: { sellTo } }) =>
    companyId === null || sellTo === null ? [] : { companyId, number: sellTo.number },
  );
  return [...ids, ...(await otherReadyIds(context, customers, new Set(ids)))];
}

async function boundIds(
  context: SyncContext,
  selection: Selection,
  options: CreateOptions,
  { dataVersion, actor }: { dataVersion: string; actor: string },
): Promise<string[]> {
  const { composed } = await composeSelection(context, selection, options, actor);
  const placed = composed.documents.flatMap((document) => document.items);
  if (dataVersionOf(placed, context.rules.version, options) !== dataVersion) {
    throw new RequestError('conflict', say('rows-changed'));
  }
  return [...placed, ...composed.leftOut.map((row) => row.item)].map((item) => item.facts.id);
}

/** What a create run was asked for, and the run without it: the text of a large selection need not be held while it is worked on. */
export function takeRequest(queued: Run): { run: Run; request: CreateRequest } {
  return { run: { ...queued, request: '' }, request: JSON.parse(queued.request) as CreateRequest };
}

/** Works off a queued create run: reads what is stale again, resolves, drafts, pushes, and says what became of every row. */
export async function workCreate(
  context: SyncContext,
  { run, request: { itemIds, options } }: ReturnType<typeof takeRequest>,
  onChange: (run: Run) => void,
): Promise<Run> {
  const recorder = createRecorder(context, run, onChange);
  await recorder.begin();
  try {
    const { unread } = await recorder.step('freshen', () => freshen(context, itemIds));
    await noteUnread(context, run, unread);
    await resolveWhatCanBe(context, recorder);
    const known = unread.size === 0 ? itemIds : itemIds.filter((id) => !unread.has(id));
    await draftAndPush(context, recorder, run, { ...options, itemIds: known, actor: run.requestedBy, runId: run.id });
    return await finish(context, recorder, run);
  } catch (error) {
    if (context.stop.aborted) return recorder.requeue();
    return endOrWait(context, recorder, run, error);
  }
}

/**
 * Sends the first drafts while the last are still being written. Whatever fails, both steps come to their end before the failure is thrown: all
 * intents are then written, and nothing is under way.
 */
async function draftAndPush(context: SyncContext, recorder: RunRecorder, run: Run, request: DraftRequest): Promise<void> {
  const written = openFeed();
  const drafting = recorder.step('draft', async () => {
    try {
      return await draft(context, { ...request, onWritten: written.add, onLeftOut: (rows) => noteLeftOut(context, run, rows) });
    } finally {
      written.end();
    }
  });
  const pushing = recorder.step('push', () => push(context, { runId: run.id, more: written.more }));
  const [drafted, pushed] = await Promise.allSettled([drafting, pushing]);
  if (pushed.status === 'fulfilled') await notePushed(context, run, pushed.value);
  for (const step of [drafted, pushed]) if (step.status === 'rejected') throw step.reason;
}

/** While BC is away the rows that are ready go on: their drafts wait as intents (E-30). Its refusal of us stops the run. */
async function resolveWhatCanBe(context: SyncContext, recorder: RunRecorder): Promise<void> {
  try {
    await recorder.step('resolve', () => resolve(context));
  } catch (error) {
    if (!(error instanceof RemoteError) || error.needsAttention) throw error;
  }
}
