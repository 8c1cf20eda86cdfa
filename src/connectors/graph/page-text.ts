import { createHash } from 'node:crypto';

export interface PageText {
  text: string;
  /** Hash of the text without the value of its next link, which may differ from reading to reading. */
  fingerprint: string;
  /** Null on the last page. */
  nextLink: string | null;
}

/**
 * An unescaped quote before `@odata.nextLink` cannot occur inside a JSON string, so this finds the property itself, never a note that
 * quotes it.
 */
const nextLinkProperty = /"@odata\.nextLink"\s*:\s*("(?:[^"\\]|\\.)*")/;

/** What can be told from a page without parsing it: that is all an unchanged page costs. */
export function readPageText(text: string): PageText {
  const from = text.indexOf('"@odata.nextLink"');
  const found = from === -1 ? null : nextLinkProperty.exec(text.slice(from));
  if (!found) return { text, fingerprint: hashOf(text), nextLink: null };
  const value = found[1]!;
  const valueFrom = from + found[0].length - value.length;
  const fingerprint = hashOf(text.slice(0, valueFrom), text.slice(valueFrom + value.length));
  return { text, fingerprint, nextLink: (JSON.parse(value) as string) || null };
}

function hashOf(...texts: string[]): string {
  const hash = createHash('sha1');
  for (const text of texts) hash.update(text);
  return hash.digest('base64');
}
