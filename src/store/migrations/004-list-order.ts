import type { Migration } from './types.js';

/**
 * The version of what is known of a company's customers and items, and on SQLite lists that fall back on the order in which rows came: rows
 * of one calendar come together, and where the indexes named the id each of them changed another page.
 */
export const listOrder: Migration = {
  id: 4,
  name: 'list_order_link_versions',
  statements: (types) => [
    `CREATE TABLE link_versions (
  company_id ${types.text(100)} NOT NULL PRIMARY KEY,
  version ${types.integer} NOT NULL
)`,
    ...(types.kind === 'sqlite' ? rowOrder() : []),
  ],
};

const sortColumns: readonly string[] = [
  'starts_at',
  'changed_at',
  'sort_amount',
  'business_id',
  'sort_customer_name',
  'sort_service_name',
  'sort_customer_number',
];

/** An index of SQLite ends with the number of the row by itself. */
function rowOrder(): ReturnType<Migration['statements']> {
  return [
    'DROP INDEX ix_items_unmapped',
    'CREATE INDEX ix_items_unmapped ON items (unmapped) WHERE unmapped = 1',
    ...sortColumns.flatMap((column) => [
      `DROP INDEX ix_items_by_${column}`,
      `CREATE INDEX ix_items_by_${column} ON items (lane, ${column}, available_at)`,
    ]),
  ];
}
