import type { App } from '../../../src/app.js';
import { createDaemon } from '../../../src/daemon.js';
import { RequestError } from '../../../src/domain/errors.js';
import type { ItemQuery } from '../../../src/domain/filter.js';
import { runCycle } from '../../../src/sync/cycle.js';

const ready: ItemQuery = { view: 'ready', filters: [], search: '', sort: { column: 'startsAt', direction: 'ascending' } };
const options = { takeCustomersOthers: false, billAttendee: false, invoiceDate: null };

/** What the daemon and a person with the mouse on "create all" do, again and again until nothing is left to bill. Throws when it takes too long. */
export async function workUntilBilled(app: App, limitMs: number): Promise<void> {
  const startedMs = performance.now();
  for (;;) {
    await runCycle(app.context, { requestedBy: 'crash test', settleNow: true, onChange: () => {} });
    await workOpenRuns(app);
    await createAll(app);
    if (await isEverythingBilled(app)) return;
    if (performance.now() - startedMs > limitMs) throw new Error(await describeRest(app));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The daemon from its start to the end of its first cycle. */
export async function startDaemonOnce(app: App): Promise<void> {
  await new Promise<void>((resolve) => {
    const daemon = createDaemon(app, (run) => {
      if (run.requestedBy === 'start' && run.finishedAt !== null) resolve(daemon.stop());
    });
    daemon.begin();
  });
}

/** A person presses "retry" on every row. */
export async function retryEverything(app: App): Promise<void> {
  const { rows } = await app.store.list.page({ ...ready, view: 'not-invoiced' }, app.context.clock.now(), 0, 1000);
  await app.desk.retry(
    rows.map(({ item }) => item.facts.id),
    'crash test',
  );
}

async function workOpenRuns(app: App): Promise<void> {
  for (const run of await app.context.store.runs.listUnfinished()) {
    if (run.kind === 'create' && run.state !== 'waiting') await app.desk.work(run.id);
  }
}

async function createAll(app: App): Promise<void> {
  try {
    const run = await app.desk.create({ kind: 'all', query: ready }, options, null, 'crash test');
    await app.desk.work(run.id);
  } catch (error) {
    if (!(error instanceof RequestError) || error.kind !== 'invalid') throw error;
  }
}

async function isEverythingBilled({ store, context, rules }: App): Promise<boolean> {
  for (const { id } of rules.businesses) if ((await store.cursors.read(`pulled:${id}`)) === null) return false;
  const counts = await store.list.counts(context.clock.now());
  const openRuns = (await store.runs.listUnfinished()).filter((run) => run.kind === 'create');
  return counts.all > 0 && counts['not-invoiced'] === 0 && openRuns.length === 0 && (await store.invoices.nextDueAt()) === null;
}

async function describeRest({ store, context }: App): Promise<string> {
  const now = context.clock.now();
  const { rows } = await store.list.page({ ...ready, view: 'not-invoiced' }, now, 0, 3);
  const problems = rows.flatMap(({ item }) => item.billing.problems.map((problem) => problem.message));
  const runs = await store.runs.listUnfinished();
  return JSON.stringify({ counts: await store.list.counts(now), due: await store.invoices.nextDueAt(), now, problems, runs });
}
