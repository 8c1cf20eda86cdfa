import { undecided, type ItemBilling, type ItemDecision } from '../../src/domain/item.js';
import { billing, blocking, business, company, facts, later, noon, reading } from './builders.js';
import { describeStore } from './databases.js';

const signed = { by: 'clerk@fjord.test', at: noon, reason: 'Goodwill.' };
const waived: ItemDecision = { ...undecided, exclusion: { ...signed, kind: 'waived', reference: null } };
const kim = 'appointment-1/kim';

describeStore('items', (under) => {
  beforeEach(async () => {
    await under.store.appointments.saveReadings([reading()]);
  });

  it('take a mapping at their version and ignore one that has passed', async () => {
    const { items } = under.store;

    const saved = await items.saveMapping(
      [
        { itemId: kim, version: 1, billing: billing() },
        { itemId: 'nobody', version: 1, billing: billing() },
      ],
      later,
    );
    const outdated = await items.saveMapping([{ itemId: kim, version: 1, billing: billing({ amount: '1' }) }], later);

    expect([saved, outdated]).toEqual([1, 0]);
    expect(await items.find([kim])).toMatchObject([{ billing: billing(), version: 2, stage: 'ready', changedAt: later }]);
    expect(await items.countUnmapped()).toBe(0);
  });

  it('are blocked by a problem of their mapping and excluded by a rule', async () => {
    const { items } = under.store;
    const stages: (string | undefined)[] = [];

    for (const [index, change] of [{ problems: [blocking] }, { exclusion: 'free' as const }, {}].entries()) {
      await items.saveMapping([{ itemId: kim, version: index + 1, billing: billing(change) }], noon);
      stages.push((await items.find([kim]))[0]?.stage);
    }

    expect(stages).toEqual(['blocked', 'excluded', 'ready']);
  });

  it('tell the reasoning of an earlier version, which was one text, as somebody else’s words', async () => {
    const { items } = under.store;
    const earlier = { ...billing(), reasoning: 'Fixed price 60 EUR from Bookings.' } as unknown as ItemBilling;

    await items.saveMapping([{ itemId: kim, version: 1, billing: earlier }], later);

    expect(await items.find([kim])).toMatchObject([{ billing: { reasoning: ['Fixed price 60 EUR from Bookings.'] } }]);
  });

  it('keep the moment of their last change when a mapping finds the same', async () => {
    const { items } = under.store;
    await items.saveMapping([{ itemId: kim, version: 1, billing: billing() }], noon);
    await items.markForMapping([kim]);

    await items.saveMapping([{ itemId: kim, version: 3, billing: billing() }], later);

    expect(await items.find([kim])).toMatchObject([{ changedAt: noon, version: 4 }]);
  });

  it('are decided on at a version or whatever it is', async () => {
    const { items } = under.store;

    await items.saveMapping([{ itemId: kim, version: 1, billing: billing() }], noon);

    const outdated = await items.decide(kim, 9, waived, later);
    const decided = await items.decide(kim, 2, waived, later);
    const undone = await items.decide(kim, null, undecided, later);

    expect(outdated).toBeNull();
    expect(decided).toMatchObject({ decision: waived, stage: 'excluded', version: 3 });
    expect(undone).toMatchObject({ decision: undecided, stage: 'ready', version: 4 });
    expect(await items.decide('nobody', null, waived, later)).toBeNull();
  });

  it('are marked for mapping by company, party or service, not by another of them', async () => {
    const { items } = under.store;

    const marked = [
      await items.markUnmapped({ all: true }),
      await items.markUnmapped({ companyId: company, partyKeys: ['email:kim@example.test', 'email:other'] }),
      await items.markUnmapped({ companyId: company, businessId: business, serviceId: 'service-1' }),
      await items.markUnmapped({ companyId: 'other', partyKeys: ['email:kim@example.test'] }),
      await items.markUnmapped({ companyId: company, businessId: business, serviceId: 'Service-1' }),
      await items.markForMapping([kim, 'nobody']),
    ];

    expect(marked).toEqual([1, 1, 1, 0, 0, 1]);
  });

  it('name others of the same party, service and start, but not those that are gone, left or excluded', async () => {
    const { appointments, items } = under.store;
    const ids = ['twin', 'gone', 'waived', 'other-service'];
    await appointments.saveReadings(
      ids.map((id) =>
        reading({
          appointmentId: id,
          items: [facts({ id, appointmentId: id, serviceId: id === 'other-service' ? 'service-2' : 'service-1' })],
        }),
      ),
    );
    await appointments.markGone(business, ['gone'], noon);
    await items.decide('waived', null, waived, noon);

    const duplicates = await items.findDuplicates([kim, 'other-service']);

    expect(duplicates).toEqual(new Map([[kim, ['twin']]]));
  });

  it('are listed for mapping page by page, each once', async () => {
    await under.store.appointments.saveReadings(
      ['b', 'a', 'c'].map((id) => reading({ appointmentId: id, items: [facts({ id, appointmentId: id })] })),
    );

    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await under.store.items.listUnmapped(after, 2);
      seen.push(...page.map((item) => item.facts.id));
      if (page.length < 2) break;
      after = page[1]!.facts.id;
    }

    expect(seen.sort()).toEqual(['a', 'appointment-1/kim', 'b', 'c']);
  });
});
