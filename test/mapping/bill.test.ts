import { blocks } from '../../src/domain/problems.js';
import { undecided } from '../../src/domain/item.js';
import { billItem } from '../../src/mapping/bill.js';
import { payerNumbersOf } from '../../src/mapping/party.js';
import {
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

const noParty = { party: null };
const acme = party({ id: 'cust-acme', number: 'C00020', name: 'Acme' });

describe('customer of an item', () => {
  test.each([
    ['F-5, E-13: no e-mail address', { email: ' ' }, ['no-email']],
    ['an address that is none', { email: 'anna@' }, ['invalid-email']],
    ['no name', { name: '  ' }, ['no-name']],
    ['neither name nor address: both are said', { name: '', email: '' }, ['no-name', 'no-email']],
    ['not found yet', {}, ['customer-not-found']],
  ])('%s', (_name, changes, expected) => {
    const billing = bill({ attendees: [attendee(changes)] }, noParty);

    expect(codes(billing.problems)).toEqual(expected);
    expect(
      billing.problems.every((problem) => problem.fix === 'assign-customer' && /assign a customer here/.test(problem.message)),
    ).toBe(true);
  });

  test('BC-27: nobody on the appointment', () => {
    expect(bill({ attendees: [] }, noParty).problems).toMatchObject([{ code: 'no-customer', fix: 'fix-in-bookings' }]);
  });

  test('E-8: an unread attendee list never passes for "no customer"', () => {
    expect(codes(bill({ attendees: null }, noParty).problems)).toEqual(['reading-incomplete']);
  });

  test('trap 4, E-5: an open question is passed on as it is, with its candidates, and nobody is picked', () => {
    const candidates = ['C1', 'C2'].map((number) => ({ id: number, number, name: 'Anna', email: 'anna@x.test' }));
    const question = { ...blocks('ambiguous-customer', 'assign-customer', 'Two customers.'), candidates };

    const billing = bill({}, { party: null, customerQuestion: question });

    expect(billing.problems).toEqual([question]);
    expect(billing.sellTo).toBeNull();
  });

  test.each([
    ['F-4: blocked for invoices', 'invoice', ['customer-blocked']],
    ['F-4: blocked for everything', 'all', ['customer-blocked']],
    ['blocked for shipping only', 'ship', []],
  ] as const)('%s', (_name, blocked, expected) => {
    expect(codes(bill({}, { party: party({ blocked }) }).problems)).toEqual(expected);
  });

  test('E-13: a cash customer pays for people without an address, and only for those', () => {
    const rules = rulesWith('', cashRules);
    const cash = party({ id: 'cash', number: 'C99999', name: 'Counter' });
    const context = { party: null, payers: new Map([['C99999', cash]]) };

    expect(bill({ attendees: [attendee({ email: '' })] }, context, rules).sellTo?.number).toBe('C99999');
    expect(bill({ attendees: [] }, context, rules).problems).toEqual([]);
    expect(codes(bill({}, context, rules).problems)).toEqual(['customer-not-found']);
  });
});

const cashRules = `
businesses: [{ id: salon@fjord.test, company: Fjord Wellness ApS, cashCustomer: C99999 }]
customers: { create: never }
`;

describe('payer of an item', () => {
  const rules = rulesWith('payers: [{ when: { emailDomain: x.test }, unless: { service: Yoga }, payer: C00020 }]');
  const context = { payers: new Map([['C00020', acme]]) };

  test('F-22, NX-5: Anna works for Acme: sell-to Anna, bill-to Acme', () => {
    const billing = bill({}, context, rules);

    expect([billing.sellTo?.number, billing.billTo?.number]).toEqual(['C00010', 'C00020']);
  });

  test('F-22, NX-5: with the toggle on the attendee pays', () => {
    const billing = bill({}, context, rules, { decision: { ...undecided, billAttendee: signed } });

    expect([billing.sellTo?.number, billing.billTo]).toEqual(['C00010', null]);
  });

  test('NX-17: an exception by service, another domain', () => {
    expect(bill({ serviceName: 'Yoga' }, context, rules).billTo).toBeNull();
    expect(bill({ attendees: [bo] }, context, rules).billTo).toBeNull();
  });

  test('a payer as sell-to takes the place of an attendee nobody knows', () => {
    const sellTo = rulesWith('payers: [{ when: { emailDomain: "*.test" }, payer: C00020, as: sell-to }]');

    const billing = bill({}, { ...context, party: null }, sellTo);

    expect([billing.sellTo?.number, billing.billTo, billing.problems]).toEqual(['C00020', null, []]);
  });

  test('a rule by the attendee’s own customer number holds only for that customer', () => {
    const byNumber = rulesWith('payers: [{ when: { customer: C00010 }, payer: C00020 }]');

    expect(bill({}, context, byNumber).billTo?.number).toBe('C00020');
    expect(bill({}, { ...context, party: party({ number: 'C00011' }) }, byNumber).billTo).toBeNull();
    expect(payerNumbersOf(flatten({}, byNumber)[0]!, undecided, byNumber)).toEqual(['C00020']);
  });

  test('by an answer, and a payer the ERP does not have', () => {
    const byAnswer = rulesWith(
      'questions: { company: [Company name] }\npayers: [{ when: { answers: { company: acme* } }, payer: C77 }]',
    );
    const answers = [{ questionId: 'q1', question: 'Company  name: ', answer: 'ACME Ltd' }];

    const billing = bill({ attendees: [attendee({ answers })] }, context, byAnswer);

    expect(billing.problems).toMatchObject([{ code: 'customer-not-found', fix: 'fix-configuration', values: { number: 'C77' } }]);
  });

  test('a blocked payer blocks the item', () => {
    const blocked = party({ id: 'cust-acme', number: 'C00020', blocked: 'all' });

    expect(codes(bill({}, { payers: new Map([['C00020', blocked]]) }, rules).problems)).toEqual(['customer-blocked']);
  });
});

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

    expect(billing.problems).toMatchObject([{ code: 'seat-mismatch', severity: 'warns', values: { filled: '4', listed: '3' } }]);
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
    expect(billing.reasoning).toContain('in EUR, although the customer’s card says USD'.replace('’', "'"));
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
    expect(billing.reasoning).toMatch(/^Ignored by a rule: (Tests|Staff|Ourselves)\.$/);
  });

  test('E-26: a possible duplicate waits until a person confirms it', () => {
    const context = { duplicates: ['otheritem1'] };

    expect(bill({}, context).problems).toMatchObject([{ code: 'possible-duplicate', severity: 'blocks', fix: 'confirm' }]);
    expect(bill({}, context, rulesWith(), { decision: { ...undecided, confirmed: signed } }).problems).toEqual([]);
  });
});
