import { textColumns } from '../item-columns.js';
import { primaryKey, type ColumnTypes, type Migration } from './types.js';

/** What the source said, what a person decided, which invoice has claimed it; beside them what the list is filtered and sorted by. */
export const itemTables: Migration = {
  id: 3,
  name: 'appointments_items_lines',
  statements: (types) => [...sourceTables(types), itemTable(types), ...itemIndexes(), ...lineTable(types), ...laneDays(types)],
};

function sourceTables(types: ColumnTypes): string[] {
  return [
    `CREATE TABLE pages (
  business_id ${types.text(260)} NOT NULL,
  fingerprint ${types.text(200)} NOT NULL,
  window_key ${types.text(200)} NOT NULL,
  ids ${types.json} NOT NULL,
  saved_at ${types.instant} NOT NULL,
  ${primaryKey(types, 'business_id, fingerprint')}
)`,
    `CREATE TABLE appointments (
  business_id ${types.text(260)} NOT NULL,
  id ${types.text(300)} NOT NULL,
  starts_at ${types.instant} NOT NULL,
  ends_at ${types.instant} NOT NULL,
  last_updated_at ${types.instant},
  fingerprint ${types.text(200)},
  complete ${types.integer} NOT NULL,
  read_at ${types.instant} NOT NULL,
  source_state ${types.text(20)} NOT NULL,
  missing_since ${types.instant},
  missing_count ${types.integer} NOT NULL,
  ${primaryKey(types, 'business_id, id')}
)`,
    'CREATE INDEX ix_appointments_window ON appointments (business_id, starts_at, ends_at, source_state)',
    'CREATE INDEX ix_appointments_missing ON appointments (business_id, source_state, id)',
  ];
}

function itemTable(types: ColumnTypes): string {
  return `CREATE TABLE items (
  id ${types.text(200)} NOT NULL PRIMARY KEY,
  appointment_id ${types.text(300)} NOT NULL,
  party_key ${types.text(700)},
  service_id ${types.text(200)} NOT NULL,
  facts ${types.json} NOT NULL,
  source_state ${types.text(20)} NOT NULL,
  read_at ${types.instant} NOT NULL,
  first_seen_at ${types.instant} NOT NULL,
  decision ${types.json} NOT NULL,
  invoice_id ${types.text(100)} REFERENCES invoices (id),
  billing ${types.json} NOT NULL,
  refusal ${types.json},
  stage ${types.text(20)} NOT NULL,
  lane ${types.text(20)} NOT NULL,
  unmapped ${types.integer} NOT NULL,
  version ${types.integer} NOT NULL,
  changed_at ${types.instant} NOT NULL,
  starts_at ${types.instant} NOT NULL,
  ends_at ${types.instant} NOT NULL,
  matures_at ${types.instant} NOT NULL,
  not_before_at ${types.instant},
  available_at ${types.instant} NOT NULL,
  available_day ${types.text(10)} NOT NULL,
  duration_minutes ${types.real} NOT NULL,
  quantity_number ${types.real},
  unit_price_number ${types.real},
  amount_number ${types.real},
  amount_minor ${types.integer},
  sort_amount ${types.real} NOT NULL,
  sort_currency ${types.text(10)} NOT NULL,
  sort_customer_name ${types.text(100)} NOT NULL,
  sort_service_name ${types.text(100)} NOT NULL,
  sort_customer_number ${types.text(100)} NOT NULL,
${filterColumnLines(types)},
  search_text ${types.longText} NOT NULL
)`;
}

/** Every text column twice: as it is, and in lower case as JavaScript makes it (SQLite lowers only A to Z). */
function filterColumnLines(types: ColumnTypes): string {
  return textColumns
    .map(({ column, length }) => {
      const type = length === null ? types.longText : types.text(length);
      return `  ${column} ${type} NOT NULL,\n  ${column}_folded ${type} NOT NULL`;
    })
    .join(',\n');
}

function itemIndexes(): string[] {
  return [
    'CREATE INDEX ix_items_appointment ON items (appointment_id)',
    'CREATE INDEX ix_items_party ON items (party_key, starts_at) WHERE party_key IS NOT NULL',
    'CREATE INDEX ix_items_service ON items (service_id)',
    'CREATE INDEX ix_items_invoice ON items (invoice_id) WHERE invoice_id IS NOT NULL',
    'CREATE INDEX ix_items_unmapped ON items (id) WHERE unmapped = 1',
    'CREATE INDEX ix_items_day ON items (available_day, lane, available_at)',
    'CREATE INDEX ix_items_totals ON items (lane, sort_currency, available_at, starts_at, amount_minor, duration_minutes)',
    ...[
      'starts_at',
      'changed_at',
      'sort_amount',
      'business_id',
      'sort_customer_name',
      'sort_service_name',
      'sort_customer_number',
    ].map((column) => `CREATE INDEX ix_items_by_${column} ON items (lane, ${column}, id, available_at)`),
  ];
}

function lineTable(types: ColumnTypes): string[] {
  return [
    `CREATE TABLE invoice_lines (
  invoice_id ${types.text(100)} NOT NULL REFERENCES invoices (id),
  line_no ${types.integer} NOT NULL,
  billing_item_id ${types.text(200)} REFERENCES items (id),
  line ${types.json} NOT NULL,
  evidence ${types.json} NOT NULL,
  erp_line_id ${types.text(100)},
  released_at ${types.instant},
  ${primaryKey(types, 'invoice_id, line_no')}
)`,
    `CREATE UNIQUE INDEX uq_invoice_lines_open_item ON invoice_lines (billing_item_id)
WHERE released_at IS NULL AND billing_item_id IS NOT NULL`,
  ];
}

/**
 * How many items each lane has on each day they become available, and between which starts. SQLite counts a row at a time, which a long
 * list would notice; SQL Server counts an index fast enough, and there many writers would queue for these few rows.
 */
function laneDays(types: ColumnTypes): string[] {
  if (types.kind !== 'sqlite') return [];
  return [
    `CREATE TABLE lane_days (
  lane text NOT NULL,
  available_day text NOT NULL,
  item_count integer NOT NULL,
  first_start text NOT NULL,
  last_start text NOT NULL,
  PRIMARY KEY (lane, available_day)
) WITHOUT ROWID`,
  ];
}
