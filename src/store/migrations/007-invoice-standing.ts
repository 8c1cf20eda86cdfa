import type { ColumnTypes, Migration } from './types.js';

/** Where each invoice stands, and what the list of invoices is ordered by. */
export const invoiceStanding: Migration = {
  id: 7,
  name: 'invoice_standing',
  statements: (types) => [
    `ALTER TABLE invoices ADD standing ${types.text(20)} NOT NULL DEFAULT 'unsent'`,
    `ALTER TABLE invoices ADD sort_customer_name ${types.text(100)} NOT NULL DEFAULT ''`,
    `ALTER TABLE invoices ADD expected_number ${types.real} NOT NULL DEFAULT 0`,
    fillOf(types),
    ...['created_at', 'sort_customer_name', 'expected_number'].map(
      (column) => `CREATE INDEX ix_invoices_by_${column} ON invoices (standing, ${column}, id)`,
    ),
  ],
};

/** The same as the program works out for newer invoices, but that SQLite lowers only A to Z: an old one may stand a little off its place. */
function fillOf(types: ColumnTypes): string {
  const told = (column: string, name: string) =>
    types.kind === 'sqlite'
      ? `json_extract(${column}, '$.${name}')`
      : `JSON_VALUE(${column}, '$.${name}') COLLATE Latin1_General_BIN2`;
  return `UPDATE invoices SET
  sort_customer_name = COALESCE(SUBSTRING(LOWER(${told('customer', 'name')}), 1, 100), ''),
  expected_number = CAST(expected_total AS ${types.real}),
  standing = CASE
    WHEN push IN ('refused', 'conflict') THEN 'stopped'
    WHEN push IN ('deleted', 'withdrawn') THEN 'cancelled'
    WHEN erp IS NULL THEN 'unsent'
    WHEN ${told('erp', 'status')} IN ('canceled', 'corrective') THEN 'cancelled'
    WHEN ${told('erp', 'status')} = 'paid' THEN 'paid'
    WHEN draft_number <> ${told('erp', 'number')} THEN 'posted'
    ELSE 'draft'
  END`;
}
