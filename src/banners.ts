import type { App, Pause } from './app.js';
import type { Daemon } from './daemon.js';
import type { Run } from './domain/run-store.js';
import type { Instant } from './domain/time.js';
import { inEnglish } from './domain/words/plain.js';
import { say, type Sentence, type Words } from './domain/words/sentence.js';
import type { StatusFacts } from './server/options.js';
import { readAlerts } from './sync/alerts.js';
import { readAhead } from './sync/erp-ahead.js';

type Banner = StatusFacts['banners'][number];

/** What a person must know on every page: what stands in the way, what it waits for, and when it is tried again by itself. */
export async function readBanners(app: App, daemon: Daemon, lastSync: Run | undefined): Promise<Banner[]> {
  const now = app.context.clock.now();
  const failed = failures(lastSync, (pauseEnd) => daemon.nextSyncAt(isLater(pauseEnd, now) ? pauseEnd : undefined));
  const told = new Set(failed.flatMap(({ waitsFor }) => (waitsFor?.why === 'pause' ? [waitsFor.system] : [])));
  return [
    ...(await ahead(app)),
    ...(await alerts(app, daemon.nextSyncAt())),
    ...failed,
    ...app.pauses().flatMap((pause) => (told.has(pause.system) ? [] : [pauseBanner(pause)])),
    ...waitingDrafts(await app.store.runs.listUnfinished()),
  ];
}

async function ahead(app: App): Promise<Banner[]> {
  return (await readAhead(app)).map((words) => ({ code: 'erp-ahead', severity: 'error', ...told(words), until: null }));
}

async function alerts(app: App, until: Instant | null): Promise<Banner[]> {
  return (await readAlerts(app)).map((words) => ({ code: 'source-shrunk', severity: 'error', ...told(words), until }));
}

/** The steps of the last sync that failed, in their own words, each with the next sync that is not within a pause asked for. */
function failures(run: Run | undefined, nextAfter: (pauseEnd: Instant | null) => Instant | null): Banner[] {
  if (run === undefined) return [];
  const steps = run.steps
    .filter((step) => step.error !== null)
    .map(({ name, error, errorSentences, waitsFor }): Banner => {
      const said = told([failedStep(name), ...(errorSentences ?? [error ?? ''])]);
      const until = nextAfter(waitsFor?.until ?? null);
      return { code: 'sync-failed', severity: 'warning', ...said, until, ...(waitsFor !== undefined && { waitsFor }) };
    });
  if (run.error === null) return steps;
  const said = told(run.errorSentences ?? [run.error]);
  return [...steps, { code: 'sync-failed', severity: 'error', ...said, until: nextAfter(null) }];
}

/** A step's name is its verb and, where it worked on one, the business. */
function failedStep(name: string): Sentence {
  const [step = '', ...business] = name.split(' ');
  if (business.length === 0) return say('step-failed', { step });
  return say('step-of-business-failed', { step, business: business.join(' ') });
}

/** A pause that a running call is sitting out. */
function pauseBanner({ system, until }: Pause): Banner {
  const said = told([say('pause-asked', { system })]);
  return { code: 'paused', severity: 'warning', ...said, until, waitsFor: { system, why: 'pause', until } };
}

/** Drafts that could not be sent yet: one banner, with the next attempt of all. */
function waitingDrafts(unfinished: readonly Run[]): Banner[] {
  const waiting = unfinished.filter((run) => run.kind === 'create' && run.state === 'waiting');
  const first = waiting[0];
  if (first === undefined || first.waitingFor === null) return [];
  const said = told(first.waitingSentences ?? [first.waitingFor]);
  const until = waiting.flatMap((run) => run.waitingUntil ?? []).sort()[0] ?? null;
  return [{ code: 'drafts-waiting', severity: 'warning', ...said, until }];
}

/** A banner's text in English and to be told in another language. */
function told(sentences: Words): { message: string; sentences: Words } {
  return { message: inEnglish(sentences), sentences };
}

function isLater(at: Instant | null, now: Instant): at is Instant {
  return at !== null && at > now;
}
