import { primaryKey, type Migration } from './types.js';

/**
 * What the ERP reports of each line, and the rate it last taxed an item at for a customer. The amounts stand beside their JSON as integers of
 * the currency's smallest unit, so that the list can add them up. Lines made before this step stay without, until their document changes.
 */
export const lineAmounts: Migration = {
  id: 5,
  name: 'line_amounts_tax_rates',
  statements: (types) => [
    `ALTER TABLE invoice_lines ADD erp_amounts ${types.json}`,
    `ALTER TABLE invoice_lines ADD tax_minor ${types.integer}`,
    `ALTER TABLE invoice_lines ADD gross_minor ${types.integer}`,
    `CREATE TABLE tax_rates (
  company_id ${types.text(100)} NOT NULL,
  customer_id ${types.text(100)} NOT NULL,
  payer_id ${types.text(100)} NOT NULL,
  item_id ${types.text(100)} NOT NULL,
  tax_percent ${types.text(40)} NOT NULL,
  prices_include_tax ${types.integer} NOT NULL,
  seen_at ${types.instant} NOT NULL,
  ${primaryKey(types, 'company_id, customer_id, payer_id, item_id')}
)`,
  ],
};
