import { undecided } from '../../src/domain/item.js';
import { normaliseEmail } from '../../src/domain/email.js';
import { isBillable, needsOwnCustomer } from '../../src/mapping/party.js';
import { attendee, flatten, rulesWith, signed } from './builders.js';

describe('normalised e-mail address (E-7)', () => {
  test.each([
    ['  Anna@X.Test ', 'anna@x.test'],
    ['anna+work@x.test', 'anna+work@x.test'],
    ["conor.o'brien@mail.test", "conor.o'brien@mail.test"],
    ['zoe\u0308@x.test', 'zoë@x.test'],
    ['info@bücher.test', 'info@xn--bcher-kva.test'],
    ['info@xn--bcher-kva.test', 'info@xn--bcher-kva.test'],
    ['anna@[10.0.0.1]', null],
    ['anna@localhost', null],
    ['anna x@x.test', null],
    ['anna.@x.test', null],
    ['a@b.test; c@d.test', null],
    ['@x.test', null],
    ['anna', null],
    ['', null],
  ])('%p is %p', (typed, expected) => {
    expect(normaliseEmail(typed)).toBe(expected);
  });
});

describe('who is looked for in the ERP', () => {
  const facts = (changes: Parameters<typeof flatten>[0], rules: ReturnType<typeof rulesWith>) => flatten(changes, rules)[0]!;

  test('not those of free or ignored appointments', () => {
    const rules = rulesWith('ignore: [{ when: { label: test }, reason: Tests. }]');

    expect(isBillable(facts({ priceType: 'free' }, rules), undecided, rules)).toBe(false);
    expect(isBillable(facts({ label: 'test' }, rules), undecided, rules)).toBe(false);
    expect(needsOwnCustomer(facts({ label: 'test' }, rules), undecided, rules)).toBe(false);
    expect(needsOwnCustomer(facts({}, rules), undecided, rules)).toBe(true);
  });

  test('a free appointment with a person’s price is', () => {
    const rules = rulesWith();
    const decision = { ...undecided, price: { ...signed, unitPrice: '5', quantity: '1' } };

    expect(needsOwnCustomer(facts({ priceType: 'free' }, rules), decision, rules)).toBe(true);
  });

  test('not one whose place a payer takes, unless a person bills the attendee', () => {
    const rules = rulesWith('payers: [{ when: { emailDomain: x.test }, payer: C1, as: sell-to }]');
    const item = facts({ attendees: [attendee()] }, rules);

    expect(needsOwnCustomer(item, undecided, rules)).toBe(false);
    expect(needsOwnCustomer(item, { ...undecided, billAttendee: signed }, rules)).toBe(true);
  });
});
