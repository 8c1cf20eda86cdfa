import { filterColumns, type ColumnFilter, type FilterColumn, type ItemQuery } from '../domain/filter.js';
import type { Selection } from '../sync/desk.js';
import type { FilterContext } from './filter/context.js';
import { FilterError } from './filter/filterError.js';
import { parseFilter } from './filter/parse.js';
import type { ServerOptions } from './options.js';
import { FaultyRequest, type RequestFault } from './problem.js';
import { localeOf } from './reader.js';
import type { WireSelection } from './schemas/desk.js';
import type { ListQuery } from './schemas/list.js';
import { zonesOf } from './zones.js';

const columns = Object.keys(filterColumns) as FilterColumn[];

/** Reads the filter texts of a query. Throws FaultyRequest with every text that cannot be read. */
export function itemQueryOf(query: ListQuery, context: FilterContext): ItemQuery {
  const filters: ColumnFilter[] = [];
  const faults: RequestFault[] = [];
  for (const column of columns) {
    const text = query[`f.${column}`];
    if (text === undefined || text.trim() === '') continue;
    try {
      filters.push({ column, term: parseFilter(column, text, context) });
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      faults.push({ path: `f.${column}`, sentences: error.sentences });
    }
  }
  if (faults.length > 0) throw new FaultyRequest(faults);
  return { view: query.view, filters, search: query.search.trim(), sort: sortOf(query.sort) };
}

/** What a request selects, with its filter texts read. */
export async function selectionOf(
  wire: WireSelection,
  acceptLanguage: string | undefined,
  options: ServerOptions,
): Promise<Selection> {
  if (wire.kind !== 'all') return wire;
  return { kind: 'all', query: itemQueryOf(wire.query, await filterContextFor(wire.query, acceptLanguage, options)) };
}

/**
 * What filter texts are read against: the locale of the query or else the browser's, and the zone of the business the query names, or
 * else of the first business.
 */
export async function filterContextFor(
  query: { locale?: string | undefined; 'f.businessId'?: string | undefined },
  acceptLanguage: string | undefined,
  options: Pick<ServerOptions, 'status' | 'clock'>,
): Promise<FilterContext> {
  const { ofBusiness, otherwise } = zonesOf((await options.status()).businesses);
  const zone = ofBusiness.get(query['f.businessId'] ?? '') ?? otherwise;
  return { locale: query.locale ?? localeOf(acceptLanguage), zone, now: options.clock.now() };
}

function sortOf(sort: ListQuery['sort']): ItemQuery['sort'] {
  const column = sort.replace(/^-/, '') as ItemQuery['sort']['column'];
  return { column, direction: sort.startsWith('-') ? 'descending' : 'ascending' };
}
