import { createHash } from 'node:crypto';

/** A page of a list as it came. */
export interface RawPage {
  /** Its text, decoded when asked for. */
  text(): string;
  /** Hash of the body without the value of its next link, which may differ from reading to reading. */
  fingerprint: string;
  /** Null on the last page. */
  nextLink: string | null;
}

const property = '"@odata.nextLink"';

/**
 * An unescaped quote before `@odata.nextLink` cannot occur inside a JSON string, so this finds the property itself, never a note that
 * quotes it.
 */
const nextLinkProperty = /"@odata\.nextLink"\s*:\s*("(?:[^"\\]|\\.)*")/;

/** Where the value of the next link usually ends. */
const usualLength = 8_192;

/** What can be told from a page without decoding or parsing it: that is all an unchanged page costs. */
export function readRawPage(body: Buffer): RawPage {
  const text = (): string => body.toString('utf8');
  const from = body.indexOf(property);
  const found = from === -1 ? null : (valueIn(body, from, from + usualLength) ?? valueIn(body, from, body.length));
  if (found === null) return { text, fingerprint: hashOf(body), nextLink: null };
  const fingerprint = hashOf(body.subarray(0, found.at), body.subarray(found.at + Buffer.byteLength(found.json)));
  return { text, fingerprint, nextLink: (JSON.parse(found.json) as string) || null };
}

/** The link as JSON, and its place in the body; null when the bytes hold none, or not all of it. */
function valueIn(body: Buffer, from: number, to: number): { json: string; at: number } | null {
  const text = body.toString('utf8', from, to);
  const match = nextLinkProperty.exec(text);
  if (match === null) return null;
  const json = match[1]!;
  const before = text.slice(0, match.index + match[0].length - json.length);
  return { json, at: from + Buffer.byteLength(before) };
}

function hashOf(...parts: Buffer[]): string {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest('base64');
}
