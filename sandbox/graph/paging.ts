/** Pages and their next links (reference section 3.2): opaque, absolute, on the caller's origin. */
import type { SandboxRequest } from '../contract.js';
import { badRequest } from './errors.js';
import type { GraphSettings } from './settings.js';

/** Where the next page starts: an order key and the number of this page. */
export interface PagePosition {
  /** Start in milliseconds, for lists in order of start; 0 otherwise. */
  startMs: number;
  sequence: number;
  page: number;
}

const salt = 0x5a;

const scramble = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, index) => byte ^ ((salt + index * 7) & 0xff)));

/** Writes a position as a token nobody is meant to read. */
export const skipToken = ({ startMs, sequence, page }: PagePosition): string =>
  scramble(Buffer.from(`v1|${startMs}|${sequence}|${page}`)).toString('base64url');

/**
 * Reads the position a next link carries.
 * @returns undefined for a first page
 * @throws GraphRefusal 400 when the token is not one of ours
 */
export function readSkipToken(query: URLSearchParams): PagePosition | undefined {
  const token = query.get('$skiptoken');
  if (token === null) return undefined;
  const [version, startMs, sequence, page] = scramble(Buffer.from(token, 'base64url')).toString('latin1').split('|');
  const position = { startMs: Number(startMs), sequence: Number(sequence), page: Number(page) };
  if (version !== 'v1' || !Object.values(position).every(Number.isFinite)) throw badRequest("The '$skiptoken' is invalid.");
  return position;
}

/** `$top` as a number, when sent and sensible. With it the service sends no next link, and the rest is lost. */
export function readTop(query: URLSearchParams): number | undefined {
  const text = query.get('$top');
  if (text === null) return undefined;
  const top = Number(text);
  if (!Number.isInteger(top) || top < 0) throw badRequest(`Invalid value '${text}' for $top query option found.`);
  return top;
}

/** The link to the page after this one. Keeps the caller's other options. */
export function nextLink(request: SandboxRequest, position: PagePosition, { nextLinks }: GraphSettings): string {
  const query = new URLSearchParams(request.query);
  const repeated = nextLinks === 'repeating' ? query.get('$skiptoken') : null;
  query.delete('$skiptoken');
  const kept = [...query].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const origin = nextLinks === 'otherHost' ? 'https://elsewhere.invalid' : request.origin;
  return `${origin}${request.path}?${[...kept, `$skiptoken=${repeated ?? skipToken(position)}`].join('&')}`;
}
