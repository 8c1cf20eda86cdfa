import { filterColumns, type ColumnFilter, type FilterColumn, type FilterTerm, type ItemQuery } from '../domain/filter.js';
import type { Dialect } from './dialect.js';
import { lowered, textColumns, valueColumns } from './item-columns.js';
import { every, some, sql, trusted, type Sql } from './sql.js';

/** Where a text is found as it is, and in lower case. */
interface TextPlace {
  plain: string;
  folded: string;
}

/** A line on a document does not follow its booking; a row on none has no link. */
const linkMode = "(CASE WHEN invoice_id IS NULL THEN '' ELSE 'independent' END)";

const billToFolded = "(CASE WHEN payer_number_folded = '' THEN customer_number_folded ELSE payer_number_folded END)";

const textPlaces = new Map<FilterColumn, TextPlace>([
  ...textColumns.map(({ filter, column }) => [filter, { plain: column, folded: `${column}_folded` }] as const),
  ['billToNumber', { plain: 'bill_to_number', folded: billToFolded }],
  ['linkMode', { plain: linkMode, folded: linkMode }],
]);

/** The filters and the search of a query as conditions on `items`; all hold together. */
export function filterConditions(query: Pick<ItemQuery, 'filters' | 'search'>, dialect: Dialect): Sql[] {
  const words = lowered(query.search).split(/\s+/).filter(Boolean);
  return [
    ...query.filters.map((filter) => filterCondition(filter, dialect)),
    ...words.map((word) => some([dialect.contains('search_text', word), dialect.contains('document_number_folded', word)])),
  ];
}

function filterCondition({ column, term }: ColumnFilter, dialect: Dialect): Sql {
  switch (term.kind) {
    case 'not':
      return sql`NOT (${filterCondition({ column, term: term.term }, dialect)})`;
    case 'any':
      return some(term.terms.map((one) => filterCondition({ column, term: one }, dialect)));
    case 'all':
      return every(term.terms.map((one) => filterCondition({ column, term: one }, dialect)));
    default:
      return leafCondition(column, term, dialect);
  }
}

type LeafTerm = Extract<FilterTerm, { kind: 'equals' | 'pattern' | 'range' }>;

function leafCondition(column: FilterColumn, term: LeafTerm, dialect: Dialect): Sql {
  const textPlace = textPlaces.get(column);
  if (textPlace !== undefined) return textCondition(textPlace, term, dialect);
  const valueColumn = valueColumns[column as keyof typeof valueColumns];
  // NULL is neither true nor false in SQL, so NOT would lose the items without a value.
  return sql`(${trusted(valueColumn)} IS NOT NULL AND ${valueCondition(valueColumn, filterColumns[column] === 'time', term)})`;
}

function textCondition({ plain, folded }: TextPlace, term: LeafTerm, dialect: Dialect): Sql {
  switch (term.kind) {
    case 'equals':
      return term.ignoreCase ? sql`${trusted(folded)} = ${lowered(term.value)}` : sql`${trusted(plain)} = ${term.value}`;
    case 'pattern':
      return term.ignoreCase ? dialect.matches(folded, lowered(term.pattern)) : dialect.matches(plain, term.pattern);
    case 'range':
      return every([
        ...(term.from === null ? [] : [sql`${trusted(folded)} >= ${lowered(term.from)}`]),
        ...(term.to === null ? [] : [sql`${trusted(folded)} <= ${lowered(term.to)}`]),
      ]);
  }
}

/** A pattern says nothing about numbers and moments: no item is like it. */
function valueCondition(columnName: string, isTime: boolean, term: LeafTerm): Sql {
  const column = trusted(columnName);
  const valueOf = (text: string) => (isTime ? text : Number(text));
  switch (term.kind) {
    case 'equals':
      return sql`${column} = ${valueOf(term.value)}`;
    case 'pattern':
      return sql`1 = 0`;
    case 'range':
      return every([
        ...(term.from === null ? [] : [sql`${column} >= ${valueOf(term.from)}`]),
        ...(term.to === null ? [] : [sql`${column} ${trusted(isTime ? '<' : '<=')} ${valueOf(term.to)}`]),
      ]);
  }
}
