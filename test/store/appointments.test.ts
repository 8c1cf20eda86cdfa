import { mapAll } from './arrange.js';
import { business, facts, later, minutesAfter, noon, reading } from './builders.js';
import { describeStore } from './databases.js';

const one = 'appointment-1';

describeStore('appointments', (under) => {
  it('are known by id with what was last read, capital and small letters apart', async () => {
    const { appointments } = under.store;

    const counts = await appointments.saveReadings([
      reading({ appointmentId: 'AAMk' }),
      reading({ appointmentId: 'AAmk', fingerprint: null, complete: false }),
    ]);

    expect(counts).toEqual({ inserted: 2, updated: 0, skipped: 0, left: 0, mapped: 0 });
    const known = await appointments.findKnown(business, ['AAMk', 'AAmk', 'unknown']);
    expect([...known.keys()].sort()).toEqual(['AAMk', 'AAmk']);
    expect(known.get('AAmk')).toEqual({
      id: 'AAmk',
      fingerprint: null,
      sourceState: 'present',
      missingSince: null,
      missingCount: 0,
      complete: false,
      startsAt: '2026-06-01T09:00:00.000Z',
    });
  });

  it.each([
    ['told by the source', { lastUpdatedAt: '2026-06-01T07:00:00.000Z', readAt: later }],
    ['told by the request where the source is silent', { lastUpdatedAt: null, readAt: minutesAfter(-1) }],
    ['told by the request where the source says the same', { readAt: minutesAfter(-1) }],
  ])('are never overwritten by an older reading, %s', async (_, older) => {
    await under.store.appointments.saveReadings([reading()]);

    const counts = await under.store.appointments.saveReadings([reading({ ...older, items: [facts({ price: 1 })] })]);

    expect(counts).toEqual({ inserted: 0, updated: 0, skipped: 1, left: 0, mapped: 0 });
    expect((await under.store.items.findByAppointment(business, one))[0]?.facts.price).toBe(100);
  });

  it('keep their list fingerprint when a reading has none', async () => {
    await under.store.appointments.saveReadings([reading({ fingerprint: 'list form' })]);

    await under.store.appointments.saveReadings([reading({ fingerprint: null, readAt: later })]);

    expect((await under.store.appointments.findKnown(business, [one])).get(one)?.fingerprint).toBe('list form');
  });

  it('count the last of two readings in one batch', async () => {
    const readings = [reading({ readAt: noon }), reading({ readAt: later, items: [facts({ price: 250 })] })];

    const counts = await under.store.appointments.saveReadings(readings);

    expect(counts).toMatchObject({ inserted: 1, updated: 1 });
    expect((await under.store.items.findByAppointment(business, one))[0]?.facts.price).toBe(250);
  });

  it('leave an item that says the same at its version, and mark one that changed for mapping', async () => {
    const { appointments, items } = under.store;
    await appointments.saveReadings([reading({ items: [facts(), facts({ id: 'second', attendeeKey: 'email:b' })] })]);
    await mapAll(under.store);

    await appointments.saveReadings([
      reading({ readAt: later, items: [facts(), facts({ id: 'second', attendeeKey: 'email:b', price: 5 })] }),
    ]);

    const [same, changed] = await items.findByAppointment(business, one);
    expect([same?.version, same?.readAt, changed?.version, changed?.facts.price]).toEqual([2, later, 3, 5]);
    expect((await items.listUnmapped(null, 10)).map((item) => item.facts.id)).toEqual(['second']);
  });

  it('let attendees leave only by a complete reading, and come back', async () => {
    const { appointments, items } = under.store;
    const both = [facts(), facts({ id: 'second', attendeeKey: 'email:b' })];
    const states: string[] = [];
    const observe = async () =>
      states.push((await items.find(['second'])).map((item) => `${item.sourceState} ${item.stage}`).join());
    await appointments.saveReadings([reading({ items: both })]);
    await mapAll(under.store);

    await appointments.saveReadings([reading({ items: [facts()], complete: false, readAt: minutesAfter(1) })]);
    await observe();
    const counts = await appointments.saveReadings([reading({ items: [facts()], readAt: minutesAfter(2) })]);
    await observe();
    await appointments.saveReadings([reading({ items: both, readAt: minutesAfter(3) })]);
    await observe();

    expect(counts.left).toBe(1);
    expect(states).toEqual(['present ready', 'left cancelled', 'present ready']);
  });

  it('go missing, then for good, and come back when read again', async () => {
    const { appointments, items } = under.store;
    const stages: string[] = [];
    const observe = async () => stages.push((await items.findByAppointment(business, one)).map((item) => item.stage).join());
    await appointments.saveReadings([reading()]);
    await mapAll(under.store);

    await appointments.markMissing(business, [one], noon);
    await appointments.markMissing(business, [one], later);
    const missing = await appointments.listMissing(business);
    await observe();
    const gone = await appointments.markGone(business, [one], later);
    await observe();
    await appointments.markMissing(business, [one], later);
    const stillMissing = await appointments.listMissing(business);
    await appointments.saveReadings([reading({ readAt: later })]);
    await observe();

    expect(missing).toMatchObject([{ id: one, sourceState: 'missing', missingSince: noon, missingCount: 2 }]);
    expect(gone).toMatchObject([{ sourceState: 'gone', stage: 'cancelled' }]);
    expect(stillMissing).toEqual([]);
    expect(stages).toEqual(['blocked', 'cancelled', 'ready']);
    expect((await appointments.findKnown(business, [one])).get(one)).toMatchObject({
      sourceState: 'present',
      missingSince: null,
      missingCount: 0,
    });
  });

  it('stop being missing when seen by themselves', async () => {
    const { appointments, items } = under.store;
    await appointments.saveReadings([reading()]);
    await mapAll(under.store);
    await appointments.markMissing(business, [one], noon);

    await appointments.clearMissing(business, [one], later);

    expect(await appointments.listMissing(business)).toEqual([]);
    expect(await items.findByAppointment(business, one)).toMatchObject([{ sourceState: 'present', stage: 'ready' }]);
  });

  it('are listed by what of them overlaps a window, without those that are gone', async () => {
    const { appointments } = under.store;
    const at = (id: string, from: string, to: string) =>
      reading({ appointmentId: id, startsAt: `2026-06-01T${from}:00.000Z`, endsAt: `2026-06-01T${to}:00.000Z` });
    await appointments.saveReadings([
      at('a', '08:00', '09:00'),
      at('b', '08:30', '09:30'),
      at('c', '09:00', '09:00'),
      at('d', '09:30', '10:00'),
      at('e', '10:00', '11:00'),
      at('f', '09:10', '09:20'),
    ]);
    await appointments.markGone(business, ['f'], noon);
    const window = { from: '2026-06-01T09:00:00.000Z', to: '2026-06-01T10:00:00.000Z' };

    const firstTwo = await appointments.listInWindow(business, window, null, 2);
    const rest = await appointments.listInWindow(business, window, 'c', 2);

    expect([...firstTwo, ...rest].map(({ id }) => id)).toEqual(['b', 'c', 'd']);
    expect(await appointments.countInWindow(business, window)).toBe(3);
  });
});

describeStore('pages', (under) => {
  it('are found exactly as they were saved', async () => {
    const { appointments } = under.store;
    await appointments.savePage(business, 'walk-1', 'print', ['a', 'b'], noon);

    expect(await appointments.findPage(business, 'print')).toEqual(['a', 'b']);
    expect(await appointments.findPage(business, 'Print')).toBeNull();
    expect(await appointments.findPage('other@fjord.test', 'print')).toBeNull();
  });

  it('are forgotten unless the last walk saved or found them', async () => {
    const { appointments } = under.store;
    for (const print of ['found', 'saved', 'neither']) await appointments.savePage(business, 'walk-1', print, ['a'], noon);
    await appointments.savePage('other@fjord.test', 'walk-1', 'neither', ['b'], noon);

    await appointments.findPage(business, 'found', 'walk-2');
    await appointments.savePage(business, 'walk-2', 'saved', ['c'], later);
    await appointments.prunePages(business, 'walk-2');

    expect(await appointments.findPage(business, 'found')).toEqual(['a']);
    expect(await appointments.findPage(business, 'saved')).toEqual(['c']);
    expect(await appointments.findPage(business, 'neither')).toBeNull();
    expect(await appointments.findPage('other@fjord.test', 'neither')).toEqual(['b']);
  });
});

describeStore('an appointment just read', (under) => {
  it('offers nothing before it is mapped', async () => {
    await under.store.appointments.saveReadings([reading()]);

    expect(await under.store.items.findByAppointment(business, one)).toMatchObject([{ stage: 'blocked', version: 1 }]);
    expect(await under.store.items.countUnmapped()).toBe(1);
  });

  it('keeps the attendees we know when a later reading does not tell them', async () => {
    await under.store.appointments.saveReadings([reading()]);

    const standIn = facts({ id: 'nobody', attendeeKey: 'nobody', attendee: null });
    await under.store.appointments.saveReadings([reading({ complete: false, readAt: later, items: [standIn] })]);

    expect((await under.store.items.findByAppointment(business, one)).map((item) => item.facts.id)).toEqual([`${one}/kim`]);
  });
});
