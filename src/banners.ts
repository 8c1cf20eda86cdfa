import type { App, Pause } from './app.js';
import type { Daemon } from './daemon.js';
import type { RemoteSystem } from './domain/errors.js';
import type { Run } from './domain/run-store.js';
import type { Instant } from './domain/time.js';
import type { StatusFacts } from './server/options.js';

type Banner = StatusFacts['banners'][number];

/** What a person must know on every page: what stands in the way, what it waits for, and when it is tried again by itself. */
export async function readBanners(app: App, daemon: Daemon, lastSync: Run | undefined): Promise<Banner[]> {
  const now = app.context.clock.now();
  const failed = failures(lastSync, (pauseEnd) => daemon.nextSyncAt(isLater(pauseEnd, now) ? pauseEnd : undefined));
  const told = new Set(failed.flatMap(({ waitsFor }) => (waitsFor?.why === 'pause' ? [waitsFor.system] : [])));
  return [
    ...(await alerts(app, daemon.nextSyncAt())),
    ...failed,
    ...app.pauses().flatMap((pause) => (told.has(pause.system) ? [] : [pauseBanner(pause)])),
    ...waitingDrafts(await app.store.runs.listUnfinished()),
  ];
}

async function alerts(app: App, until: Instant | null): Promise<Banner[]> {
  const texts = await Promise.all(app.rules.businesses.map(({ id }) => app.store.cursors.read(`alert:${id}`)));
  return texts
    .filter((text) => text !== null && text !== '')
    .map((message) => ({ code: 'source-shrunk', severity: 'error', message: message!, until }));
}

/** The steps of the last sync that failed, in their own words, each with the next sync that is not within a pause asked for. */
function failures(run: Run | undefined, nextAfter: (pauseEnd: Instant | null) => Instant | null): Banner[] {
  if (run === undefined) return [];
  const steps = run.steps
    .filter((step) => step.error !== null)
    .map(({ name, error, waitsFor }): Banner => {
      const message = `${name}: ${error}`;
      const until = nextAfter(waitsFor?.until ?? null);
      return { code: 'sync-failed', severity: 'warning', message, until, ...(waitsFor !== undefined && { waitsFor }) };
    });
  if (run.error === null) return steps;
  return [...steps, { code: 'sync-failed', severity: 'error', message: run.error, until: nextAfter(null) }];
}

const systemNames: Record<RemoteSystem, string> = {
  'sign-in': 'The Microsoft sign-in',
  bookings: 'Microsoft Bookings',
  'business-central': 'Business Central',
};

/** A pause that a running call is sitting out. */
function pauseBanner({ system, until }: Pause): Banner {
  const message = `${systemNames[system]} asked for a pause. Nothing is sent there before it ends.`;
  return { code: 'paused', severity: 'warning', message, until, waitsFor: { system, why: 'pause', until } };
}

/** Drafts that could not be sent yet: one banner, with the next attempt of all. */
function waitingDrafts(unfinished: readonly Run[]): Banner[] {
  const waiting = unfinished.filter((run) => run.kind === 'create' && run.state === 'waiting');
  const message = waiting[0]?.waitingFor ?? null;
  if (message === null) return [];
  const until = waiting.flatMap((run) => run.waitingUntil ?? []).sort()[0] ?? null;
  return [{ code: 'drafts-waiting', severity: 'warning', message, until }];
}

function isLater(at: Instant | null, now: Instant): at is Instant {
  return at !== null && at > now;
}
