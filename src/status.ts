import type { App } from './app.js';
import type { Daemon } from './daemon.js';
import { readBanners } from './banners.js';
import type { StatusFacts } from './server/options.js';
import { readDataAsOf } from './sync/pull.js';

/** What the pages show above everything: how old the data is, what runs, and what a person must know. Asks no other system. */
export async function readStatus(app: App, daemon: Daemon): Promise<StatusFacts> {
  const ages = await Promise.all(app.rules.businesses.map(({ id }) => readDataAsOf(app.context, id)));
  const known = ages.filter((age) => age !== null).sort();
  const { rows } = await app.store.runs.list(0, 1, 'sync');
  return {
    // The oldest of the businesses: what is shown is at least this fresh.
    dataAsOf: known.length === ages.length ? (known[0] ?? null) : null,
    nextSyncAt: daemon.nextSyncAt(),
    syncRunning: daemon.isSyncing(),
    banners: await readBanners(app, daemon, rows[0]),
    businesses: await Promise.all(app.rules.businesses.map((business) => describeBusiness(app, business))),
    companies: await describeCompanies(app),
    rulesVersion: app.rules.version,
    version: app.version,
    migrationsCurrent: true,
    lease: await app.store.leases.read('cycle'),
  };
}

async function describeBusiness(
  app: App,
  business: App['rules']['businesses'][number],
): Promise<StatusFacts['businesses'][number]> {
  const profile = await remembered<{ displayName: string; currency: string | null; timeZone: string | null }>(
    app,
    `business:${business.id}`,
  );
  const companies = await describeCompanies(app);
  const company = companies.find(
    ({ id, name }) => id === business.company || name.toLowerCase() === business.company?.toLowerCase(),
  );
  return {
    id: business.id,
    displayName: profile?.displayName ?? business.id,
    timeZone: profile?.timeZone ?? business.timeZone ?? null,
    currency: profile?.currency ?? business.currency ?? null,
    companyId: company?.id ?? null,
  };
}

async function describeCompanies(app: App): Promise<{ id: string; name: string }[]> {
  const companies = await remembered<{ id: string; name: string }[]>(app, 'companies');
  return (companies ?? []).map(({ id, name }) => ({ id, name }));
}

/** The last known answer, however old. */
async function remembered<T>(app: App, name: string): Promise<T | null> {
  const text = await app.store.cursors.read(`profile:${name}`);
  return text === null ? null : (JSON.parse(text) as { value: T }).value;
}
