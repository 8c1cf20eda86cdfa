/** Most `or` terms in one filter (BC reference 7). */
const maxTerms = 30;
/** Longest address we send (BC reference 7: undocumented, keep under 2,000). */
export const maxUrlLength = 2_000;

export interface ListQuery {
  /** `customers`, or `salesInvoices({id})/salesInvoiceLines` */
  entitySet: string;
  filter?: string;
  select?: string;
  orderBy?: string;
  top?: number;
}

/** A text literal: the apostrophe doubled. Halves of characters, which no address can carry, become the replacement character. */
export function textLiteral(value: string): string {
  return `'${Buffer.from(value, 'utf8').toString('utf8').replaceAll("'", "''")}'`;
}

/** True for a GUID, which may stand in a key or a filter without quotes. Anything else would spoil the whole request. */
export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** Address of a list below the API root. */
export function listPath(companyId: string, query: ListQuery): string {
  const options = [
    query.filter && `$filter=${encodeURIComponent(query.filter)}`,
    query.select && `$select=${query.select}`,
    query.orderBy && `$orderby=${encodeURIComponent(query.orderBy)}`,
    query.top && `$top=${query.top}`,
  ].filter(Boolean);
  return `companies(${encodeURIComponent(companyId)})/${query.entitySet}${options.length === 0 ? '' : `?${options.join('&')}`}`;
}

/**
 * The terms joined by `or`, in as few filters as fit: at most 30 terms, the encoded filter at most `room` characters.
 * All terms must be about one property; BC refuses `or` over different ones (BC reference 7).
 */
export function anyOf(terms: readonly string[], room: number): string[] {
  const filters: string[][] = [];
  let left = 0;
  for (const term of terms) {
    const length = encodeURIComponent(` or ${term}`).length;
    const open = filters.at(-1);
    if (open && open.length < maxTerms && length <= left) {
      open.push(term);
      left -= length;
    } else {
      filters.push([term]);
      left = room - length;
    }
  }
  return filters.map((terms) => terms.join(' or '));
}

/** The same list asked for with each filter that {@link anyOf} makes, each address below {@link maxUrlLength} characters. */
export function queriesFor(apiUrl: string, companyId: string, query: ListQuery, terms: readonly string[]): ListQuery[] {
  const fixed = apiUrl.length + 1 + listPath(companyId, { ...query, filter: '-' }).length;
  return anyOf(terms, maxUrlLength - fixed).map((filter) => ({ ...query, filter }));
}

/** `GET salesInvoices({id})/salesInvoiceLines`: a path below the API root without company, ids and options. */
export function labelOf(method: string, path: string): string {
  const [route = ''] = path.split('?');
  return `${method} ${route.replace(/^companies\([^)]*\)\//, '').replace(/\([^)]*\)/g, '({id})')}`;
}
