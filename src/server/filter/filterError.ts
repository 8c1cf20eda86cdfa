/** A filter text that cannot be understood. The message is a sentence that says what to write instead. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}
