import { Decimal } from 'decimal.js';
import type { SandboxRequest, SandboxResponse } from '../contract.js';
import type { Books } from './books.js';
import { valueOf } from './computed.js';
import type { EntityDefinition } from './data/notation.js';
import { badRequest, BusinessCentralError } from './errors.js';
import { compileFilter, type Predicate } from './filter-match.js';
import { candidateRows } from './filter-plan.js';
import { readQueryOptions, type QueryOptions } from './query-options.js';
import { renderRow } from './render.js';
import type { Row } from './table.js';

/** Where a list comes from: all of a table, or the rows under a parent. */
export interface ListSource {
  entity: EntityDefinition;
  rows: readonly Row[] | undefined;
  /** Rows the app may not see are dropped as if they did not exist. */
  visible: (row: Row) => boolean;
  context: string;
}

/** Answers `GET {collection}`: filter, order, page, shape (reference 7). */
export function listRows(request: SandboxRequest, books: Books, source: ListSource): SandboxResponse {
  const { entity, context } = source;
  const options = readQueryOptions(entity, request.query);
  const found = findRows(books, source, options);
  const page = cutPage(found, options, pageSizeOf(request, books), options.top);
  const body: Record<string, unknown> = { '@odata.context': context };
  if (options.count) body['@odata.count'] = found.length;
  body['value'] = page.rows.map((row) => renderRow(entity, row, books, options));
  if (page.more) body['@odata.nextLink'] = nextLink(request, books, page.rows.at(-1)!.id);
  return { status: 200, body };
}

/** All rows that fit, in order; `$count` counts these. */
export function findRows(books: Books, source: ListSource, options: QueryOptions): Row[] {
  const { entity, visible } = source;
  const matches: Predicate = options.filter ? compileFilter(options.filter, entity) : () => true;
  const candidates =
    source.rows ?? candidateRows(options.filter, books.table(entity.entitySet)) ?? books.table(entity.entitySet).all();
  const found: Row[] = [];
  for (const row of candidates) if (visible(row) && matches(row, books)) found.push(row);
  return options.orderBy.length > 0 ? sortRows(found, entity, options.orderBy, books) : found;
}

function sortRows(rows: Row[], entity: EntityDefinition, orderBy: QueryOptions['orderBy'], books: Books): Row[] {
  const compare = (left: Row, right: Row): number => {
    for (const { property, descending } of orderBy) {
      const ordering = compareValues(
        valueOf(entity, property, left, books),
        valueOf(entity, property, right, books),
        property.kind === 'decimal',
      );
      if (ordering !== 0) return descending ? -ordering : ordering;
    }
    return left.version - right.version;
  };
  return rows.sort(compare);
}

function compareValues(left: unknown, right: unknown, decimal: boolean): number {
  if (left === right) return 0;
  if (decimal) return new Decimal(left as string).cmp(right as string);
  return (left as string) < (right as string) ? -1 : 1;
}

interface Page {
  rows: Row[];
  more: boolean;
}

/** A full page always announces another one, which may be empty; `$top` announces none (reference 7). */
function cutPage(found: Row[], options: QueryOptions, pageSize: number, top: number | undefined): Page {
  const start = options.skipToken === undefined ? options.skip : positionAfter(found, options.skipToken);
  if (top !== undefined) return { rows: found.slice(start, start + Math.min(top, pageSize)), more: false };
  const rows = found.slice(start, start + pageSize);
  return { rows, more: rows.length === pageSize };
}

function positionAfter(found: Row[], id: string): number {
  const at = found.findIndex((row) => row.id === id);
  if (at < 0) throw new BusinessCentralError(400, 'SkipTokenIsNoLongerValid', 'The skip token is no longer valid.');
  return at + 1;
}

function pageSizeOf(request: SandboxRequest, books: Books): number {
  const { maxPageSize } = books.settings;
  const wanted = /(?:^|[,;\s])(?:odata\.)?maxpagesize=(\d+)/i.exec(request.headers['prefer'] ?? '')?.[1];
  if (wanted === undefined) return maxPageSize;
  if (Number(wanted) > maxPageSize)
    throw new BusinessCentralError(413, 'RequestEntityTooLarge', `The page size cannot exceed ${maxPageSize} entities.`);
  if (Number(wanted) === 0) throw badRequest('The page size must be greater than 0.');
  return Number(wanted);
}

/** The recorded form: `?aid=FIN&$skiptoken={id}`; a setting decides whether the other options come along. */
function nextLink(request: SandboxRequest, books: Books, lastId: string): string {
  const kept = books.settings.nextLinkKeepsFilter ? keptOptions(request.query) : '';
  return `${request.origin}${request.path}?aid=FIN${kept}&$skiptoken=${lastId}`;
}

function keptOptions(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'aid' && name !== '$skiptoken')
    .map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
    .join('');
}
