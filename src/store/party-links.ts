import type { ErpCustomer } from '../domain/erp.js';
import type { LinkStore, PartyLink } from '../domain/link-store.js';
import type { Instant } from '../domain/time.js';
import { linkColumnsOf, linkOf, saveLink, type LinkRow } from './link-rows.js';
import { markBilledTo, markLinked } from './marks.js';
import type { Session } from './session.js';
import { chunked, oneOf, sql, type Sql } from './sql.js';

type PartyMethods = Pick<LinkStore, 'findParties' | 'saveParty' | 'removeParty' | 'refreshCustomers' | 'listStaleParties'>;

interface PartyRow extends LinkRow {
  party_key: string;
  customer: string;
}

/** A payer the rules name is kept under this and its customer number. */
const payerPrefix = 'number:';

/** Who a party of Bookings is in the ERP. */
export function partyLinkStore(session: Session): PartyMethods {
  return {
    findParties: async (companyId, partyKeys) => {
      const found = new Map<string, PartyLink>();
      for (const chunk of chunked(partyKeys)) {
        const links = await partiesWhere(session, sql`company_id = ${companyId} AND ${oneOf('party_key', chunk)}`);
        for (const link of links) found.set(link.partyKey, link);
      }
      return found;
    },
    saveParty: (link) => session.atomic((tx) => saveParty(tx, link), link.origin === 'assigned' ? 'now' : 'later'),
    removeParty: (companyId, partyKey) =>
      session.atomic(async (tx) => {
        await tx.run(sql`DELETE FROM party_links WHERE ${isParty(companyId, partyKey)}`);
        await markParties(tx, companyId, [partyKey]);
      }),
    refreshCustomers: (companyId, customers, missingIds, now) =>
      session.atomic(async (tx) => {
        for (const customer of customers) await refreshCustomer(tx, companyId, customer, now);
        for (const chunk of chunked(missingIds)) await missCustomers(tx, companyId, chunk, now);
      }),
    listStaleParties: (companyId, checkedBefore, limit) =>
      partiesWhere(
        session,
        sql`company_id = ${companyId} AND checked_at < ${checkedBefore} ORDER BY checked_at, party_key
            ${session.dialect.page(0, limit)}`,
      ),
  };
}

async function saveParty(session: Session, link: PartyLink): Promise<boolean> {
  const { companyId, partyKey, customer } = link;
  const before = (await partiesWhere(session, isParty(companyId, partyKey)))[0];
  const values = { customer_id: customer.id, customer: JSON.stringify(customer), ...linkColumnsOf(link) };
  const key = { company_id: companyId, party_key: partyKey };
  const saved = await saveLink(session, 'party_links', link.origin, key, values, before === undefined);
  if (saved && !saysTheSame(before, link)) await markParties(session, companyId, [partyKey]);
  return saved;
}

/** Remembering once more what is known already is no reason to map again. */
function saysTheSame(before: PartyLink | undefined, link: PartyLink): boolean {
  if (before === undefined || before.missingSince !== undefined || before.origin !== link.origin) return false;
  return before.explanation === link.explanation && JSON.stringify(before.customer) === JSON.stringify(link.customer);
}

async function refreshCustomer(session: Session, companyId: string, customer: ErpCustomer, now: Instant): Promise<void> {
  const text = JSON.stringify(customer);
  const links = sql`company_id = ${companyId} AND customer_id = ${customer.id}`;
  const differing = await partiesWhere(session, sql`${links} AND (customer <> ${text} OR missing_since IS NOT NULL)`);
  await session.run(sql`UPDATE party_links SET customer = ${text}, checked_at = ${now}, missing_since = NULL WHERE ${links}`);
  await markParties(
    session,
    companyId,
    differing.map(({ partyKey }) => partyKey),
  );
}

/** A search may find somebody else now, so our own links go. A person's stays, marked: nobody replaces it but a person. */
async function missCustomers(session: Session, companyId: string, customerIds: readonly string[], now: Instant): Promise<void> {
  const links = sql`company_id = ${companyId} AND ${oneOf('customer_id', customerIds)}`;
  const concerned = await partiesWhere(session, sql`${links} AND (origin <> 'assigned' OR missing_since IS NULL)`);
  await session.run(sql`DELETE FROM party_links WHERE ${links} AND origin <> 'assigned'`);
  await session.run(
    sql`UPDATE party_links SET missing_since = COALESCE(missing_since, ${now}), checked_at = ${now} WHERE ${links}`,
  );
  await markParties(
    session,
    companyId,
    concerned.map(({ partyKey }) => partyKey),
  );
}

/** Marks the items of parties for mapping; of payers, the items that are billed to them. */
async function markParties(session: Session, companyId: string, partyKeys: readonly string[]): Promise<void> {
  if (partyKeys.length === 0) return;
  await markLinked(session, { companyId, partyKeys });
  const numbers = partyKeys.filter((key) => key.startsWith(payerPrefix)).map((key) => key.slice(payerPrefix.length));
  await markBilledTo(session, companyId, numbers);
}

function isParty(companyId: string, partyKey: string): Sql {
  return sql`company_id = ${companyId} AND party_key = ${partyKey}`;
}

async function partiesWhere(session: Session, rest: Sql): Promise<PartyLink[]> {
  const rows = await session.all<PartyRow>(sql`SELECT * FROM party_links WHERE ${rest}`);
  return rows.map((row) => ({
    companyId: row.company_id,
    partyKey: row.party_key,
    customer: JSON.parse(row.customer) as ErpCustomer,
    ...linkOf(row),
  }));
}
