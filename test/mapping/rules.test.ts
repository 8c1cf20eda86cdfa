import { faultsOf, flatten, rulesWith } from './builders.js';

const good = `businesses:
  - id: salon@fjord.test
    company: Fjord
customers: { create: never }
`;

/** `file:line path` of every fault. */
const places = (files: Record<string, string>): string[] =>
  faultsOf(files).map(({ file, line, path }) => `${file}:${line} ${path}`);

describe('faults of rule files', () => {
  test('every fault of every file is reported at once, with file, line and path', () => {
    const files = {
      'a.yaml': `businesses:
  - id: salon@fjord.test
    compani: Fjord
  - id: salon@fjord.test
    company: Fjord
    timeZone: Europe/Kopenhagen
`,
      'b.yaml': `# comments count as lines
invoice:
  groping: payer
  maxLines: many
services:
  - when: {}
    price: per-head
`,
    };

    expect(places(files)).toEqual([
      'a.yaml:null customers',
      'a.yaml:3 businesses[1].compani',
      'a.yaml:4 businesses[2].id',
      'a.yaml:6 businesses[2].timeZone',
      'b.yaml:3 invoice.groping',
      'b.yaml:4 invoice.maxLines',
      'b.yaml:7 services[1].price',
    ]);
  });

  test('what a shape cannot say is reported at once, too', () => {
    const files = {
      'a.yaml': `businesses:
  - { id: salon@fjord.test, company: Fjord }
  - { id: Salon@Fjord.test, company: Fjord, timeZone: Europe/Kopenhagen }
questions: { company: Company name }
payers:
  - when: { answers: { compny: Acme }, business: saloon@fjord.test }
    payer: C00020-is-much-too-long
ignore:
  - when: {}
    reason: Everything.
customers:
  create: never
  templates:
    - fields:
        displayName: '{{ atendee.name }}'
        type: Company
        emial: '{{ attendee.email | upcas }}'
        email: '{{ attendee.email | upcas }}'
        city: ${'x'.repeat(31)}
`,
    };

    expect(places(files)).toEqual([
      'a.yaml:3 businesses[2].id',
      'a.yaml:3 businesses[2].timeZone',
      'a.yaml:6 payers[1].when.answers.compny',
      'a.yaml:6 payers[1].when.business',
      'a.yaml:7 payers[1].payer',
      'a.yaml:9 ignore[1].when',
      'a.yaml:15 customers.templates[1].fields.displayName',
      'a.yaml:16 customers.templates[1].fields.type',
      'a.yaml:17 customers.templates[1].fields.emial',
      'a.yaml:18 customers.templates[1].fields.email',
      'a.yaml:19 customers.templates[1].fields.city',
    ]);
  });

  test.each([
    ['a key', `${good}graceMinuts: 5`, 'Did you mean "graceMinutes"?'],
    ['a key deep inside', `${good}services: [{ when: {}, hours: { stepMinute: 5 } }]`, 'Did you mean "stepMinutes"?'],
    ['a variable', `${good}invoice: { line: { description: "{{ appointment.dat }}" } }`, 'Did you mean "appointment.date"?'],
    [
      'an answer',
      `${good}questions: { poNumber: PO }\ninvoice: { purchaseOrder: "{{ answers.ponumber }}" }`,
      'Did you mean "answers.poNumber"?',
    ],
    ['a filter', `${good}invoice: { purchaseOrder: "{{ attendee.name | upcse }}" }`, 'Did you mean "upcase"?'],
    ['a field', `${good}invoice: { header: { salesPerson: X } }`, 'Did you mean "salesperson"?'],
  ])('%s that is misspelt gets a suggestion', (_name, text, expected) => {
    const messages = faultsOf({ 'a.yaml': text }).map((fault) => fault.message);

    expect(messages.some((message) => message.includes(expected))).toBe(true);
  });

  test.each([
    ['reading a file', "{% include 'secret' %}", 'no tag "include"'],
    ['loops', '{% for x in attendee.name %}{% endfor %}', 'no tag "for"'],
    ['an open condition', '{% if attendee.name %}', 'not closed'],
    ['an open output', '{{ attendee.name', 'not closed'],
    ['a variable of another kind of template', '{{ service.description }}', 'no variable "service.description"'],
    ['a computed variable', '{{ attendee[service.name] }}', 'no variable'],
  ])('refuses %s in a template', (_name, template, expected) => {
    const faults = faultsOf({ 'a.yaml': `${good}invoice: { purchaseOrder: ${JSON.stringify(template)} }` });

    expect(faults).toMatchObject([{ line: 5, path: 'invoice.purchaseOrder' }]);
    expect(faults[0]!.message).toContain(expected);
  });

  test.each(['Inventory', 'Non-Inventory', '{{ service.priceType }}'])('F-6: an item template of type %s is refused', (type) => {
    const fields = `{ displayName: X, type: "${type}", baseUnitOfMeasureCode: HOUR, generalProductPostingGroupCode: SERVICES }`;

    const faults = faultsOf({ 'a.yaml': `${good}items: { templates: [{ fields: ${fields} }] }` });

    expect(faults.map((fault) => fault.message)).toEqual(['must define type Service; write "type: Service"']);
  });

  test('F-6: an item template without a type is refused', () => {
    const faults = faultsOf({ 'a.yaml': `${good}items: { templates: [{ fields: { displayName: X } }] }` });

    expect(faults.map((fault) => fault.message)).toEqual([
      'must define type Service',
      'must define baseUnitOfMeasureCode',
      'must define generalProductPostingGroupCode',
    ]);
  });

  test('E-22: a line text without the day of the service is refused', () => {
    const faults = faultsOf({ 'a.yaml': `${good}invoice: { line: { description: "{{ service.name }}" } }` });

    expect(faults).toMatchObject([{ path: 'invoice.line.description', line: 5 }]);
    expect(faults[0]!.message).toContain('{{ appointment.date }}');
  });

  test('a section in two files, and YAML that is none', () => {
    const faults = faultsOf({ 'a.yaml': good, 'b.yaml': 'businesses: []', 'c.yaml': 'x:\n  - y: {\n' });

    expect(faults.map(({ file, line }) => `${file}:${line}`)).toEqual(expect.arrayContaining(['b.yaml:1', 'c.yaml:3']));
    expect(faults.find((fault) => fault.file === 'b.yaml')!.message).toContain('a.yaml');
  });

  test('empty files and comments are fine', () => {
    expect(faultsOf({ 'a.yaml': good, 'b.yaml': '# nothing yet\n', 'c.yaml': '' })).toEqual([]);
  });
});

describe('version of the rules (ET-23)', () => {
  test('stays when only comments, order of keys or files change', () => {
    const one = rulesWith('graceMinutes: 5\nquestions: { a: [x], b: [y] }');
    const same = rulesWith('# why\nquestions: { b: [y], a: x }\ngraceMinutes: 5');

    expect(same.version).toBe(one.version);
  });

  test('changes with a rule', () => {
    expect(rulesWith('graceMinutes: 6').version).not.toBe(rulesWith('graceMinutes: 5').version);
  });

  test('changes with the order of rules, since the first wins', () => {
    const rule = (label: string): string => `{ when: { label: ${label} }, reason: r }`;

    expect(rulesWith(`ignore: [${rule('a')}, ${rule('b')}]`).version).not.toBe(
      rulesWith(`ignore: [${rule('b')}, ${rule('a')}]`).version,
    );
    expect(flatten()).toHaveLength(1);
  });
});

describe('reading version of the rules', () => {
  const place = 'businesses: [{ id: salon@fjord.test, company: Fjord }]\n';

  test('grouping and who is created read nothing again', () => {
    const before = rulesWith('invoice: { grouping: payer }', `${place}customers: { create: never }`);
    const after = rulesWith(
      'invoice: { grouping: booking }',
      `${place}customers: { create: never, samePerson: booking-customer }`,
    );

    expect(after.version).not.toBe(before.version);
    expect(after.readingVersion).toBe(before.readingVersion);
  });

  test.each([
    ['grace', 'graceMinutes: 5'],
    ['a price per event', 'services: [{ when: { service: [Yoga] }, price: per-event }]'],
    ['a route', 'routing: [{ when: { service: [Yoga] }, company: Other }]'],
    ['who is the same person', 'customers: { create: never, samePerson: email }'],
    [
      'a template that prints notes',
      `invoice: { line: { description: '{{ appointment.date }} {{ appointment.serviceNotes }}' } }`,
    ],
  ])('%s reads everything again', (_what, text) => {
    const customers = text.startsWith('customers') ? '' : 'customers: { create: never }';
    const plain = rulesWith('', `${place}customers: { create: never }`);

    expect(rulesWith(text, `${place}${customers}`).readingVersion).not.toBe(plain.readingVersion);
  });
});
