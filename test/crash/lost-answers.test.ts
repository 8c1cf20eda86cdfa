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

  beforeEach(async () => {
    world = await openWorld({ program, appointments: 6, customers: 2 });
  });

  afterEach(() => world.close());

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
    '$rule: a $what that Business Central finishes after the process died is waited for, not made twice',
    async (write) => {
      const pattern = `/${write.entitySet}\\?`;
      world.sandbox.control.addFault({ system: 'businessCentral', method: 'POST', pattern, action: { kind: 'slow', ms: 1000 } });

      const dying = world.start();
      await untilReached(world, write.entitySet);
      dying.kill();
      const ending = await dying.ended;
      await world.recover();

      expect(ending.kind).toBe('killed');
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
