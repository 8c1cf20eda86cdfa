/**
 * The caption of an enum member: `In_x0020_Review` is `In Review`, a blank member (`_x0020_`, or a space) is the empty text
 * (BC reference 2). Captions pass unchanged, so both spellings seen in the wild are understood.
 */
export function captionOf(wireName: string): string {
  return wireName.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))).trim();
}

/** The one of our words that the enum member stands for, or null: `In_x0020_Review` matches `in-review`. */
export function wordOf<Word extends string>(words: readonly Word[], wireName: string): Word | null {
  const wanted = captionOf(wireName).toLowerCase().replaceAll(' ', '-');
  return words.find((word) => word === wanted) ?? null;
}
