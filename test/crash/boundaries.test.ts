import { violations } from './invariants.js';
import { compileProgram, type Program } from './program.js';
import { isLongRun, report } from './scale.js';
import { openWorld, type World } from './world.js';
import type { Run } from '../../src/domain/run-store.js';
import { msOf, systemClock } from '../../src/domain/time.js';
import { openStore } from '../../src/store/open.js';

/** Calls that leave something behind. A process that dies before a reading leaves the same world as one that dies after the call before it. */
const changes =
  /\.(acquire|release|save\w*|insert|mark\w*|prune\w*|clear\w*|remove\w*|begin\w*|end\w*|record\w*|refresh\w*|create\w*|claim|append|transaction)$/;

describe('a process that dies at a step boundary', () => {
  let program: Program;
  const open: World[] = [];

  beforeAll(async () => {
    program = await compileProgram();
  }, 60_000);

  afterEach(async () => {
    for (const world of open.splice(0)) await world.close();
  });

  afterAll(() => program.remove());

  const openOne = async (appointments: number, customers: number): Promise<World> => {
    const world = await openWorld({ program, appointments, customers });
    open.push(world);
    return world;
  };

  it('leaves a world the next one can finish, although that dies at the next boundary, and so on through the whole run', async () => {
    const startedMs = performance.now();
    const pattern = isLongRun ? '' : changes.source;
    const world = await openOne(5, 2);
    const died: string[] = [];

    let ending = await world.run({ kind: 'new', died, pattern });
    while (ending.kind === 'killed') {
      died.push(ending.boundary!);
      ending = await world.run({ kind: 'new', died, pattern });
    }
    const { message } = ending;
    await world.recover();

    const faults = await violations(world);
    report('boundaries, one after the other', { kills: died.length, drafts: 'all', startedMs });
    expect(message).toBe('');
    expect(faults).toEqual([]);
    expect(died).toEqual(
      expect.arrayContaining(['after store.invoices.beginPush', 'before erp.createDraft', 'after erp.createDraft']),
    );
    expect(died).toEqual(expect.arrayContaining(['after erp.createCustomer', 'after erp.createItem', 'after store.transaction']));
  }, 1_200_000);

  /** Both sides of the n-th call, in a fresh world each; four of them, far apart, in the short run. */
  it('leaves a world the next one can finish, at the n-th call of a run for every n', async () => {
    const startedMs = performance.now();
    const { calls } = await (await openOne(3, 1)).run();
    const stride = isLongRun ? 1 : Math.ceil(calls / 4);
    const faults: string[] = [];
    let kills = 0;

    for (let n = 1 + (stride >> 1); n <= calls; n += stride) {
      const world = await openOne(3, 1);
      const endings = [await world.run({ kind: 'nth', n, phase: 'before' }), await world.run({ kind: 'nth', n, phase: 'after' })];
      kills += endings.filter((ending) => ending.kind === 'killed').length;
      await world.recover();
      faults.push(...(await violations(world)).map((fault) => `killed at call ${n}: ${fault}`));
      await open.pop()!.close();
    }

    report('boundaries, each in a fresh world', { kills, drafts: 'all', startedMs });
    expect(faults).toEqual([]);
    expect(kills).toBeGreaterThanOrEqual(isLongRun ? Math.floor(calls * 0.8) : 4);
  }, 7_200_000);

  it('leaves a sync run open, which the next start of the daemon closes', async () => {
    const world = await openOne(3, 1);

    const ending = await world.run({ kind: 'at', label: 'store.appointments.saveReadings', phase: 'after', round: 1 });
    const left = await unfinishedRuns(world);
    await untilLeaseEnded(world);
    await world.run({ kind: 'live' }, 'daemon');

    const after = await unfinishedRuns(world);
    expect(ending.kind).toBe('killed');
    expect(left).toHaveLength(1);
    expect(after).toEqual([]);
  }, 120_000);
});

async function unfinishedRuns(world: World): Promise<Run[]> {
  const store = await openStore(world.database.options);
  const runs = await store.runs.listUnfinished();
  await store.close();
  return runs;
}

/** Until anybody may take the place of the process that died. */
async function untilLeaseEnded(world: World): Promise<void> {
  const store = await openStore(world.database.options);
  const lease = await store.leases.read('cycle');
  await store.close();
  const leftMs = lease === null ? 0 : msOf(lease.expiresAt) - msOf(systemClock.now());
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, leftMs)));
}
