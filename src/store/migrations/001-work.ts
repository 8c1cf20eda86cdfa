import type { ColumnTypes, Migration } from './types.js';

/** Where the work stands: leases, cursors, runs and the audit. */
export const workTables: Migration = {
  id: 1,
  name: 'leases_cursors_runs_audit',
  statements: (types) => [
    `CREATE TABLE leases (
  name ${types.text(200)} NOT NULL PRIMARY KEY,
  owner ${types.text(200)} NOT NULL,
  expires_at ${types.instant} NOT NULL
)`,
    `CREATE TABLE cursors (
  name ${types.text(400)} NOT NULL PRIMARY KEY,
  cursor_value ${types.longText} NOT NULL,
  saved_at ${types.instant} NOT NULL
)`,
    ...runTables(types),
    ...auditTable(types),
  ],
};

function runTables(types: ColumnTypes): string[] {
  return [
    `CREATE TABLE runs (
  id ${types.text(100)} NOT NULL PRIMARY KEY,
  kind ${types.text(20)} NOT NULL,
  state ${types.text(20)} NOT NULL,
  requested_by ${types.text(400)} NOT NULL,
  request ${types.json} NOT NULL,
  queued_at ${types.instant} NOT NULL,
  started_at ${types.instant},
  finished_at ${types.instant},
  steps ${types.json} NOT NULL,
  counts ${types.json} NOT NULL,
  waiting_for ${types.longText},
  waiting_until ${types.instant},
  error ${types.longText}
)`,
    'CREATE INDEX ix_runs_queued ON runs (queued_at, id)',
    'CREATE INDEX ix_runs_finished ON runs (finished_at)',
    `CREATE TABLE run_notes (
  id ${types.counter},
  run_id ${types.text(100)} NOT NULL REFERENCES runs (id),
  noted_at ${types.instant} NOT NULL,
  level ${types.text(20)} NOT NULL,
  step ${types.text(100)} NOT NULL,
  item_id ${types.text(200)},
  invoice_id ${types.text(100)},
  message ${types.longText} NOT NULL
)`,
    'CREATE INDEX ix_run_notes_run ON run_notes (run_id, id)',
  ];
}

function auditTable(types: ColumnTypes): string[] {
  return [
    `CREATE TABLE audit (
  id ${types.counter},
  happened_at ${types.instant} NOT NULL,
  actor ${types.text(400)} NOT NULL,
  action ${types.text(100)} NOT NULL,
  item_id ${types.text(200)},
  invoice_id ${types.text(100)},
  run_id ${types.text(100)},
  before_json ${types.json},
  after_json ${types.json},
  reason ${types.longText} NOT NULL
)`,
    'CREATE INDEX ix_audit_item ON audit (item_id, id)',
    'CREATE INDEX ix_audit_invoice ON audit (invoice_id, id)',
    'CREATE INDEX ix_audit_run ON audit (run_id, id)',
    ...(types.kind === 'sqlite' ? ['UPDATE', 'DELETE'].map(refuseOnAudit) : []),
  ];
}

/** On SQL Server the same is a matter of the login's rights: it needs no UPDATE and no DELETE on this table. */
function refuseOnAudit(verb: string): string {
  return `CREATE TRIGGER audit_no_${verb.toLowerCase()} BEFORE ${verb} ON audit
BEGIN
  SELECT RAISE(ABORT, 'The audit is only ever added to.');
END`;
}
