import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { seedWorld, type GraphSeedOptions } from '../../../sandbox/graph/seed.js';
import type { Appointment, Business } from '../../../sandbox/graph/model.js';
import { saturdayNoon } from '../caller.js';

const nowMs = Date.parse(saturdayNoon);
const seeded = (options?: GraphSeedOptions, at = nowMs): Map<string, Business> => seedWorld(at, options);
const salonOf = (world: Map<string, Business>): Business => world.get('salon@fjord.test')!;
const bookingsOf = (business: Business): Appointment[] => [...business.appointments.all()];
const fingerprint = (world: Map<string, Business>): string =>
  createHash('sha256')
    .update(JSON.stringify([...world.values()].map((business) => bookingsOf(business))))
    .digest('hex');

describe('the working week', () => {
  it('is the same for the same number and another for another', () => {
    expect(fingerprint(seeded())).toBe(fingerprint(seeded({ number: 1 })));
    expect(fingerprint(seeded({ number: 2 }))).not.toBe(fingerprint(seeded()));
  });

  it('has past, running and future bookings in every business', () => {
    for (const business of seeded().values()) {
      const bookings = bookingsOf(business);

      expect(bookings.some(({ endMs }) => endMs < nowMs)).toBe(true);
      expect(bookings.some(({ startMs, endMs }) => startMs < nowMs && endMs > nowMs)).toBe(true);
      expect(bookings.some(({ startMs }) => startMs > nowMs)).toBe(true);
    }
  });

  it('has a finished booking of every price type it offers', () => {
    const finished = bookingsOf(salonOf(seeded())).filter(({ endMs }) => endMs < nowMs);

    const types = new Set(finished.map(({ priceType }) => priceType));

    expect([...types].sort()).toEqual(['fixedPrice', 'free', 'hourly', 'notSet', 'startingAt', 'undefined']);
    expect(finished.find(({ priceType }) => priceType === 'undefined')!.price).toBe(0);
    expect(finished.some(({ service }) => service['isHiddenFromCustomers'] === true)).toBe(true);
  });

  it('has a group with three of five seats taken', () => {
    const groups = bookingsOf(salonOf(seeded())).filter(({ maximumAttendeesCount }) => maximumAttendeesCount === 5);

    expect(groups.map(({ attendees }) => attendees.length)).toContain(3);
    expect(new Set(groups[0]!.attendees.map(({ customerId }) => customerId)).size).toBe(3);
  });

  it('has two customers with one e-mail address, one without, and names that are hard to print', () => {
    const customers = [...salonOf(seeded()).customers.values()];
    const addresses = customers.flatMap(({ emailAddress }) => emailAddress?.toLowerCase() ?? []);

    expect(addresses.length - new Set(addresses).size).toBe(1);
    expect(customers.some(({ emailAddress }) => emailAddress === null)).toBe(true);
    expect(customers.some(({ displayName }) => displayName.length > 100)).toBe(true);
    expect(customers.some(({ displayName }) => /\p{Script=Arabic}/u.test(displayName))).toBe(true);
    expect(customers.some(({ displayName }) => /\p{Extended_Pictographic}/u.test(displayName))).toBe(true);
  });

  it('has answers for company, VAT and PO number, some blank, and one that is chosen from a list', () => {
    const answers = bookingsOf(salonOf(seeded())).flatMap(({ attendees }) => attendees.flatMap(({ answers }) => answers));
    const written = (question: string): (string | null)[] =>
      answers.filter((given) => given.question === question).map(({ answer }) => answer);

    expect(written('Company name')).toEqual(expect.arrayContaining(['', expect.stringMatching(/\w/)]));
    expect(written('VAT number')).toEqual(expect.arrayContaining(['', expect.stringMatching(/^DK/)]));
    expect(written('PO number')).toEqual(expect.arrayContaining(['', expect.stringMatching(/\d/)]));
    expect(answers.find(({ answerInputType }) => answerInputType === 'radioButton')).toMatchObject({
      answer: null,
      selectedOptions: [expect.any(String)],
    });
  });

  it.each([
    ['salon@fjord.test', 'Europe/Copenhagen'],
    ['studio@hudson.test', 'America/New_York'],
  ])('at %s crosses midnight, the turn of the month and both clock changes', (id, zone) => {
    const bookings = bookingsOf(seeded().get(id)!).map(({ startMs, endMs }) => ({
      start: DateTime.fromMillis(startMs, { zone }),
      end: DateTime.fromMillis(endMs, { zone }),
    }));

    expect(bookings.some(({ start, end }) => start.day !== end.day && end.toMillis() < nowMs)).toBe(true);
    expect(bookings.some(({ start }) => start.day === 1 && start.hour === 0 && start.minute === 30)).toBe(true);
    expect(bookings.some(({ start, end }) => start.month !== end.month)).toBe(true);
    const acrossChanges = bookings
      .filter(({ start, end }) => start.offset !== end.offset)
      .map(({ start }) => start.toMillis() < nowMs);
    expect(new Set(acrossChanges)).toEqual(new Set([true, false]));
  });

  it('has an id with a slash, unless told not to', () => {
    const withSlash = (options?: GraphSeedOptions): number =>
      bookingsOf(salonOf(seeded(options))).filter(({ id }) => id.includes('/')).length;

    expect(withSlash()).toBe(1);
    expect(withSlash({ slashId: false })).toBe(0);
  });

  it('can be left out', () => {
    expect(
      [...seeded({ empty: true }).values()].map(({ appointments, customers }) => appointments.size + customers.size),
    ).toEqual([0, 0, 0]);
  });
});

describe('the bulk seed', () => {
  it('gives finished, fixed-price bookings of so many customers within so many days', () => {
    const salon = salonOf(seeded({ bulk: { appointments: 1000, customers: 50, days: 10 } }));
    const bookings = bookingsOf(salon);

    expect(bookings).toHaveLength(1000);
    expect(salon.customers.size).toBe(50);
    expect(new Set(bookings.map(({ id }) => id)).size).toBe(1000);
    expect(new Set(bookings.map(({ attendees }) => attendees[0]!.customerId)).size).toBe(50);
    expect(bookings.every(({ endMs, priceType, price }) => endMs < nowMs && priceType === 'fixedPrice' && price > 0)).toBe(true);
    expect(Math.min(...bookings.map(({ startMs }) => startMs))).toBeGreaterThan(nowMs - 11 * 86_400_000);
  });

  it('leaves the other businesses their working week', () => {
    const world = seeded({ bulk: { appointments: 10, customers: 2, business: 'STUDIO@hudson.test' } });

    expect(world.get('studio@hudson.test')!.appointments.size).toBe(10);
    expect(salonOf(world).appointments.size).toBeGreaterThan(50);
  });
});
