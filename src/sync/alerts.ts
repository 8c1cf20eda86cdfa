import type { CursorStore } from '../domain/store.js';
import { inEnglish } from '../domain/words/plain.js';
import type { Words } from '../domain/words/sentence.js';
import type { SyncContext } from './context.js';

const nameOf = (businessId: string): string => `alert:${businessId}`;

/** Says above all pages, until it is withdrawn, that something about a business needs a person. */
export async function raiseAlert(context: SyncContext, businessId: string, sentences: Words): Promise<void> {
  context.log.error({ businessId }, inEnglish(sentences));
  await context.store.cursors.save(nameOf(businessId), JSON.stringify(sentences), context.clock.now());
}

/** The cause is gone. */
export async function withdrawAlert(context: SyncContext, businessId: string): Promise<void> {
  await context.store.cursors.save(nameOf(businessId), '', context.clock.now());
}

/** What is said now about any of the businesses of the rules. */
export async function readAlerts({ store, rules }: Pick<SyncContext, 'store' | 'rules'>): Promise<Words[]> {
  const said = await Promise.all(rules.businesses.map(({ id }) => readAlert({ store }, id)));
  return said.filter((words) => words !== null);
}

/** What is said about a business now; null when there is nothing to say. An alert of an earlier version is plain text. */
export async function readAlert(context: { store: { cursors: CursorStore } }, businessId: string): Promise<Words | null> {
  const text = (await context.store.cursors.read(nameOf(businessId))) ?? '';
  if (text === '') return null;
  return text.startsWith('[') ? (JSON.parse(text) as Words) : [text];
}
