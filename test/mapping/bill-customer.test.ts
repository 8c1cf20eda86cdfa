import { blocks } from '../../src/domain/problems.js';
import { undecided } from '../../src/domain/item.js';
import { payerNumbersOf } from '../../src/mapping/party.js';
import { acme, attendee, bill, bo, codes, flatten, party, rulesWith, signed } from './builders.js';

const noParty = { party: null };

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

    expect(billing.problems).toMatchObject([
      { code: 'customer-not-found', fix: 'fix-configuration', sentences: [{ values: { number: 'C77' } }] },
    ]);
  });

  test('a blocked payer blocks the item', () => {
    const blocked = party({ id: 'cust-acme', number: 'C00020', blocked: 'all' });

    expect(codes(bill({}, { payers: new Map([['C00020', blocked]]) }, rules).problems)).toEqual(['customer-blocked']);
  });
});
