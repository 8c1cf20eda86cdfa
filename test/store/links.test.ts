import { mapAll } from './arrange.js';
import { blocking, business, company, later, minutesAfter, noon, reading } from './builders.js';
import { customer, erpItem, partyLink, serviceLink } from './link-builders.js';
import { describeStore } from './databases.js';

const kim = 'email:kim@example.test';

describeStore('links', (under) => {
  /** An item that was mapped, so that being marked again shows. */
  async function mappedItem(): Promise<void> {
    await under.store.appointments.saveReadings([reading()]);
    await mapAll(under.store);
  }

  it('of parties are found by key and mark the items they concern', async () => {
    await mappedItem();

    const saved = await under.store.links.saveParty(partyLink());

    expect(saved).toBe(true);
    expect(await under.store.links.findParties(company, [kim, 'email:nobody'])).toEqual(new Map([[kim, partyLink()]]));
    expect(await under.store.items.countUnmapped()).toBe(1);
  });

  it('that say what is known already mark nothing', async () => {
    await mappedItem();
    await under.store.links.saveParty(partyLink());
    await mapAll(under.store);

    await under.store.links.saveParty(partyLink({ checkedAt: later }));

    expect(await under.store.items.countUnmapped()).toBe(0);
  });

  it('made by a person are replaced only by a person', async () => {
    const { links } = under.store;
    const answers = [
      await links.saveParty(partyLink({ origin: 'email', customer: customer({ id: '1' }) })),
      await links.saveParty(partyLink({ origin: 'assigned', customer: customer({ id: '2' }) })),
      await links.saveParty(partyLink({ origin: 'created', customer: customer({ id: '3' }) })),
      await links.saveParty(partyLink({ origin: 'assigned', customer: customer({ id: '4' }) })),
      await links.saveService(serviceLink({ origin: 'assigned' })),
      await links.saveService(serviceLink({ origin: 'name', item: erpItem({ id: 'other' }) })),
    ];

    expect(answers).toEqual([true, true, false, true, true, false]);
    expect((await links.findParties(company, [kim])).get(kim)?.customer.id).toBe('4');
    expect(await links.listServices(company)).toEqual([serviceLink({ origin: 'assigned' })]);
  });

  it('follow the customer card and mark items only when it differs', async () => {
    await mappedItem();
    const { links, items } = under.store;
    await links.saveParty(partyLink());
    await mapAll(under.store);

    await links.refreshCustomers(company, [customer()], [], later);
    const unchanged = await items.countUnmapped();
    await links.refreshCustomers(company, [customer({ blocked: 'all' })], [], later);

    expect([unchanged, await items.countUnmapped()]).toEqual([0, 1]);
    expect((await links.findParties(company, [kim])).get(kim)).toMatchObject({ customer: { blocked: 'all' }, checkedAt: later });
  });

  it('to a card the ERP no longer has go, but those of a person stay and say so', async () => {
    const { links } = under.store;
    await links.saveParty(partyLink({ partyKey: 'a', origin: 'email' }));
    await links.saveParty(partyLink({ partyKey: 'b', origin: 'assigned' }));
    await links.saveService(serviceLink({ serviceId: 'a', origin: 'name' }));
    await links.saveService(serviceLink({ serviceId: 'b', origin: 'assigned' }));

    await links.refreshCustomers(company, [], ['customer-1'], later);
    await links.refreshItems(company, [], ['item-1'], later);

    const parties = await links.findParties(company, ['a', 'b']);
    expect([...parties].map(([key, link]) => [key, link.missingSince])).toEqual([['b', later]]);
    expect((await links.listServices(company)).map((link) => [link.serviceId, link.missingSince])).toEqual([['b', later]]);
  });

  it('stop a mapping that began before them, and leave rows that wait to be mapped as they are', async () => {
    await mappedItem();
    const { links, items } = under.store;
    await items.markForMapping(['appointment-1/kim']);
    const [item] = await items.find(['appointment-1/kim']);
    const basis = { companyId: company, linkVersion: await links.version(company) };
    const found = { itemId: 'appointment-1/kim', version: item!.version, billing: item!.billing, item: item! };

    await links.saveParty(partyLink({ partyKey: kim, origin: 'assigned' }));
    const [stale, waiting] = [await items.saveMapping([found], noon, basis), await items.countUnmapped()];
    const current = { companyId: company, linkVersion: await links.version(company) };
    const saved = await items.saveMapping([found], noon, current);

    expect([stale, waiting, saved]).toEqual([null, 1, 1]);
    expect(await items.countUnmapped()).toBe(0);
  });

  it('of payers mark the items billed to them', async () => {
    await mappedItem();
    const { links, items } = under.store;
    const [item] = await items.find(['appointment-1/kim']);
    const billTo = { id: 'payer', number: 'P1', name: 'Payer' };
    await items.saveMapping(
      [{ itemId: 'appointment-1/kim', version: item!.version, billing: { ...item!.billing, billTo } }],
      noon,
    );

    await links.saveParty(partyLink({ partyKey: 'number:P1', customer: customer({ id: 'payer', number: 'P1' }) }));

    expect(await items.countUnmapped()).toBe(1);
  });

  it('of services are found by business and service and mark their items', async () => {
    await mappedItem();
    const { links, items } = under.store;

    await links.saveService(serviceLink());
    const marked = await items.countUnmapped();
    await links.saveService(serviceLink({ businessId: 'other@fjord.test' }));

    expect(marked).toBe(1);
    expect(await links.findServices(company, [{ businessId: business, serviceId: 'service-1' }])).toEqual([serviceLink()]);
    await links.removeService(company, business, 'service-1');
    expect((await links.listServices(company)).map((link) => link.businessId)).toEqual(['other@fjord.test']);
  });

  it('are looked at again in the order they were last looked at', async () => {
    const { links } = under.store;
    await links.saveParty(partyLink({ partyKey: 'a', checkedAt: minutesAfter(-1) }));
    await links.saveParty(partyLink({ partyKey: 'b', checkedAt: minutesAfter(-2) }));
    await links.saveParty(partyLink({ partyKey: 'c', checkedAt: noon }));

    const stale = await links.listStaleParties(company, noon, 10);
    await links.removeParty(company, 'b');

    expect(stale.map(({ partyKey }) => partyKey)).toEqual(['b', 'a']);
    expect((await links.listStaleParties(company, noon, 10)).map(({ partyKey }) => partyKey)).toEqual(['a']);
  });
});

describeStore('questions', (under) => {
  it('are asked until answered', async () => {
    const { links } = under.store;
    const question = { companyId: company, kind: 'customer' as const, key: kim, problem: blocking, askedAt: noon };

    await links.saveQuestion(question);
    await links.saveQuestion({ ...question, askedAt: later });
    const open = await links.findQuestions(company, 'customer', [kim, 'other']);
    await links.removeQuestion(company, 'customer', kim);

    expect(open).toEqual(new Map([[kim, { ...question, askedAt: later }]]));
    expect((await links.findQuestions(company, 'customer', [kim])).size).toBe(0);
  });
});

describeStore('creations', (under) => {
  const begin = (now: string) => under.store.links.beginCreation(company, 'customer', 'kim@example.test', now, minutesAfter(12));

  it('are begun by one of two callers', async () => {
    const begun = await Promise.all([begin(noon), begin(noon)]);

    expect(begun.filter((creation) => creation !== null)).toMatchObject([
      { state: 'sending', attempts: 1, attemptedAt: noon, nextAttemptAt: minutesAfter(12) },
    ]);
  });

  it('are taken over when their moment has come, and never once created', async () => {
    await begin(noon);

    const early = await begin(minutesAfter(11));
    const takenOver = await begin(minutesAfter(12));
    await under.store.links.endCreation({ ...takenOver!, state: 'created', erpId: 'customer-9' }, later);
    const again = await begin('2027-01-01T00:00:00.000Z');

    expect([early, again]).toEqual([null, null]);
    expect(takenOver?.attempts).toBe(2);
    expect(await under.store.links.findCreation(company, 'customer', 'kim@example.test')).toMatchObject({
      state: 'created',
      erpId: 'customer-9',
    });
  });

  it('do not let a slow attempt undo a later one, except by having created', async () => {
    const slow = await begin(noon);
    await begin(minutesAfter(12));

    await under.store.links.endCreation({ ...slow!, state: 'refused', problem: blocking }, later);
    const afterRefusal = await under.store.links.findCreation(company, 'customer', 'kim@example.test');
    await under.store.links.endCreation({ ...slow!, state: 'created', erpId: 'customer-1' }, later);
    const afterCreation = await under.store.links.findCreation(company, 'customer', 'kim@example.test');

    expect(afterRefusal).toMatchObject({ state: 'sending', attempts: 2 });
    expect(afterCreation).toMatchObject({ state: 'created', erpId: 'customer-1' });
  });
});
