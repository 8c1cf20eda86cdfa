import { runCycle } from '../sync/cycle.js';
import { progress } from './create.js';
import { describeAge } from './list.js';
import { exitCodes, withApp, type CommonOptions } from './session.js';
import { print } from './table.js';

/** One cycle, now, in this process. Exit code 3 when a step failed or another process is at it. */
export async function syncOnce(options: CommonOptions): Promise<number> {
  return withApp(options, async (app) => {
    const onChange = options.json === true ? () => {} : progress();
    const run = await runCycle(app.context, { requestedBy: 'command line', settleNow: true, onChange });
    if (run === null) {
      print(options.json, { run: null }, () => 'Another process is syncing this database right now. Nothing was done.');
      return exitCodes.partly;
    }
    const age = await describeAge(app);
    const failed = run.steps.filter((step) => step.error !== null).map((step) => `${step.name} failed: ${step.error}`);
    print(options.json, run, () => [failed.length === 0 ? 'Synced.' : 'Synced in part.', ...failed, age].join('\n'));
    return run.state === 'done' ? exitCodes.done : exitCodes.partly;
  });
}

/** Runs, latest first; with an id, the steps and notes of one. */
export async function runs(id: string | undefined, options: CommonOptions): Promise<void> {
  await withApp(options, async (app) => {
    if (id !== undefined) {
      const run = await app.store.runs.find(id);
      const notes = await app.store.runs.notes(id, 0, 1000);
      return print(options.json, { run, notes: notes.rows }, () =>
        run === null
          ? `There is no run ${id}.`
          : [
              `${run.kind} by ${run.requestedBy}, ${run.state}, queued ${run.queuedAt}, finished ${run.finishedAt ?? '-'}`,
              ...run.steps.map((step) => `  ${step.name}: ${step.error ?? JSON.stringify(step.counts)}`),
              ...notes.rows.map((note) => `  ${note.level}: ${note.message}`),
            ].join('\n'),
      );
    }
    const { rows } = await app.store.runs.list(0, 50);
    print(options.json, rows, () =>
      rows.length === 0
        ? 'No runs yet. Start one with `bookledger sync --once`.'
        : rows
            .map(
              (run) =>
                `${run.queuedAt}  ${run.kind.padEnd(6)}  ${run.state.padEnd(13)}  ${run.requestedBy}  ${run.id}${run.error === null ? '' : `  ${run.error}`}`,
            )
            .join('\n'),
    );
  });
}
