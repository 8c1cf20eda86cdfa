/** List answers of every collection: one page, its context, count and next link. */
import type { SandboxRequest, SandboxResponse } from '../contract.js';
import { nextLink, readSkipToken, readTop, type PagePosition } from './paging.js';
import type { GraphSettings } from './settings.js';

/** A collection a list can page through. */
export interface Pageable<T> {
  count(): number;
  /** Up to `count` entries after the position. */
  after(position: PagePosition | undefined, count: number): T[];
  /** The order key of an entry. */
  positionOf(entry: T): { startMs: number; sequence: number };
  /** The entry as JSON text. */
  render(entry: T): string;
}

export const jsonHeaders = {
  'content-type': 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
  'odata-version': '4.0',
} as const;

/**
 * Answers a list request.
 * @throws GraphRefusal 400 for a bad `$top` or `$skiptoken`
 */
export function answerList<T>(
  request: SandboxRequest,
  context: string,
  list: Pageable<T>,
  settings: GraphSettings,
): SandboxResponse {
  const top = readTop(request.query);
  const position = readSkipToken(request.query);
  const page = (position?.page ?? 0) + 1;
  const left = settings.emptyPageEvery !== null && top === undefined && page % settings.emptyPageEvery === 0;
  const size = top ?? settings.pageSize;
  const entries = left ? [] : list.after(position, size + 1);
  const shown = entries.slice(0, size);
  const last = shown.at(-1);
  const more = top === undefined && (left || entries.length > size);
  const start = last ? list.positionOf(last) : (position ?? { startMs: Number.MIN_SAFE_INTEGER, sequence: 0 });
  const link = more ? nextLink(request, { startMs: start.startMs, sequence: start.sequence, page }, settings) : undefined;
  const count = request.query.get('$count')?.toLowerCase() === 'true' ? `,"@odata.count":${list.count()}` : '';
  const tail = link === undefined ? '' : `,"@odata.nextLink":${JSON.stringify(link)}`;
  const body = `{"@odata.context":${JSON.stringify(context)}${count},"value":[${shown.map(list.render).join(',')}]${tail}}`;
  return { status: 200, headers: jsonHeaders, body };
}

/** Answers one entity. */
export function answerItem(context: string, entity: Record<string, unknown>): SandboxResponse {
  return { status: 200, headers: jsonHeaders, body: JSON.stringify({ '@odata.context': context, ...entity }) };
}

/** Answers `/$count`: a bare number. */
export const answerCount = (count: number): SandboxResponse => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: String(count),
});

/** A list over entries held in memory, in their own order. */
export function pageableOf<T>(entries: readonly T[], render: (entry: T) => string): Pageable<readonly [number, T]> {
  return {
    count: () => entries.length,
    after: (position, count) => {
      const from = position?.sequence ?? 0;
      return entries.slice(from, from + count).map((entry, index) => [from + index + 1, entry] as const);
    },
    positionOf: ([sequence]) => ({ startMs: 0, sequence }),
    render: ([, entry]) => render(entry),
  };
}
