import type { App } from './app.js';
import type { Daemon } from './daemon.js';
import type { StatusFacts } from './server/options.js';
import { inEnglish } from './domain/words/plain.js';
import { say, type Sentence, type Words } from './domain/words/sentence.js';
import { readAlert } from './sync/alerts.js';
import { readDataAsOf } from './sync/pull.js';

type Banner = StatusFacts['banners'][number];

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
    banners: [...(await alerts(app)), ...failures(rows[0])],
    businesses: await Promise.all(app.rules.businesses.map((business) => describeBusiness(app, business))),
    companies: await describeCompanies(app),
    rulesVersion: app.rules.version,
    version: app.version,
    migrationsCurrent: true,
    lease: await app.store.leases.read('cycle'),
  };
}

async function alerts(app: App): Promise<Banner[]> {
  const texts = await Promise.all(app.rules.businesses.map(({ id }) => readAlert(app, id)));
  return texts.flatMap((text) => (text === null ? [] : [banner('source-shrunk', 'error', text)]));
}

/** The steps of the last sync that failed, in their own words. */
function failures(run: Awaited<ReturnType<App['store']['runs']['list']>>['rows'][number] | undefined): Banner[] {
  if (run === undefined) return [];
  const steps = run.steps
    .filter((step) => step.error !== null)
    .map((step) => banner('sync-failed', 'warning', [failedStep(step.name), ...(step.errorSentences ?? [step.error ?? ''])]));
  return run.error === null ? steps : [...steps, banner('sync-failed', 'error', run.errorSentences ?? [run.error])];
}

/** A step's name is its verb and, where it worked on one, the business. */
function failedStep(name: string): Sentence {
  const [step = '', ...business] = name.split(' ');
  if (business.length === 0) return say('step-failed', { step });
  return say('step-of-business-failed', { step, business: business.join(' ') });
}

function banner(code: string, severity: Banner['severity'], sentences: Words): Banner {
  return { code, severity, message: inEnglish(sentences), sentences, until: null };
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
