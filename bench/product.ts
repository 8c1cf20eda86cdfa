/** The product as it is: real configuration, real connectors, a fresh SQLite file. Imports, drafts, then syncs again. */
import { join } from 'node:path';
import { openApp, type App } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import { createLog } from '../src/log.js';
import { runCycle } from '../src/sync/cycle.js';
import { runPhases } from './worker.js';

async function sync(app: App): Promise<Record<string, number>> {
  const run = await runCycle(app.context, { requestedBy: 'bench', settleNow: false, onChange: () => {} });
  if (run?.state !== 'done') throw new Error(`The cycle ended as ${run?.state}: ${JSON.stringify(run?.steps)}`);
  return Object.assign({}, ...run.steps.map((step) => step.counts)) as Record<string, number>;
}

async function createAll(app: App): Promise<Record<string, number>> {
  const query = { view: 'ready', filters: [], search: '', sort: { column: 'startsAt', direction: 'ascending' } } as const;
  const options = { takeCustomersOthers: false, billAttendee: false, invoiceDate: null };
  const { id } = await app.desk.create({ kind: 'all', query: { ...query, filters: [] } }, options, null, 'bench');
  const run = await app.desk.work(id);
  if (run.state !== 'done') throw new Error(`The create run ended as ${run.state}: ${run.error} ${JSON.stringify(run.steps)}`);
  return { ...run.counts, leftOut: run.steps.find((step) => step.name === 'draft')?.counts.leftOut ?? 0 };
}

await runPhases(async (job) => {
  const { config } = loadConfig(join(job.directory, 'bookledger.yaml'));
  let app: App;
  return {
    phases: {
      import: async () => sync((app = await openApp(config, createLog('warn')))),
      draft: () => createAll(app),
      // The first cycle after drafting looks at the new documents once; what follows within the interval asks nothing of BC.
      follow: () => sync(app),
      unchanged: () => sync(app),
    },
    close: () => app.close(),
  };
});
