import type { Migration } from './types.js';

/** What runs and their notes say, sentence by sentence, so that it can be told in the reader's language. Null on older rows. */
export const sentenceColumns: Migration = {
  id: 6,
  name: 'sentences_of_runs',
  statements: (types) => [
    `ALTER TABLE runs ADD waiting_sentences ${types.json}`,
    `ALTER TABLE runs ADD error_sentences ${types.json}`,
    `ALTER TABLE run_notes ADD sentences ${types.json}`,
  ],
};
