/** Columns of any table that hold numbers; all others hold text. SQL Server hands bigint out as text, so readers convert. */
const numberColumns = new Set([
  'amount_minor',
  'amount_number',
  'attempts',
  'complete',
  'duration_minutes',
  'expected_number',
  'gross_minor',
  'is_open',
  'has_variance',
  'line_no',
  'memo_looks',
  'missing_count',
  'prices_include_tax',
  'quantity_number',
  'sort_amount',
  'tax_minor',
  'unit_price_number',
  'unmapped',
  'version',
]);

export function isNumberColumn(column: string): boolean {
  return numberColumns.has(column);
}
