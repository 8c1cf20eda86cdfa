import type { BillingItem } from '../domain/item.js';
import type { ItemStore, PayerOfItem } from '../domain/item-store.js';
import { readItems } from './item-writes.js';
import type { Session } from './session.js';
import { chunked, oneOf, sql } from './sql.js';

type Glances = Pick<ItemStore, 'payersOf' | 'findReadBefore' | 'companiesOf'>;

interface PayerRow {
  id: string;
  company_id: string;
  customer_number: string;
  payer_number: string;
  currency: string;
  starts_at: string;
}

/** What is asked of many items at once from their list columns, without reading them whole. */
export function itemGlances(session: Session): Glances {
  return {
    payersOf: (ids) => payersOf(session, ids),
    findReadBefore: async (ids, moment) => {
      const found: BillingItem[] = [];
      for (const chunk of chunked(ids)) {
        const stale = sql`read_at < ${moment} AND invoice_id IS NULL AND source_state = 'present'`;
        found.push(...(await readItems(session, sql`${oneOf('items.id', chunk)} AND ${stale}`)).map(({ item }) => item));
      }
      return found;
    },
    companiesOf: async (ids) => {
      const companies = new Set<string>();
      for (const chunk of chunked(ids)) {
        const rows = await session.all<{ company_id: string }>(
          sql`SELECT DISTINCT company_id FROM items WHERE ${oneOf('id', chunk)} AND company_id <> ''`,
        );
        rows.forEach((row) => companies.add(row.company_id));
      }
      return [...companies];
    },
  };
}

async function payersOf(session: Session, ids: readonly string[]): Promise<PayerOfItem[]> {
  const found = new Map<string, PayerOfItem>();
  for (const chunk of chunked(ids)) {
    const rows = await session.all<PayerRow>(
      sql`SELECT id, company_id, customer_number, payer_number, currency, starts_at FROM items WHERE ${oneOf('id', chunk)}`,
    );
    for (const row of rows) {
      found.set(row.id, {
        itemId: row.id,
        companyId: row.company_id === '' ? null : row.company_id,
        payer: row.payer_number || row.customer_number || null,
        currency: row.currency,
        startsAt: row.starts_at,
      });
    }
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}
