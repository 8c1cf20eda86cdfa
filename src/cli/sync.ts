import type { App } from '../app.js';
import { RequestError } from '../domain/errors.js';
import type { Run } from '../domain/run-store.js';
import { inEnglish } from '../domain/words/plain.js';
import { readAlerts } from '../sync/alerts.js';
import { readAhead } from '../sync/erp-ahead.js';
import { workQueuedRuns } from '../sync/actions/work-queued.js';
import { runCycle } from '../sync/cycle.js';
import { progress } from './create.js';
import { describeAge } from './list.js';
import { exitCodes, withApp, type CommonOptions } from './session.js';
import { print, roomFor, table } from './table.js';
import { describeStep, moment, outcomeOf, reasons } from './words.js';

/** One cycle, now, in this process, and what is queued. Exit code 3 when a step failed, somebody must look, or another process is at it. */
export async function syncOnce(options: CommonOptions): Promise<number> {
  return withApp(options, async (app) => {
    const onChange = options.json === true ? () => {} : progress();
    const run = await runCycle(app.context, { requestedBy: 'command line', settleNow: true, onChange });
    if (run === null) {
      print(options.json, { run: null }, () => 'Another process is syncing this database right now. Nothing was done.');
      return exitCodes.partly;
    }
    await workQueuedRuns(app.context, app.desk);
    const age = await describeAge(app);
    const failed = run.steps.filter((step) => step.error !== null).map((step) => `${step.name} failed: ${step.error}`);
    const needed = [...(await readAhead(app)), ...(await readAlerts(app))].map((words) => `Attention: ${inEnglish(words)}`);
    print(options.json, run, () => [failed.length === 0 ? 'Synced.' : 'Synced in part.', ...failed, ...needed, age].join('\n'));
    return run.state === 'done' && needed.length === 0 ? exitCodes.done : exitCodes.partly;
  });
}

/** Runs, latest first; with an id, the steps and notes of one. Throws RequestError `not-found`. */
export async function runs(id: string | undefined, options: CommonOptions): Promise<void> {
  await withApp(options, async (app) => {
    if (id !== undefined) return showRun(app, id, options);
    const { rows } = await app.store.runs.list(0, 50);
    print(options.json, rows, () =>
      rows.length === 0 ? 'No runs yet. Start one with `bookledger sync --once`.' : runTable(rows, roomFor(options)),
    );
  });
}

function runTable(runs: readonly Run[], room: number | null): string {
  return table(
    [
      { name: 'Queued', drop: 2 },
      { name: 'Kind' },
      { name: 'State' },
      { name: 'By', least: 10, drop: 1 },
      { name: 'Run' },
      { name: 'What came of it', least: 30, below: true },
    ],
    runs.map((run) => [moment(run.queuedAt), run.kind, run.state, run.requestedBy, run.id, outcomeOf(run)]),
    room,
  );
}

async function showRun(app: App, id: string, options: CommonOptions): Promise<void> {
  const run = await app.store.runs.find(id);
  if (run === null) throw new RequestError('not-found', `There is no run ${id}. \`bookledger runs\` lists them.`);
  const { rows: notes } = await app.store.runs.notes(id, 0, 1000);
  print(options.json, { run, notes }, () =>
    [
      `${run.kind} by ${run.requestedBy}: ${run.state}. Queued ${moment(run.queuedAt)}, finished ${moment(run.finishedAt)}.`,
      ...run.steps.map((step) => `  ${describeStep(step)}`),
      ...(run.waitingFor === null ? [] : [`Waiting until ${moment(run.waitingUntil)}: ${run.waitingFor}`]),
      ...(run.error === null ? [] : [run.error]),
      ...(notes.length === 0 ? [] : ['', ...reasons(notes.map((note) => ({ row: note.itemId ?? '', reason: note.message })))]),
    ].join('\n'),
  );
}
