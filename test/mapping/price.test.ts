import { inEnglish } from '../../src/domain/words/plain.js';
import { priceTypes, type Appointment } from '../../src/domain/booking.js';
import { undecided } from '../../src/domain/item.js';
import { sum } from '../../src/domain/money.js';
import { bill, codes, flatten, itemOf, contextWith, rulesWith, signed } from './builders.js';
import { billItem } from '../../src/mapping/bill.js';

const twenty = { endsAt: '2026-06-01T08:20:00.000Z' };

describe('price of an item', () => {
  test.each<[string, Partial<Appointment>, string | null, string | null, string | null]>([
    ['F-7, trap 1: fixed price 60 for two hours', { priceType: 'fixedPrice', price: 60 }, '1', '60', '60'],
    ['F-7: hourly 60 for two hours', { priceType: 'hourly', price: 60 }, '2', '60', '120'],
    ['E-4: a double that is not a cent amount', { priceType: 'fixedPrice', price: 19.989999999999998 }, '1', '19.99', '19.99'],
    ['E-4: hourly 60 for 20 minutes', { priceType: 'hourly', price: 60, ...twenty }, '0.33333', '60', '20'],
    ['hourly 55 for 90 minutes', { priceType: 'hourly', price: 55, endsAt: '2026-06-01T09:30:00.000Z' }, '1.5', '55', '82.5'],
  ])('%s', (_name, changes, quantity, unitPrice, amount) => {
    const billing = bill(changes);

    expect([billing.quantity, billing.unitPrice, billing.amount]).toEqual([quantity, unitPrice, amount]);
    expect(billing.problems).toEqual([]);
  });

  test('F-7: free for one hour is excluded, without problems', () => {
    const billing = bill({ priceType: 'free', price: 0 });

    expect([billing.exclusion, billing.amount, billing.problems]).toEqual(['free', null, []]);
  });

  test('E-3: free becomes a line of zero where the service rule says so', () => {
    const rules = rulesWith('services: [{ when: { service: Massage }, free: zero-line }]');

    const billing = bill({ priceType: 'free', price: 0 }, {}, rules);

    expect([billing.exclusion, billing.quantity, billing.unitPrice, billing.amount]).toEqual([null, '1', '0', '0']);
  });

  test.each(priceTypes.filter((type) => !['fixedPrice', 'hourly', 'free'].includes(type)))(
    'E-3: %s waits for a person, whatever the number says',
    (priceType) => {
      const billing = bill({ priceType, price: 150 });

      expect(billing.problems).toMatchObject([{ code: 'needs-price', severity: 'blocks', fix: 'set-price' }]);
      expect(billing.amount).toBeNull();
    },
  );

  test.each([
    ['0.004 EUR', { priceType: 'fixedPrice', price: 0.004 }],
    ['10 minutes at 0.01 EUR an hour', { priceType: 'hourly', price: 0.01, endsAt: '2026-06-01T09:10:00.000Z' }],
  ] as const)('E-3: %s comes to nothing and waits for a person, instead of a line of 0', (_, booked) => {
    const billing = bill({ startsAt: '2026-06-01T09:00:00.000Z', ...booked });

    expect(billing.amount).toBeNull();
    expect(billing.problems).toMatchObject([{ code: 'suspicious-price', severity: 'blocks', fix: 'set-price' }]);
  });

  test.each([0, -5, Number.NaN])('E-3: a fixed price of %p is suspicious, not free', (price) => {
    const billing = bill({ priceType: 'fixedPrice', price });

    expect(billing.problems).toMatchObject([{ code: 'suspicious-price', severity: 'blocks', fix: 'set-price' }]);
    expect(billing.exclusion).toBeNull();
  });

  test.each(priceTypes)('a person’s price wins over %s', (priceType) => {
    const decision = { ...undecided, price: { ...signed, quantity: '2', unitPrice: '12.345' } };

    const billing = bill({ priceType, price: 99 }, {}, rulesWith(), { decision });

    expect([billing.exclusion, billing.quantity, billing.unitPrice, billing.amount]).toEqual([null, '2', '12.345', '24.69']);
    expect(billing.problems).toEqual([]);
    expect(inEnglish(billing.reasoning)).toContain('set by finance@x.test (agreed by phone)');
  });

  test.each(['60', '1800', '3000', '99.99', '0.07', '12345.67'])(
    'E-4: 3 × 20 minutes at %s an hour are one hour, not 0.99',
    (rate) => {
      const rules = rulesWith();
      const items = ['A1', 'A2', 'A3'].map((id) => bill({ id, priceType: 'hourly', price: Number(rate), ...twenty }, {}, rules));

      const third = Math.round((Number(rate) * 100) / 3) / 100;

      expect(items.map((item) => Number(item.amount))).toEqual([third, third, third]);
      expect(Math.abs(Number(sum(items.map((item) => item.amount!))) - Number(rate))).toBeLessThanOrEqual(0.0151);
    },
  );

  test('E-4: where five decimals of an hour miss the amount, the unit price carries the rest and the reasoning says so', () => {
    const billing = bill({ priceType: 'hourly', price: 3000, ...twenty });

    expect([billing.quantity, billing.unitPrice, billing.amount]).toEqual(['0.33333', '3000.03', '1000']);
    expect(inEnglish(billing.reasoning)).toContain('unit price 3000.03');
  });

  test('JPY has no decimals, KWD has three', () => {
    const rules = rulesWith();
    const priced = (currency: string, price: number) =>
      billItem(itemOf(flatten({ price }, rules, currency)[0]!), contextWith({ currencies: ['JPY', 'KWD'] }), rules).amount;

    expect([priced('JPY', 1200.4), priced('KWD', 1.2345)]).toEqual(['1200', '1.235']);
  });

  test.each([
    ['up', '1.25'],
    ['down', '1'],
    ['nearest', '1'],
  ])('hours are rounded %s to the rule’s step', (round, quantity) => {
    const rules = rulesWith(`services: [{ when: { service: Massage }, hours: { stepMinutes: 15, round: ${round} } }]`);

    expect(bill({ priceType: 'hourly', endsAt: '2026-06-01T09:05:00.000Z' }, {}, rules).quantity).toBe(quantity);
  });

  test('a length rounded down to nothing waits for a person', () => {
    const rules = rulesWith('services: [{ when: {}, hours: { stepMinutes: 30, round: down } }]');

    expect(codes(bill({ priceType: 'hourly', ...twenty }, {}, rules).problems)).toEqual(['needs-price']);
  });

  test('a fallback price of the rules is used when Bookings names none, but only in its currency', () => {
    const rules = (currency: string) =>
      rulesWith(`services: [{ when: {}, fallbackPrice: { amount: 45.50, currency: ${currency}, per: hour } }]`);

    expect(bill({ priceType: 'startingAt', price: 9 }, {}, rules('EUR')).amount).toBe('91');
    expect(codes(bill({ priceType: 'startingAt', price: 9 }, {}, rules('SEK')).problems)).toEqual(['needs-price']);
    expect(bill({ priceType: 'fixedPrice', price: 9 }, {}, rules('EUR')).amount).toBe('9');
  });
});

describe('length of an appointment', () => {
  test.each([
    ['E-25: zero length blocks', '2026-06-01T08:00:00.000Z', ['zero-length'], 'blocks'],
    ['E-25: negative length blocks', '2026-06-01T07:00:00.000Z', ['negative-length'], 'blocks'],
    ['E-25: 25 hours warn', '2026-06-02T09:00:00.000Z', ['very-long'], 'warns'],
    ['E-25: 24 hours are fine', '2026-06-02T08:00:00.000Z', [], ''],
  ])('%s', (_name, endsAt, expected, severity) => {
    const { problems } = bill({ endsAt });

    expect(codes(problems)).toEqual(expected);
    expect(problems.every((problem) => problem.severity === severity)).toBe(true);
  });

  test('a person’s price turns an impossible length into a warning', () => {
    const decision = { ...undecided, price: { ...signed, quantity: '1', unitPrice: '10' } };

    const billing = bill({ endsAt: '2026-06-01T08:00:00.000Z' }, {}, rulesWith(), { decision });

    expect(billing.problems).toMatchObject([{ code: 'zero-length', severity: 'warns' }]);
    expect(billing.amount).toBe('10');
  });

  test.each([
    ['short night', '2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z', '1'],
    ['long night', '2026-10-24T23:30:00.000Z', '2026-10-25T02:30:00.000Z', '3'],
  ])('E-24: the %s of the clock change is billed by elapsed time', (_name, startsAt, endsAt, quantity) => {
    expect(bill({ priceType: 'hourly', startsAt, endsAt }).quantity).toBe(quantity);
  });
});
