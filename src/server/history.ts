import type { AuditEntry } from '../domain/audit-store.js';
import { say, type Sentence, type Words } from '../domain/words/sentence.js';

/** The reason of what the program did by itself is always the same; everywhere else it is what a person wrote. */
const ownReasons: Readonly<Record<string, Sentence>> = {
  withdrawn: say('withdrawn-because'),
  'draft-deleted-in-erp': say('deleted-by-whom'),
  'source-gone': say('gone-confirmed'),
};

/** An entry of the history with its reason, where that is ours, to be told in another language. */
export function toldHistory(entry: AuditEntry): AuditEntry & { reasonSentences?: Words } {
  const own = Object.hasOwn(ownReasons, entry.action) ? ownReasons[entry.action] : undefined;
  return own === undefined ? entry : { ...entry, reasonSentences: [own] };
}
