import { inEnglish } from '../../domain/words/plain.js';
import type { Sentence, Words } from '../../domain/words/sentence.js';

/** A filter text that cannot be understood. The message is a sentence that says what to write instead. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
  /** The message, to be told in another language. */
  readonly sentences: Words;

  constructor(sentence: Sentence) {
    super(inEnglish([sentence]));
    this.sentences = [sentence];
  }
}
