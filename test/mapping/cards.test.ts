import type { Attendee } from '../../src/domain/booking.js';
import { customerFields } from '../../src/mapping/customer-card.js';
import { itemFields } from '../../src/mapping/item-card.js';
import type { Rules } from '../../src/mapping/rules.js';
import { attendee, codes, flatten, rulesWith } from './builders.js';

const card = (changes: Partial<Attendee>, rules: Rules = rulesWith()) =>
  customerFields(flatten({ attendees: [attendee(changes)] }, rules)[0]!, rules);

describe('customer card', () => {
  test('BC-11: is of type Person, in sending order, without empty fields', () => {
    const made = card({ email: ' Anna@X.test', phone: 'tel 20 11' });

    expect(Object.entries('fields' in made ? made.fields : {})).toEqual([
      ['displayName', 'Anna Sørensen'],
      ['type', 'Person'],
      ['phoneNumber', '20 11'],
      ['email', 'anna@x.test'],
    ]);
  });

  test.each([
    ['F-5: no e-mail address', { email: '' }, ['no-email']],
    ['a broken address', { email: 'x' }, ['invalid-email']],
    ['neither', { name: ' ', email: '' }, ['no-name', 'no-email']],
    ['an address too long for the card', { email: `${'a'.repeat(60)}@${'b'.repeat(30)}.test` }, ['customer-template']],
  ])('%s: no card', (_name, changes, expected) => {
    const made = card(changes);

    expect('problems' in made && codes(made.problems)).toEqual(expected);
  });

  test('the first template whose condition holds is used', () => {
    const rules = rulesWith(
      '',
      `businesses: [{ id: salon@fjord.test, company: F }]
customers:
  templates:
    - when: { country: [Germany, Deutschland] }
      fields: { displayName: '{{ attendee.name }}', type: Person, email: '{{ attendee.email }}', country: '{{ attendee.country | country_code }}' }
    - when: { country: '?*' }
      fields: { displayName: 'Other {{ attendee.name }}', type: Person, email: '{{ attendee.email }}' }
`,
    );
    const from = (countryOrRegion: string) => card({ address: { ...attendee().address, countryOrRegion } }, rules);

    expect(from('deutschland')).toMatchObject({ fields: { country: 'DE' } });
    expect(from('France')).toMatchObject({ fields: { displayName: 'Other Anna Sørensen' } });
    expect(from('')).toMatchObject({ problems: [{ code: 'customer-template' }] });
  });

  test('answers are found by question id before wording, and wording ignores case and marks', () => {
    const rules = rulesWith(
      'questions: { company: [q-1, Company name] }',
      `businesses: [{ id: salon@fjord.test, company: F }]
customers: { templates: [{ fields: { displayName: '{{ attendee.name }}', type: Person, email: '{{ attendee.email }}', addressLine2: '{{ answers.company }}' } }] }`,
    );
    const asked = (questionId: string | null, question: string, answer: string) => ({ questionId, question, answer });

    expect(card({ answers: [asked(null, 'COMPANY NAME:', 'Acme')] }, rules)).toMatchObject({ fields: { addressLine2: 'Acme' } });
    expect(card({ answers: [asked('q-9', 'Company name', 'Old'), asked('q-1', 'Firm?', 'New')] }, rules)).toMatchObject({
      fields: { addressLine2: 'New' },
    });
  });

  test('E-36: text of a person is data, never a template, and stays on one line', () => {
    const made = card({ name: '{{ attendee.email }}\r\n=HYPERLINK("x")\u0000\u202E' });

    expect(made).toMatchObject({ fields: { displayName: '{{ attendee.email }} =HYPERLINK("x")' } });
  });
});

describe('item card', () => {
  const rules = (more = '') =>
    rulesWith(`items:
  create: true
  templates:
    - when: { service: Sauna* }
      fields: { displayName: Sauna, type: Service, baseUnitOfMeasureCode: pcs, generalProductPostingGroupCode: services }
    - fields: { displayName: '{{ service.name }}', type: Service, unitPrice: '{{ service.price }}', baseUnitOfMeasureCode: HOUR, generalProductPostingGroupCode: SERVICES }
${more}`);
  const massage = {
    id: 's1',
    name: 'Massage',
    description: '',
    price: 85.5,
    priceType: 'fixedPrice',
    businessId: 'salon@fjord.test',
  } as const;

  test('is of type Service, in sending order, codes upper case', () => {
    const made = itemFields(massage, rules());
    const sauna = itemFields({ ...massage, name: 'Sauna evening' }, rules());

    expect(Object.entries('fields' in made ? made.fields : {})).toEqual([
      ['type', 'Service'],
      ['displayName', 'Massage'],
      ['baseUnitOfMeasureCode', 'HOUR'],
      ['generalProductPostingGroupCode', 'SERVICES'],
      ['unitPrice', 85.5],
    ]);
    expect(sauna).toMatchObject({ fields: { displayName: 'Sauna', baseUnitOfMeasureCode: 'PCS' } });
  });

  test('is not made when the rules forbid it', () => {
    expect(itemFields(massage, rulesWith())).toMatchObject({ problems: [{ code: 'item-template', fix: 'map-service' }] });
  });
});
