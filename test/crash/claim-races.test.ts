import type { Run, RunNote } from '../../src/domain/run-store.js';
import { openStore } from '../../src/store/open.js';
import { violations } from './invariants.js';
import type { Order } from './child/main.js';
import { compileProgram, type Program } from './program.js';
import { openWorld, type World } from './world.js';

/** Two processes stand at the same door and are let in at the same moment. */
describe('two processes that do the same thing at once', () => {
  let program: Program;
  let world: World;

  beforeAll(async () => {
    program = await compileProgram();
  }, 60_000);

  afterAll(() => program.remove());

  beforeEach(async () => {
    world = await openWorld({ program, appointments: 8, customers: 2 });
  });

  afterEach(() => world.close());

  it('E-21, F-3: put each row on one draft; who was second is told on which, and by which run', async () => {
    await world.run({ kind: 'at', label: 'store.runs.insert', phase: 'before', round: 2 });

    const kinds = await letIn('store.transaction', 'bill');
    await world.recover();

    const { runs, drafterOf, notes } = await readCreateRuns(world);
    const unsettled = runs.flatMap((run) =>
      selectedBy(run)
        .filter((itemId) => drafterOf.get(itemId) !== run.id)
        .filter((itemId) => !wasTold(notes, run.id, itemId, drafterOf.get(itemId)))
        .map((itemId) => `run ${run.id}, item ${itemId}`),
    );
    expect(kinds).toEqual(['finished', 'finished']);
    expect(await violations(world)).toEqual([]);
    expect(runs.length).toBeGreaterThanOrEqual(2);
    expect(notes.length).toBeGreaterThanOrEqual(1);
    expect(unsettled).toEqual([]);
  }, 120_000);

  it('E-21: send each draft once, although both found it due', async () => {
    await world.run({ kind: 'at', label: 'store.invoices.beginPush', phase: 'before', round: 1 });

    const kinds = await letIn('store.invoices.beginPush', 'bill');
    await world.recover();

    const created = world.sandbox.control.counters().routes.businessCentral?.['POST salesInvoices'];
    expect(kinds).toEqual(['finished', 'finished']);
    expect(await violations(world)).toEqual([]);
    expect(created).toEqual({ 201: 2 });
  }, 120_000);

  it.each([
    { what: 'customer', door: 'erp.findCustomersByEmail', route: 'POST customers' },
    { what: 'item', door: 'erp.findItemsByName', route: 'POST items' },
  ])(
    'E-20: create each $what once, although both looked and found none',
    async ({ door, route }) => {
      // The calendar is read and on the disk, nobody was found: Business Central did not let us look.
      const refuses = { kind: 'status', status: 401 } as const;
      world.sandbox.control.addFault({ system: 'businessCentral', pattern: '/(customers|items)', times: null, action: refuses });
      await world.run({ kind: 'live' }, 'daemon');
      world.sandbox.control.clearFaults();

      const kinds = await letIn(door, 'retry');
      await world.recover();

      const created = Object.values(world.sandbox.control.counters().routes.businessCentral?.[route] ?? {});
      expect(kinds).toEqual(['finished', 'finished']);
      expect(await violations(world)).toEqual([]);
      expect(created).toEqual([2]);
    },
    120_000,
  );

  async function letIn(door: string, job: Order['job']): Promise<string[]> {
    const both = [world.start({ kind: 'meet', label: door }, job), world.start({ kind: 'meet', label: door }, job)];
    await Promise.all(both.map((process) => process.met));
    // Business Central takes so long over each creation that both have looked before either is there.
    const pattern = '/(customers|items|salesInvoices)\\?';
    const action = { kind: 'slow', ms: 500 } as const;
    world.sandbox.control.addFault({ system: 'businessCentral', method: 'POST', pattern, times: null, action });
    both.forEach((process) => process.go());
    return (await Promise.all(both.map((process) => process.ended))).map((ending) => ending.kind);
  }
});

const selectedBy = (run: Run): string[] => (JSON.parse(run.request) as { itemIds: string[] }).itemIds;

function wasTold(notes: readonly RunNote[], runId: string, itemId: string, drafter: string | null | undefined): boolean {
  return notes.some((note) => note.runId === runId && note.itemId === itemId && note.message.includes(String(drafter)));
}

async function readCreateRuns(world: World): Promise<{ runs: Run[]; drafterOf: Map<string, string | null>; notes: RunNote[] }> {
  const store = await openStore(world.database.options);
  try {
    const runs = (await store.runs.list(0, 1000, 'create')).rows;
    const notes = await Promise.all(runs.map((run) => store.runs.notes(run.id, 0, 1000)));
    const drafterOf = new Map<string, string | null>();
    for (const itemId of new Set(runs.flatMap(selectedBy))) {
      const { rows } = await store.audit.list({ itemId }, 0, 1000);
      drafterOf.set(itemId, rows.find((entry) => entry.action === 'drafted')?.runId ?? null);
    }
    return { runs, drafterOf, notes: notes.flatMap((page) => page.rows) };
  } finally {
    await store.close();
  }
}
