import type { Migration } from './types.js';

/**
 * Lets entries of the audit go that are older than the retention: whoever removes some says in the same transaction up to when, and SQLite
 * refuses every other DELETE as before.
 */
export const auditRetention: Migration = {
  id: 8,
  name: 'audit_retention',
  statements: (types) => [
    `CREATE TABLE audit_retention (
  pruned_before ${types.instant} NOT NULL
)`,
    ...(types.kind === 'sqlite' ? ['DROP TRIGGER audit_no_delete', refuseYoung] : []),
  ],
};

const refuseYoung = `CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
WHEN OLD.happened_at >= COALESCE((SELECT min(pruned_before) FROM audit_retention), '')
BEGIN
  SELECT RAISE(ABORT, 'The audit is only ever added to.');
END`;
