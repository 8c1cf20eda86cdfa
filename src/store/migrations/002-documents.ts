import { primaryKey, type ColumnTypes, type Migration } from './types.js';

/** What we made or are about to make in the ERP, and the answers we remember of it. */
export const documentTables: Migration = {
  id: 2,
  name: 'invoices_links',
  statements: (types) => [...invoiceTable(types), ...linkTables(types), ...questionTables(types)],
};

function invoiceTable(types: ColumnTypes): string[] {
  return [
    `CREATE TABLE invoices (
  id ${types.text(100)} NOT NULL PRIMARY KEY,
  invoice_key ${types.text(35)} NOT NULL,
  company_id ${types.text(100)} NOT NULL,
  run_id ${types.text(100)},
  customer ${types.json} NOT NULL,
  customer_number ${types.text(50)} NOT NULL,
  bill_to ${types.json},
  currency ${types.text(10)} NOT NULL,
  draft ${types.json} NOT NULL,
  expected_total ${types.text(40)} NOT NULL,
  push ${types.text(20)} NOT NULL,
  attempts ${types.integer} NOT NULL,
  attempted_at ${types.instant},
  next_attempt_at ${types.instant} NOT NULL,
  problem ${types.json},
  erp ${types.json},
  erp_id ${types.text(100)},
  draft_number ${types.text(50)},
  settled_at ${types.instant},
  variance ${types.text(40)},
  has_variance ${types.integer} NOT NULL,
  is_open ${types.integer} NOT NULL,
  search_text ${types.longText} NOT NULL,
  created_at ${types.instant} NOT NULL,
  created_by ${types.text(400)} NOT NULL,
  version ${types.integer} NOT NULL
)`,
    'CREATE UNIQUE INDEX uq_invoices_key ON invoices (invoice_key)',
    'CREATE INDEX ix_invoices_due ON invoices (push, next_attempt_at, id)',
    'CREATE INDEX ix_invoices_open ON invoices (company_id, id) WHERE is_open = 1',
    'CREATE INDEX ix_invoices_erp ON invoices (company_id, erp_id) WHERE erp_id IS NOT NULL',
    'CREATE INDEX ix_invoices_created ON invoices (created_at, id)',
    'CREATE INDEX ix_invoices_run ON invoices (run_id, created_at)',
    'CREATE INDEX ix_invoices_customer ON invoices (customer_number, created_at)',
  ];
}

function linkTables(types: ColumnTypes): string[] {
  const common = `origin ${types.text(20)} NOT NULL,
  explanation ${types.longText} NOT NULL,
  linked_by ${types.text(400)} NOT NULL,
  linked_at ${types.instant} NOT NULL,
  checked_at ${types.instant} NOT NULL,
  missing_since ${types.instant}`;
  return [
    `CREATE TABLE party_links (
  company_id ${types.text(100)} NOT NULL,
  party_key ${types.text(700)} NOT NULL,
  customer_id ${types.text(100)} NOT NULL,
  customer ${types.json} NOT NULL,
  ${common},
  ${primaryKey(types, 'company_id, party_key')}
)`,
    'CREATE INDEX ix_party_links_customer ON party_links (company_id, customer_id)',
    'CREATE INDEX ix_party_links_checked ON party_links (company_id, checked_at)',
    `CREATE TABLE service_links (
  company_id ${types.text(100)} NOT NULL,
  business_id ${types.text(260)} NOT NULL,
  service_id ${types.text(200)} NOT NULL,
  item_id ${types.text(100)} NOT NULL,
  item ${types.json} NOT NULL,
  ${common},
  ${primaryKey(types, 'company_id, business_id, service_id')}
)`,
    'CREATE INDEX ix_service_links_item ON service_links (company_id, item_id)',
  ];
}

function questionTables(types: ColumnTypes): string[] {
  return [
    `CREATE TABLE questions (
  company_id ${types.text(100)} NOT NULL,
  kind ${types.text(20)} NOT NULL,
  question_key ${types.text(700)} NOT NULL,
  problem ${types.json} NOT NULL,
  asked_at ${types.instant} NOT NULL,
  ${primaryKey(types, 'company_id, kind, question_key')}
)`,
    `CREATE TABLE creations (
  company_id ${types.text(100)} NOT NULL,
  kind ${types.text(20)} NOT NULL,
  natural_key ${types.text(700)} NOT NULL,
  state ${types.text(20)} NOT NULL,
  attempts ${types.integer} NOT NULL,
  attempted_at ${types.instant},
  next_attempt_at ${types.instant} NOT NULL,
  erp_id ${types.text(100)},
  problem ${types.json},
  changed_at ${types.instant} NOT NULL,
  ${primaryKey(types, 'company_id, kind, natural_key')}
)`,
  ];
}
