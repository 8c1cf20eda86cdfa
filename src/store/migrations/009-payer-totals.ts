import type { Migration } from './types.js';

/**
 * Whom the document of an item goes to: its payer, or the customer where nobody else pays (BC's *Bill-to Customer No.*). The index of the
 * totals holds it, so that they are grouped by payer without reading a single row.
 */
export const payerTotals: Migration = {
  id: 9,
  name: 'payer_totals',
  statements: (types) => [
    `ALTER TABLE items ADD bill_to_number ${types.text(100)} NOT NULL DEFAULT ''`,
    `UPDATE items SET bill_to_number = SUBSTRING(CASE WHEN payer_number = '' THEN customer_number ELSE payer_number END, 1, 100)`,
    types.kind === 'sqlite' ? 'DROP INDEX ix_items_totals' : 'DROP INDEX ix_items_totals ON items',
    `CREATE INDEX ix_items_totals ON items
(lane, sort_currency, available_at, starts_at, amount_minor, duration_minutes, company_id, bill_to_number)`,
  ],
};
