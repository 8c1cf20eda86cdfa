import { inEnglish } from '../../src/domain/words/plain.js';
import { blocks } from '../../src/domain/problems.js';
import { undecided } from '../../src/domain/item.js';
import { billItem } from '../../src/mapping/bill.js';
import {
  acme,
  anna,
  attendee,
  bill,
  bo,
  codes,
  contextWith,
  cy,
  flatten,
  itemOf,
  party,
  rulesWith,
  service,
  signed,
} from './builders.js';

describe('group appointments', () => {
  const group = { attendees: [anna, bo, cy], maximumAttendeesCount: 5, price: 30, serviceName: 'Yoga' };

  test('F-23: 30.00 per seat are three items of 30.00', () => {
    const rules = rulesWith();
    const items = flatten(group, rules).map((facts) => billItem(itemOf(facts), contextWith(), rules));

    expect(items.map((item) => item.amount)).toEqual(['30', '30', '30']);
  });

  test('F-23: 90.00 per event are one item of 90.00, paid by the organiser', () => {
    const rules = rulesWith('services: [{ when: { service: yoga }, price: per-event }]');
    const facts = flatten({ ...group, price: 90 }, rules);

    expect(facts.map((item) => [item.attendeeKey, item.attendee?.name])).toEqual([['event', 'Anna Sørensen']]);
    expect(bill({ ...group, price: 90 }, {}, rules).amount).toBe('90');
  });

  test('F-23: an event paid by a customer of the rules asks nobody to become a customer', () => {
    const rules = rulesWith('services: [{ when: { service: yoga }, price: per-event, payer: C00020 }]');

    const billing = bill(group, { party: null, payers: new Map([['C00020', acme]]) }, rules);

    expect(flatten(group, rules)[0]!.partyKey).toBeNull();
    expect([billing.sellTo?.number, billing.problems]).toEqual(['C00020', []]);
  });

  test('E-8: seats taken that are not listed warn', () => {
    const billing = bill({ ...group, filledAttendeesCount: 4 });

    expect(billing.problems).toMatchObject([
      { code: 'seat-mismatch', severity: 'warns', sentences: [{ values: { filled: '4', listed: '3' } }] },
    ]);
  });
});

describe('currency, company and zone', () => {
  test.each([
    ['the local currency', 'EUR', 'EUR', [], []],
    ['another the company has', 'USD', 'EUR', ['USD'], []],
    ['trap 6, E-1: one the company lacks', 'DKK', 'EUR', ['USD'], ['currency-unknown']],
    ['no currency at all', null, 'EUR', ['USD'], ['no-currency']],
    ['a company not read yet', 'EUR', null, [], ['currency-unknown']],
  ])('%s', (_name, currency, localCurrency, currencies, expected) => {
    const rules = rulesWith();
    const [facts] = flatten({}, rules, currency);

    expect(codes(billItem(itemOf(facts!), contextWith({ localCurrency, currencies }), rules).problems)).toEqual(expected);
  });

  test('trap 6: the document follows the booking, and the reasoning says that the card differs', () => {
    const billing = bill({}, { party: party({ currencyCode: 'USD' }) });

    expect(billing.currency).toBe('EUR');
    expect(inEnglish(billing.reasoning)).toContain('in EUR, although the customer’s card says USD'.replace('’', "'"));
  });

  test('no route and no zone are said together with everything else (all problems at once)', () => {
    const facts = {
      ...flatten({ price: 0, attendees: [attendee({ email: '' })] })[0]!,
      companyId: null,
      timeZone: null,
      currency: null,
    };

    const billing = billItem(itemOf(facts), contextWith({ party: null, service: null }), rulesWith());

    expect(codes(billing.problems)).toEqual([
      'no-route',
      'no-time-zone',
      'no-email',
      'service-unmapped',
      'no-currency',
      'suspicious-price',
    ]);
  });
});

describe('service of an item', () => {
  test.each([
    ['E-27: never mapped', { service: null }, ['service-unmapped']],
    ['BC-19: an item of another type', { service: service({ type: 'inventory' }) }, ['item-not-service']],
    ['E-27: a blocked item', { service: service({ blocked: true }) }, ['item-blocked']],
    ['both', { service: service({ blocked: true, type: 'non-inventory' }) }, ['item-not-service', 'item-blocked']],
  ] as const)('%s', (_name, context, expected) => {
    expect(codes(bill({}, context).problems)).toEqual(expected);
  });

  test('trap 12: an open question about the service is passed on, never answered by name', () => {
    const question = blocks('item-suggested', 'map-service', 'There is an item of that name.');

    expect(bill({}, { service: null, serviceQuestion: question }).problems).toEqual([question]);
  });

  test('an appointment without a service', () => {
    expect(codes(bill({ serviceId: '', serviceName: '' }, { service: null }).problems)).toEqual(['no-service']);
  });
});

describe('rules that leave an item out', () => {
  test.each([
    ['label', { label: 'Test' }],
    ['service', { serviceName: 'Staff treatment' }],
    ['domain', { attendees: [attendee({ email: 'me@Fjord.test' })] }],
  ])('E-14: ignored by %s, with the reason and without problems', (_name, changes) => {
    const rules = rulesWith(`ignore:
  - { when: { label: test }, reason: Tests. }
  - { when: { service: staff * }, reason: Staff. }
  - { when: { emailDomain: fjord.test }, reason: Ourselves. }`);

    const billing = bill(changes, { party: null, service: null }, rules);

    expect([billing.exclusion, billing.problems]).toEqual(['ignored-by-rule', []]);
    expect(inEnglish(billing.reasoning)).toMatch(/^Ignored by a rule: (Tests|Staff|Ourselves)\.$/);
  });

  test('E-26: a possible duplicate waits until a person confirms it', () => {
    const context = { duplicates: ['otheritem1'] };

    expect(bill({}, context).problems).toMatchObject([{ code: 'possible-duplicate', severity: 'blocks', fix: 'confirm' }]);
    expect(bill({}, context, rulesWith(), { decision: { ...undecided, confirmed: signed } }).problems).toEqual([]);
  });
});
