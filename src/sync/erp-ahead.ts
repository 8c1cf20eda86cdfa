import { RemoteError, RequestError } from '../domain/errors.js';
import type { KeyedInvoice } from '../domain/invoice.js';
import { blocks, type Problem } from '../domain/problems.js';
import type { CursorStore, Store } from '../domain/store.js';
import { addMs } from '../domain/time.js';
import { inEnglish } from '../domain/words/plain.js';
import { say, type Sentence, type Words } from '../domain/words/sentence.js';
import type { SyncContext } from './context.js';
import { keyPrefix } from './document-key.js';
import { billingCompanies } from './profiles.js';

/** Before the newest document we know of: both sides have clocks of their own, and what was under way may be older. */
const overlapMs = 86_400_000;
/** Numbers a sentence names. */
const mostNamed = 5;

/** Companies that were found in order since this program opened the store: a database is restored while nobody has it open. */
const inOrder = new WeakMap<Store, Set<string>>();

/**
 * Documents of a company that carry keys like ours which this store does not know: it is an older copy, restored from a backup, and the rows
 * they bill look as if nobody had billed them (E-34). Documents somebody accepted (see {@link acceptUnknown}) do not count. Throws RemoteError.
 */
export async function findUnknown(context: SyncContext, companyId: string): Promise<KeyedInvoice[]> {
  const { store, erp } = context;
  const newest = await store.invoices.newestOf(companyId);
  const accepted = new Set(await readAccepted(context, companyId));
  const unknown: KeyedInvoice[] = [];
  for await (const page of erp.listKeyedInvoices(companyId, keyPrefix, newest === null ? null : addMs(newest, -overlapMs))) {
    const known = await store.invoices.knownKeys(page.map(({ key }) => key));
    unknown.push(...page.filter(({ key }) => !known.has(key) && !accepted.has(key)));
  }
  return unknown;
}

/** Remembers documents somebody has looked at, so that they stand in the way no more. */
export async function acceptUnknown(context: SyncContext, companyId: string, keys: readonly string[]): Promise<void> {
  const all = [...new Set([...(await readAccepted(context, companyId)), ...keys])];
  await context.store.cursors.save(acceptedName(companyId), JSON.stringify(all), context.clock.now());
}

async function readAccepted({ store }: SyncContext, companyId: string): Promise<string[]> {
  return JSON.parse((await store.cursors.read(acceptedName(companyId))) ?? '[]') as string[];
}

const acceptedName = (companyId: string): string => `accepted-documents:${companyId}`;

/** The sentence that stops a company, or null where nothing is unknown. Asked of the ERP once, then only while something is. Throws RemoteError. */
async function whatIsAhead(context: SyncContext, companyId: string): Promise<Sentence | null> {
  if (context.settings.safeguards.unknownDocuments === 'ignore') return null;
  const fine = inOrder.get(context.store) ?? new Set();
  inOrder.set(context.store, fine);
  if (fine.has(companyId)) return null;
  const sentence = sentenceOf(await findUnknown(context, companyId));
  if (sentence === null) fine.add(companyId);
  await noteAhead(context, companyId, sentence);
  return sentence;
}

function sentenceOf(unknown: readonly KeyedInvoice[]): Sentence | null {
  if (unknown.length === 0) return null;
  const named = unknown.slice(0, mostNamed).map(({ key, found }) => found.number || key);
  const numbers = unknown.length > mostNamed ? [...named, '…'] : named;
  return say('erp-ahead', { count: String(unknown.length), numbers: numbers.join(', ') });
}

const noteName = 'erp-ahead';

/** Kept for {@link readAhead}: what is said of each company now. */
async function noteAhead(context: SyncContext, companyId: string, sentence: Sentence | null): Promise<void> {
  const before = await readNotes(context.store.cursors);
  if (sentence === null && before[companyId] === undefined) return;
  const { [companyId]: _gone, ...others } = before;
  if (sentence !== null) context.log.error({ companyId }, inEnglish([sentence]));
  const after = sentence === null ? others : { ...others, [companyId]: sentence };
  await context.store.cursors.save(noteName, JSON.stringify(after), context.clock.now());
}

async function readNotes(cursors: CursorStore): Promise<Record<string, Sentence>> {
  return JSON.parse((await cursors.read(noteName)) ?? '{}') as Record<string, Sentence>;
}

/** What every page must say: where nothing is drafted because the ERP knows more than we do. */
export async function readAhead({ store }: { store: { cursors: CursorStore } }): Promise<Words[]> {
  return Object.values(await readNotes(store.cursors)).map((sentence) => [sentence]);
}

/** Looks at every company the rules bill by, so that nobody has to ask for a draft to hear of it. An ERP that cannot be asked is asked again later. */
export async function lookWhereAhead(context: SyncContext): Promise<void> {
  try {
    for (const companyId of (await billingCompanies(context)).keys()) await whatIsAhead(context, companyId);
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
  }
}

/** Before a document is made. Throws RequestError `conflict` where the ERP knows more than we do, RemoteError where it cannot be asked. */
export async function refuseWhileAhead(context: SyncContext, companyId: string): Promise<void> {
  const sentence = await whatIsAhead(context, companyId);
  if (sentence !== null) throw new RequestError('conflict', sentence);
}

/**
 * The problem that keeps the items of a company off every draft, for each of these that is ahead of us. One that cannot be asked is missing: an
 * intent harms nobody, and it is asked again before the document is made.
 */
export async function findAhead(context: SyncContext, companyIds: readonly (string | null)[]): Promise<Map<string, Problem>> {
  const problems = new Map<string, Problem>();
  for (const companyId of new Set(companyIds)) {
    if (companyId === null) continue;
    const sentence = await whatIsAhead(context, companyId).catch((error: unknown) => {
      if (error instanceof RemoteError) return null;
      throw error;
    });
    if (sentence !== null) problems.set(companyId, blocks('erp-conflict', 'wait', sentence));
  }
  return problems;
}
