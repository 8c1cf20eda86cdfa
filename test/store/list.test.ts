import { undecided, type ItemFacts } from '../../src/domain/item.js';
import type { ColumnFilter, FilterTerm, ItemQuery } from '../../src/domain/filter.js';
import { claimedInvoice, mapAll } from './arrange.js';
import { billing, erpInvoice, facts, minutesAfter, noon, reading } from './builders.js';
import { describeStore } from './databases.js';

const byStart: ItemQuery = { view: 'all', filters: [], search: '', sort: { column: 'startsAt', direction: 'ascending' } };
const person = facts().attendee!;

describeStore('the list', (under) => {
  async function read(items: Record<string, Partial<ItemFacts>>): Promise<void> {
    const readings = Object.entries(items).map(([id, changes]) =>
      reading({ appointmentId: id, items: [facts({ id, appointmentId: id, ...changes })] }),
    );
    await under.store.appointments.saveReadings(readings);
    await mapAll(under.store, { sellTo: null });
  }

  async function idsOf(query: Partial<ItemQuery>, now = noon): Promise<string[]> {
    const { rows, total } = await under.store.list.page({ ...byStart, ...query }, now, 0, 100);
    expect(total).toBe(rows.length);
    return rows.map(({ item }) => item.facts.id);
  }

  const filtered = (column: ColumnFilter['column'], term: FilterTerm) => idsOf({ filters: [{ column, term }] });

  it('orders by each column both ways, with the id where values are equal', async () => {
    await read({
      b: { attendee: { ...person, name: 'ådal' } },
      c: { attendee: { ...person, name: 'Ådal' } },
      a: { attendee: { ...person, name: 'Zorn' } },
    });

    const up = await idsOf({ sort: { column: 'customerName', direction: 'ascending' } });
    const down = await idsOf({ sort: { column: 'customerName', direction: 'descending' } });

    expect([up, down]).toEqual([
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
    ]);
  });

  it('shows a page with the invoice of each claimed item, and how many there are', async () => {
    await read({ a: {}, b: {}, c: {} });
    const claimed = await under.store.items.find(['b']);
    await claimedInvoice(under.store, claimed);
    await under.store.invoices.recordCreated('invoice-1', 1, erpInvoice(), [], '0', noon);

    const { rows, total } = await under.store.list.page(byStart, noon, 1, 1);

    expect(total).toBe(3);
    expect(rows).toMatchObject([
      { item: { facts: { id: 'b' }, stage: 'drafted' }, invoice: { id: 'invoice-1', draftNumber: 'D-100' } },
    ]);
    expect(await filtered('documentNumber', { kind: 'equals', value: 'd-100', ignoreCase: true })).toEqual(['b']);
  });

  it('tells rows on a document by their link mode, and the others by having none', async () => {
    await read({ a: {}, b: {} });
    await claimedInvoice(under.store, await under.store.items.find(['b']));

    expect(await filtered('linkMode', { kind: 'pattern', pattern: 'IN*', ignoreCase: true })).toEqual(['b']);
    expect(await filtered('linkMode', { kind: 'equals', value: '', ignoreCase: false })).toEqual(['a']);
  });

  it('compares letters of every language without their case when asked to', async () => {
    await read({ a: { serviceName: 'ØRE' }, b: { serviceName: 'øre' }, c: { serviceName: 'ore' } });

    const either = await filtered('serviceName', { kind: 'equals', value: 'Øre', ignoreCase: true });
    const exactly = await filtered('serviceName', { kind: 'equals', value: 'øre', ignoreCase: false });

    expect([either, exactly]).toEqual([['a', 'b'], ['b']]);
  });

  it.each([
    ['100%*', ['percent']],
    ['*_*', ['underscore']],
    ['*[a]*', ['bracket']],
    ['*\\*', ['backslash']],
    ['10?%?off', ['percent']],
    ['*', ['backslash', 'bracket', 'percent', 'underscore']],
    ['%', []],
  ])('takes only * and ? of the pattern %s for wildcards', async (pattern, expected) => {
    await read({
      percent: { serviceName: '100% off' },
      underscore: { serviceName: 'a_b' },
      bracket: { serviceName: 'x[a]y' },
      backslash: { serviceName: 'c:\\' },
    });

    const found = await filtered('serviceName', { kind: 'pattern', pattern, ignoreCase: false });

    // All start at the same moment; which then comes first is the database's own affair.
    expect(found.sort()).toEqual(expected);
  });

  it('keeps small and capital letters of a pattern apart unless told otherwise', async () => {
    await read({ a: { serviceName: 'Haircut' } });

    expect(await filtered('serviceName', { kind: 'pattern', pattern: 'hair*', ignoreCase: false })).toEqual([]);
    expect(await filtered('serviceName', { kind: 'pattern', pattern: 'hAIR*', ignoreCase: true })).toEqual(['a']);
  });

  it('filters numbers and moments by range, the end of a range of days left out', async () => {
    await read({
      a: { startsAt: '2026-06-01T00:00:00.000Z' },
      b: { startsAt: '2026-06-01T23:59:00.000Z' },
      c: { startsAt: '2026-06-02T00:00:00.000Z' },
    });
    const [first] = await under.store.items.find(['a']);
    const cheap = billing({ sellTo: null, unitPrice: '12.5', amount: '12.5' });
    await under.store.items.saveMapping([{ itemId: 'a', version: first!.version, billing: cheap }], noon);

    const day = await filtered('startsAt', { kind: 'range', from: '2026-06-01T00:00:00.000Z', to: '2026-06-02T00:00:00.000Z' });
    const price = await filtered('unitPrice', { kind: 'range', from: '12.50', to: '99' });

    expect([day, price]).toEqual([['a', 'b'], ['a']]);
  });

  it('does not lose items without a value when a condition is turned round', async () => {
    await read({ a: {}, b: {} });
    const [item] = await under.store.items.find(['a']);
    const priceless = billing({ amount: null, unitPrice: null, quantity: null, sellTo: null });
    await under.store.items.saveMapping([{ itemId: 'a', version: item!.version, billing: priceless }], noon);

    const others = await filtered('amount', { kind: 'not', term: { kind: 'equals', value: '100', ignoreCase: false } });

    expect(others).toEqual(['a']);
  });

  it('finds every word somewhere in the row', async () => {
    await read({
      a: { serviceName: 'Beard trim' },
      b: { serviceName: 'Beard', attendee: { ...person, name: 'Åse Trimble' } },
      c: {},
    });

    expect(await idsOf({ search: 'BEARD trim' })).toEqual(['a', 'b']);
    expect(await idsOf({ search: 'åse  beard' })).toEqual(['b']);
    expect(await idsOf({ search: 'a%' })).toEqual([]);
  });

  it('streams all ids in order, more than one chunk of them', async () => {
    const count = 2300;
    const ids = Array.from({ length: count }, (_, index) => `id-${String(index).padStart(5, '0')}`);
    await read(Object.fromEntries(ids.map((id, index) => [id, { startsAt: minutesAfter(-(index % 7) * 1440) }])));
    const streamed: string[] = [];
    let chunks = 0;

    for await (const chunk of under.store.list.ids({ ...byStart, sort: { column: 'startsAt', direction: 'descending' } }, noon)) {
      streamed.push(...chunk.map(({ id }) => id));
      chunks += 1;
    }

    const expected = [...ids].reverse().sort((a, b) => (Number(a.slice(3)) % 7) - (Number(b.slice(3)) % 7));
    expect(streamed).toEqual(expected);
    expect(chunks).toBeGreaterThan(2);
  });

  it('adds up each currency by itself, to the last digit', async () => {
    await read({ a: {}, b: {}, c: { currency: 'JPY' }, d: { currency: null } });
    const amounts: Record<string, [string | null, string | null]> = {
      a: ['0.1', 'EUR'],
      b: ['0.2', 'EUR'],
      c: ['500', 'JPY'],
      d: [null, null],
    };
    const items = await under.store.items.find(Object.keys(amounts));
    const results = items.map(({ facts: { id }, version }) => {
      const [amount, currency] = amounts[id]!;
      return { itemId: id, version, billing: billing({ amount, currency, sellTo: null }) };
    });
    await under.store.items.saveMapping(results, noon);

    const totals = await under.store.list.totals(byStart, noon);

    expect(totals).toEqual([
      { currency: null, count: 1, minutes: 60, amount: '0' },
      { currency: 'EUR', count: 2, minutes: 120, amount: '0.30' },
      { currency: 'JPY', count: 1, minutes: 60, amount: '500' },
    ]);
    expect(await under.store.list.totalsOf(['a', 'c', 'a'])).toEqual([
      { currency: 'EUR', count: 1, minutes: 60, amount: '0.10' },
      { currency: 'JPY', count: 1, minutes: 60, amount: '500' },
    ]);
  });

  it('shows a customer by number once linked, before that by who it is in Bookings', async () => {
    await read({ a: {}, b: { partyKey: 'email:other' } });
    const [item] = await under.store.items.find(['a']);
    await under.store.items.saveMapping([{ itemId: 'a', version: item!.version, billing: billing() }], noon);

    const linked = await under.store.list.customerItems('C0001', noon);
    const unlinked = await under.store.list.customerItems('email:other', noon);

    expect([...linked, ...unlinked].map((row) => row.item.facts.id)).toEqual(['a', 'b']);
  });

  const zones = { ofBusiness: new Map<string, string>(), otherwise: 'Europe/Copenhagen' };

  /** Ended long ago, so that only the start decides. */
  const startingAt = (startsAt: string, businessId = 'salon@fjord.test') => ({
    businessId,
    startsAt,
    endsAt: startsAt,
    maturesAt: startsAt,
  });
  const weeksAndAges = async (now: string, of: typeof zones) => {
    const { byWeek, byAge } = await under.store.list.overview(now, of);
    return { weeks: byWeek.map(({ week, count }) => [week, count]), ages: byAge.map(({ bucket, count }) => [bucket, count]) };
  };

  it('counts weeks by the clock of the business, on both sides of a clock change', async () => {
    await read({
      // Sunday evening and Monday just after midnight, before Copenhagen's clocks go forward on 29 March and after.
      sundayInWinter: startingAt('2026-03-22T22:59:00.000Z'),
      mondayInWinter: startingAt('2026-03-22T23:00:00.000Z'),
      lateOnTheShortDay: startingAt('2026-03-29T21:59:00.000Z'),
      mondayInSummer: startingAt('2026-03-29T22:00:00.000Z'),
    });

    expect((await weeksAndAges('2026-04-01T08:00:00.000Z', zones)).weeks).toEqual([
      ['2026-03-16', 1],
      ['2026-03-23', 2],
      ['2026-03-30', 1],
    ]);
  });

  it('counts ages in days of the business, so that a late evening does not wait since tomorrow', async () => {
    // Eight calendar days before 9 April in New York, and seven: half an hour before midnight there, and at midnight.
    await read({
      evening: startingAt('2026-04-02T03:30:00.000Z'),
      midnight: startingAt('2026-04-02T04:00:00.000Z'),
    });
    const newYork = { ...zones, otherwise: 'America/New_York' };

    expect((await weeksAndAges('2026-04-09T16:00:00.000Z', newYork)).ages).toEqual([
      ['8-30', 1],
      ['0-7', 1],
    ]);
    expect((await weeksAndAges('2026-04-10T03:59:00.000Z', newYork)).ages).toEqual([
      ['8-30', 1],
      ['0-7', 1],
    ]);
    expect((await weeksAndAges('2026-04-10T04:00:00.000Z', newYork)).ages).toEqual([['8-30', 2]]);
  });

  it('counts each booking by its own business where their zones differ', async () => {
    const sundayEveningInUtc = '2026-05-24T22:30:00.000Z';
    await read({
      here: startingAt(sundayEveningInUtc),
      there: startingAt(sundayEveningInUtc, 'studio@hudson.test'),
    });

    const { weeks } = await weeksAndAges(noon, {
      ofBusiness: new Map([['studio@hudson.test', 'America/New_York']]),
      otherwise: 'Europe/Copenhagen',
    });

    expect(weeks.sort()).toEqual([
      ['2026-05-18', 1],
      ['2026-05-25', 1],
    ]);
  });

  it('sums what waits by week and by age', async () => {
    const on = (day: string) => ({
      startsAt: `${day}T09:00:00.000Z`,
      endsAt: `${day}T10:00:00.000Z`,
      maturesAt: `${day}T10:00:00.000Z`,
    });
    await read({ sunday: on('2026-05-31'), monday: on('2026-06-01'), old: on('2026-01-15'), upcoming: on('2026-07-01') });
    await under.store.items.decide('old', null, { ...undecided, price: null }, noon);
    await mapAll(under.store, { sellTo: null });

    const overview = await under.store.list.overview(noon, zones);

    expect(overview).toEqual({
      byWeek: [
        { week: '2026-01-12', currency: 'EUR', count: 1, amount: '100.00' },
        { week: '2026-05-25', currency: 'EUR', count: 1, amount: '100.00' },
        { week: '2026-06-01', currency: 'EUR', count: 1, amount: '100.00' },
      ],
      byAge: [
        { bucket: '91+', currency: 'EUR', count: 1, amount: '100.00' },
        { bucket: '0-7', currency: 'EUR', count: 2, amount: '200.00' },
      ],
      oldestWaiting: '2026-01-15T09:00:00.000Z',
    });
  });
});
