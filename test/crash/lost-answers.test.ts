import { compileProgram, type Program } from './program.js';
import { violations } from './invariants.js';
import { openWorld, type World } from './world.js';

/** A crash between "created there" and "recorded here", for each of the three writes. */
describe('a record made in Business Central whose answer never arrived', () => {
  let program: Program;
  let world: World;

  beforeAll(async () => {
    program = await compileProgram();
  }, 60_000);

  afterAll(() => program.remove());

  afterEach(() => world.close());

  const open = async (requestTimeoutMs = 1500): Promise<void> => {
    world = await openWorld({ program, appointments: 6, customers: 2, requestTimeoutMs });
  };

  const made = (): { customers: number; items: number; drafts: number } => {
    const count = (companies: World['before']) => ({
      customers: companies.flatMap((company) => company.customers).length,
      items: companies.flatMap((company) => company.items).length,
      drafts: companies.flatMap((company) => company.drafts).length,
    });
    const [before, now] = [count(world.before), count(world.sandbox.businessCentral.control.state())];
    return { customers: now.customers - before.customers, items: now.items - before.items, drafts: now.drafts - before.drafts };
  };

  const writes = [
    { rule: 'E-20', what: 'customer', label: 'erp.createCustomer', entitySet: 'customers', least: { customers: 1 } },
    { rule: 'E-20', what: 'item', label: 'erp.createItem', entitySet: 'items', least: { items: 1 } },
    { rule: 'F-24', what: 'draft', label: 'erp.createDraft', entitySet: 'salesInvoices', least: { drafts: 1 } },
  ] as const;

  it.each(writes)(
    '$rule: a $what created before the process died is found by the next one',
    async ({ label, least }) => {
      await open();

      const ending = await world.run({ kind: 'at', label, phase: 'after', round: 1 });
      const atDeath = made();

      await world.recover();

      expect(ending.boundary).toBe(`after ${label}`);
      for (const [kind, count] of Object.entries(least))
        expect(atDeath[kind as keyof typeof atDeath]).toBeGreaterThanOrEqual(count);
      expect(await violations(world)).toEqual([]);
      expect(made()).toMatchObject({ customers: 2, items: 2 });
    },
    120_000,
  );

  it.each(writes)(
    '$rule: a $what created before the connection broke and the process died is found by the next one',
    async (write) => {
      await open();
      const pattern = `/${write.entitySet}\\?`;
      world.sandbox.control.addFault({ system: 'businessCentral', method: 'POST', pattern, action: { kind: 'doneThenCut' } });

      const ending = await world.run({ kind: 'at', label: write.label, phase: 'after', round: 1 });
      await world.recover();

      expect(ending.boundary).toBe(`after ${write.label}`);
      expect(await violations(world)).toEqual([]);
      expect(made()).toMatchObject({ customers: 2, items: 2 });
    },
    120_000,
  );

  it.each(writes)(
    '$rule: a $what created before the connection broke is found by the process that asked for it',
    async (write) => {
      await open();
      const pattern = `/${write.entitySet}\\?`;
      const action = { kind: 'doneThenCut' } as const;
      world.sandbox.control.addFault({ system: 'businessCentral', method: 'POST', pattern, times: 2, action });

      const ending = await world.run();
      const cut = world.sandbox.control.faults().map((fault) => fault.hit);
      await world.recover();

      expect(ending.kind).toBe('finished');
      expect(cut).toEqual([2]);
      expect(await violations(world)).toEqual([]);
      expect(made()).toMatchObject({ customers: 2, items: 2 });
    },
    120_000,
  );

  it('E-20: rows that wait for an item are looked at again, although the process died when that moment had come', async () => {
    await open();
    const action = { kind: 'doneThenCut' } as const;
    const pattern = '/items\\?';
    world.sandbox.control.addFault({ system: 'businessCentral', method: 'POST', pattern, times: 2, action });

    const ending = await world.run({ kind: 'at', label: 'items.markForMapping', phase: 'before', round: 1 });
    await world.recover();

    expect(ending.kind).toBe('killed');
    expect(await violations(world)).toEqual([]);
  }, 120_000);

  it.each(writes)(
    '$rule: a $what that Business Central finishes after the process died is waited for, not made twice',
    async (write) => {
      await open(4000);
      const pattern = `/${write.entitySet}\\?`;
      const action = { kind: 'slow', ms: 3500 } as const;
      world.sandbox.control.addFault({ system: 'businessCentral', method: 'POST', pattern, times: null, action });

      // The successor is at the door already: it would look while Business Central still works.
      const successor = world.start({ kind: 'meet', label: 'store.leases.acquire' });
      await successor.met;
      const dying = world.start();
      await untilReached(world, write.entitySet);
      dying.kill();
      world.sandbox.control.clearFaults();
      successor.go();
      const endings = [await dying.ended, await successor.ended];
      await world.recover();

      expect(endings.map((ending) => ending.kind)).toEqual(['killed', 'finished']);
      expect(await violations(world)).toEqual([]);
      expect(made()).toMatchObject({ customers: 2, items: 2 });
    },
    120_000,
  );
});

/** Waits until the fault has hit: the request is there, its work is not done. */
async function untilReached({ sandbox }: World, entitySet: string): Promise<void> {
  const hasHit = () => sandbox.control.faults().some((fault) => fault.pattern?.includes(entitySet) && fault.hit > 0);
  while (!hasHit()) await new Promise((resolve) => setTimeout(resolve, 10));
}
