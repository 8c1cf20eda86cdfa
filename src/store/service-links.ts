import type { ErpItem } from '../domain/erp.js';
import type { LinkStore, ServiceLink } from '../domain/link-store.js';
import type { Instant } from '../domain/time.js';
import { linkColumnsOf, linkOf, saveLink, type LinkRow } from './link-rows.js';
import { markLinked } from './marks.js';
import type { Session } from './session.js';
import { chunked, oneOf, sql, type Sql } from './sql.js';

type ServiceMethods = Pick<LinkStore, 'findServices' | 'saveService' | 'removeService' | 'refreshItems' | 'listServices'>;
type ServiceKey = Pick<ServiceLink, 'companyId' | 'businessId' | 'serviceId'>;

interface ServiceRow extends LinkRow {
  business_id: string;
  service_id: string;
  item: string;
}

/** What a service of Bookings is in the ERP. */
export function serviceLinkStore(session: Session): ServiceMethods {
  return {
    findServices: (companyId, keys) => findServices(session, companyId, keys),
    saveService: (link) => session.atomic((tx) => saveService(tx, link), link.origin === 'assigned' ? 'now' : 'later'),
    removeService: (companyId, businessId, serviceId) =>
      session.atomic(async (tx) => {
        await tx.run(sql`DELETE FROM service_links WHERE ${isService({ companyId, businessId, serviceId })}`);
        await markLinked(tx, { companyId, businessId, serviceId });
      }),
    refreshItems: (companyId, items, missingIds, now) =>
      session.atomic(async (tx) => {
        for (const item of items) await refreshItem(tx, companyId, item, now);
        for (const chunk of chunked(missingIds)) await missItems(tx, companyId, chunk, now);
      }),
    listServices: (companyId) => servicesWhere(session, sql`company_id = ${companyId} ORDER BY business_id, service_id`),
  };
}

async function findServices(
  session: Session,
  companyId: string,
  keys: readonly { businessId: string; serviceId: string }[],
): Promise<ServiceLink[]> {
  const wanted = new Set(keys.map(({ businessId, serviceId }) => `${businessId}\n${serviceId}`));
  const found: ServiceLink[] = [];
  for (const chunk of chunked([...new Set(keys.map(({ serviceId }) => serviceId))])) {
    const links = await servicesWhere(session, sql`company_id = ${companyId} AND ${oneOf('service_id', chunk)}`);
    found.push(...links.filter(({ businessId, serviceId }) => wanted.has(`${businessId}\n${serviceId}`)));
  }
  return found;
}

async function saveService(session: Session, link: ServiceLink): Promise<boolean> {
  const { companyId, businessId, serviceId, item } = link;
  const before = (await servicesWhere(session, isService(link)))[0];
  const values = { item_id: item.id, item: JSON.stringify(item), ...linkColumnsOf(link) };
  const key = { company_id: companyId, business_id: businessId, service_id: serviceId };
  const saved = await saveLink(session, 'service_links', link.origin, key, values, before === undefined);
  if (saved && !saysTheSame(before, link)) await markLinked(session, { companyId, businessId, serviceId });
  return saved;
}

/** Remembering once more what is known already is no reason to map again. */
function saysTheSame(before: ServiceLink | undefined, link: ServiceLink): boolean {
  if (before === undefined || before.missingSince !== undefined || before.origin !== link.origin) return false;
  return before.explanation === link.explanation && JSON.stringify(before.item) === JSON.stringify(link.item);
}

async function refreshItem(session: Session, companyId: string, item: ErpItem, now: Instant): Promise<void> {
  const text = JSON.stringify(item);
  const links = sql`company_id = ${companyId} AND item_id = ${item.id}`;
  const differing = await servicesWhere(session, sql`${links} AND (item <> ${text} OR missing_since IS NOT NULL)`);
  await session.run(sql`UPDATE service_links SET item = ${text}, checked_at = ${now}, missing_since = NULL WHERE ${links}`);
  for (const link of differing) await markLinked(session, serviceKeyOf(link));
}

/** As with customers: a link of ours goes, a person's stays and is marked. */
async function missItems(session: Session, companyId: string, itemIds: readonly string[], now: Instant): Promise<void> {
  const links = sql`company_id = ${companyId} AND ${oneOf('item_id', itemIds)}`;
  const concerned = await servicesWhere(session, sql`${links} AND (origin <> 'assigned' OR missing_since IS NULL)`);
  await session.run(sql`DELETE FROM service_links WHERE ${links} AND origin <> 'assigned'`);
  await session.run(
    sql`UPDATE service_links SET missing_since = COALESCE(missing_since, ${now}), checked_at = ${now} WHERE ${links}`,
  );
  for (const link of concerned) await markLinked(session, serviceKeyOf(link));
}

function serviceKeyOf({ companyId, businessId, serviceId }: ServiceKey): ServiceKey {
  return { companyId, businessId, serviceId };
}

function isService({ companyId, businessId, serviceId }: ServiceKey): Sql {
  return sql`company_id = ${companyId} AND business_id = ${businessId} AND service_id = ${serviceId}`;
}

async function servicesWhere(session: Session, rest: Sql): Promise<ServiceLink[]> {
  const rows = await session.all<ServiceRow>(sql`SELECT * FROM service_links WHERE ${rest}`);
  return rows.map((row) => ({
    companyId: row.company_id,
    businessId: row.business_id,
    serviceId: row.service_id,
    item: JSON.parse(row.item) as ErpItem,
    ...linkOf(row),
  }));
}
