import type { Migration } from './types.js';

/**
 * The credit memo that cancelled or closed an invoice, and how often it is still to be looked for. Invoices that were cancelled before this
 * step are looked up once more.
 */
export const creditMemos: Migration = {
  id: 10,
  name: 'credit_memos',
  statements: (types) => [
    `ALTER TABLE invoices ADD credit_memo ${types.json}`,
    `ALTER TABLE invoices ADD memo_looks ${types.integer} NOT NULL DEFAULT 0`,
    `UPDATE invoices SET memo_looks = 1 WHERE push = 'created' AND standing = 'cancelled'`,
    'CREATE INDEX ix_invoices_memo_looks ON invoices (company_id, id) WHERE memo_looks > 0',
  ],
};
