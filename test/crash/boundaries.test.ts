import pLimit from 'p-limit';
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

  /** In a fresh world each. The short run takes four of them, far apart. */
  it('leaves a world the next one can finish, at the n-th call of a run for every n', async () => {
    const startedMs = performance.now();
    const { calls } = await (await openOne(2, 1)).run();
    const stride = isLongRun ? 1 : Math.ceil(calls / 4);
    const places = Array.from({ length: calls }, (_, at) => at + 1).filter((n) => n % stride === stride >> 1);
    const twoAtOnce = pLimit(2);
    let kills = 0;

    const faults = await Promise.all(
      places.map((n) =>
        twoAtOnce(async () => {
          const found = await dieAtCall(n);
          kills += found.kills;
          if (kills % 100 === 0) report(`boundaries, each in a fresh world, up to call ${n} of ${calls}`, { kills, startedMs });
          return found.faults.map((fault) => `killed at call ${n}: ${fault}`);
        }),
      ),
    );

    report(`boundaries, each in a fresh world, of ${calls} calls`, { kills, startedMs });
    expect(faults.flat()).toEqual([]);
    expect(kills).toBeGreaterThanOrEqual(Math.floor(places.length * 0.9));
  }, 7_200_000);

  /** Once before the call; once more after it, counted from the new start. */
  async function dieAtCall(n: number): Promise<{ kills: number; faults: string[] }> {
    const world = await openWorld({ program, appointments: 2, customers: 1 });
    try {
      const first = await world.run({ kind: 'nth', n, phase: 'before' });
      const second = await world.run({ kind: 'nth', n, phase: 'after' });
      await world.recover();
      const kills = [first, second].filter((ending) => ending.kind === 'killed').length;
      return { kills, faults: await violations(world) };
    } finally {
      await world.close();
    }
  }

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
