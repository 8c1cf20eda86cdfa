import { RemoteError } from '../domain/errors.js';
import type { MayStillSend } from '../domain/ports.js';
import { blocks, faultOf, type Faulty, type Problem } from '../domain/problems.js';
import type { Creation } from '../domain/link-store.js';
import { addMs } from '../domain/time.js';
import { say, type Words } from '../domain/words/sentence.js';
import { mayStillSend } from './claim-time.js';
import type { SyncContext } from './context.js';
import { noteLookAgain } from './look-again.js';
import { retryDelayMs } from './settings.js';

/** What came of asking for a record that must exist exactly once. `waiting`: somebody is at it, or its outcome is not known yet. */
export type CreateOnceResult<T> =
  { kind: 'created' | 'found'; record: T } | { kind: 'refused'; problem: Problem } | { kind: 'waiting' };

/** An empty id: something is there, but it is not sure what. */
type Card = { id: string } & Faulty;

export interface CreateOnceRequest<T extends Card> {
  companyId: string;
  kind: Creation['kind'];
  /** Unique per record: the normalised address of a customer, `business|service` of an item. */
  naturalKey: string;
  /** Everything that carries the natural key; asked before every attempt but the first. */
  find: () => Promise<T[]>;
  readById: (id: string) => Promise<T | null>;
  /** Sends the creation; `mayStillSend` goes to the port. */
  create: (mayStillSend: MayStillSend) => Promise<T>;
}

/**
 * Intent, find, create, record, for customers and items (E-20): BC's POST is not idempotent, so the intent is written first and unique per
 * natural key; an attempt whose outcome is unknown is looked for after BC's own limits have passed, never repeated blindly.
 */
export async function createOnce<T extends Card>(
  context: SyncContext,
  request: CreateOnceRequest<T>,
): Promise<CreateOnceResult<T>> {
  const result = await attempt(context, request);
  if (result.kind === 'created' || result.kind === 'found') return result;
  const creation = await context.store.links.findCreation(request.companyId, request.kind, request.naturalKey);
  if (creation !== null) await noteLookAgain(context, creation.nextAttemptAt);
  return result;
}

async function attempt<T extends Card>(context: SyncContext, request: CreateOnceRequest<T>): Promise<CreateOnceResult<T>> {
  const { store, clock, settings } = context;
  const now = clock.now();
  const { companyId, kind, naturalKey } = request;
  const lookAgainAt = addMs(now, settings.push.unknownWaitMs);
  const creation = await store.links.beginCreation(companyId, kind, naturalKey, now, lookAgainAt);
  if (creation === null) return adopt(context, request);
  try {
    const found = creation.attempts > 1 ? await request.find() : [];
    if (found.length > 1)
      return refuse(context, creation, [say('several-records', { count: String(found.length), key: naturalKey })]);
    if (found[0]?.id === '') return refuse(context, creation, faultOf(found[0]));
    const record = found[0] ?? (await request.create(() => mayStillSend(context, lookAgainAt)));
    await store.links.endCreation({ ...creation, state: 'created', erpId: record.id, problem: null }, clock.now());
    return { kind: found.length === 0 ? 'created' : 'found', record };
  } catch (error) {
    return end(context, creation, error);
  }
}

/**
 * Lets a refused or unsent creation be tried at once, because a person corrected something and asks. One with an unknown outcome keeps its wait.
 */
export async function allowNow(
  context: SyncContext,
  companyId: string,
  kind: Creation['kind'],
  naturalKey: string,
): Promise<void> {
  const creation = await context.store.links.findCreation(companyId, kind, naturalKey);
  if (creation?.state !== 'refused' && creation?.state !== 'intended') return;
  const now = context.clock.now();
  await context.store.links.endCreation({ ...creation, nextAttemptAt: now }, now);
}

/** Somebody else holds the intent: take what they made, or wait for it. */
async function adopt<T extends Card>(context: SyncContext, request: CreateOnceRequest<T>): Promise<CreateOnceResult<T>> {
  const { companyId, kind, naturalKey } = request;
  const creation = await context.store.links.findCreation(companyId, kind, naturalKey);
  if (creation?.state === 'refused' && creation.problem !== null) return { kind: 'refused', problem: creation.problem };
  if (creation?.state !== 'created' || creation.erpId === null) return { kind: 'waiting' };
  const record = await request.readById(creation.erpId);
  // What was made was deleted since by somebody else: a second record is another creation, with an intent of its own.
  return record === null
    ? createOnce(context, { ...request, naturalKey: `${naturalKey}|${creation.erpId}` })
    : { kind: 'found', record };
}

async function end<T>(context: SyncContext, creation: Creation, error: unknown): Promise<CreateOnceResult<T>> {
  if (!(error instanceof RemoteError)) throw error;
  const now = context.clock.now();
  const delayMs = Math.max(error.retryAfterMs ?? 0, retryDelayMs(context.settings.cards.retryDelaysMs, creation.attempts));
  const nextAttemptAt = addMs(now, delayMs);
  if (error.outcome === 'not-sent') {
    await context.store.links.endCreation({ ...creation, state: 'intended', nextAttemptAt }, now);
    return { kind: 'waiting' };
  }
  if (error.outcome === 'unknown') {
    context.log.warn(
      { kind: creation.kind, companyId: creation.companyId, error: error.message },
      'creation has an unknown outcome; it is looked for later',
    );
    return { kind: 'waiting' };
  }
  if (error.needsAttention) {
    await context.store.links.endCreation({ ...creation, state: 'intended', nextAttemptAt }, now);
    throw error;
  }
  return refuse(context, creation, error.sentences);
}

async function refuse<T>(context: SyncContext, creation: Creation, why: Words): Promise<CreateOnceResult<T>> {
  const now = context.clock.now();
  const problem = refusal(creation.kind, why);
  const nextAttemptAt = addMs(now, retryDelayMs(context.settings.cards.retryDelaysMs, creation.attempts));
  await context.store.links.endCreation({ ...creation, state: 'refused', problem, nextAttemptAt }, now);
  return { kind: 'refused', problem };
}

function refusal(kind: Creation['kind'], why: Words): Problem {
  return kind === 'customer'
    ? blocks('customer-template', 'assign-customer', say('customer-refused'), ...why, say('correct-customer-template'))
    : blocks('item-template', 'map-service', say('item-refused'), ...why, say('correct-item-template'));
}
