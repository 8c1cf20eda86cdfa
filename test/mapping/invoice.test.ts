import type { Appointment } from '../../src/domain/booking.js';
import type { BillingItem } from '../../src/domain/item.js';
import { blocks } from '../../src/domain/problems.js';
import type { BillingContext } from '../../src/mapping/bill.js';
import { composeInvoices } from '../../src/mapping/invoice.js';
import type { Rules } from '../../src/mapping/rules.js';
import { anna, attendee, bo, codes, fjordId, party, plainly, readyItem, rulesWith } from './builders.js';

const ofBo: Partial<BillingContext> = { party: party({ id: 'cust-bo', number: 'C00011', name: 'Bo Lund' }) };

/** Appointment ids by document. */
const shape = (documents: readonly { items: { facts: { appointmentId: string } }[] }[]): string[] =>
  documents.map((document) => document.items.map((item) => item.facts.appointmentId).join(' '));

const day = (id: string, date: string, changes: Partial<Appointment> = {}): Partial<Appointment> => ({
  ...{ id, startsAt: `${date}T08:00:00.000Z`, endsAt: `${date}T09:00:00.000Z`, ...changes },
});

describe('items on drafts', () => {
  const items = [
    readyItem({ id: 'A1' }),
    readyItem({ id: 'B1', attendees: [bo] }, ofBo),
    readyItem({ id: 'A2' }),
    readyItem({ id: 'A3' }),
    readyItem({ id: 'B2', attendees: [bo] }, ofBo),
  ];
  const blocked = { ...readyItem({ id: 'X1', price: 0 }), stage: 'blocked' as const };

  test('F-1: three of Anna, two of Bo, one blocked: two drafts and one left out with its reason', () => {
    const { documents, leftOut } = composeInvoices([...items, blocked], plainly, rulesWith());

    expect(documents.map(({ customer, expectedTotal, draft }) => [customer.number, draft.lines.length, expectedTotal])).toEqual([
      ['C00010', 3, '180'],
      ['C00011', 2, '120'],
    ]);
    expect(leftOut.map(({ item, reasons }) => [item.facts.appointmentId, codes(reasons)])).toEqual([
      ['X1', ['suspicious-price']],
    ]);
  });

  test('F-2: one of Anna alone: one draft with one line', () => {
    expect(shape(composeInvoices([items[0]!], plainly, rulesWith()).documents)).toEqual(['A1']);
  });

  test('F-3: the same items in any order, or given twice, make the same drafts', () => {
    const once = composeInvoices(items, plainly, rulesWith());
    const again = composeInvoices([...items].reverse().concat(items), plainly, rulesWith());

    expect(again.documents.map((document) => document.draft)).toEqual(once.documents.map((document) => document.draft));
  });

  test('F-4, trap 7: Bo is blocked, Anna’s draft is made all the same', () => {
    const refused = { ...readyItem({ id: 'B1', attendees: [bo] }, { party: party({ number: 'C00011', blocked: 'all' }) }) };

    const { documents, leftOut } = composeInvoices([items[0]!, { ...refused, stage: 'blocked' }], plainly, rulesWith());

    expect(shape(documents)).toEqual(['A1']);
    expect(leftOut.map(({ reasons }) => codes(reasons))).toEqual([['customer-blocked']]);
  });

  test.each<[string, Partial<BillingItem>]>([
    ['claimed', { invoiceId: 'inv-1' }],
    ['excluded', { stage: 'excluded' }],
    ['blocked behind the stage’s back', { billing: { ...readyItem().billing, problems: [blocks('no-name', 'exclude', 'x')] } }],
    ['half mapped', { billing: { ...readyItem().billing, unitPrice: null } }],
    ['without a customer', { billing: { ...readyItem().billing, sellTo: null } }],
  ])('an item that is %s gets no line', (_name, changes) => {
    const { documents, leftOut } = composeInvoices([{ ...readyItem(), ...changes }], plainly, rulesWith());

    expect([documents.length, leftOut.length]).toEqual([0, 1]);
  });

  test('a refusal of the ERP is a reason', () => {
    const refusal = blocks('erp-refused', 'retry', 'No.');

    const { leftOut } = composeInvoices([{ ...readyItem(), stage: 'blocked', refusal }], plainly, rulesWith());

    expect(leftOut[0]!.reasons).toEqual([refusal]);
  });

  test('E-1: currencies, companies and payers never share a draft', () => {
    const base = readyItem();
    const others = [
      {
        ...base,
        facts: { ...base.facts, id: 'b', appointmentId: 'other-currency' },
        billing: { ...base.billing, currency: 'USD' },
      },
      { ...base, facts: { ...base.facts, id: 'c', appointmentId: 'other-company', companyId: 'zzz' } },
      {
        ...{ ...base, facts: { ...base.facts, id: 'd', appointmentId: 'other-payer' } },
        billing: { ...base.billing, billTo: { id: 'acme', number: 'C00020', name: 'Acme' } },
      },
    ];

    expect(shape(composeInvoices([base, ...others], plainly, rulesWith()).documents).sort()).toEqual(
      ['A1', 'other-company', 'other-currency', 'other-payer'].sort(),
    );
  });
});

describe('what shares a draft', () => {
  const across = (rules: Rules) =>
    composeInvoices(
      [
        readyItem(day('May', '2026-05-30'), {}, rules),
        readyItem(day('Sun', '2026-06-07'), {}, rules),
        readyItem(day('Mon', '2026-06-08'), {}, rules),
        readyItem(day('June', '2026-06-30'), {}, rules),
      ],
      plainly,
      rules,
    ).documents;

  test.each([
    ['payer', 'grouping: payer', ['May Sun Mon June']],
    ['booking', 'grouping: booking', ['June', 'May', 'Mon', 'Sun']],
    ['month', 'grouping: period', ['May', 'Sun Mon June']],
    ['week from Monday', 'grouping: period, period: week', ['May', 'Sun', 'Mon', 'June']],
    ['service date', 'documentDate: service-date', ['May', 'Sun', 'Mon', 'June']],
    ['period end', 'postingDate: period-end', ['May', 'Sun Mon June']],
    ['at most three lines', 'maxLines: 3', ['May Sun Mon', 'June']],
  ])('%s', (_name, option, expected) => {
    expect(shape(across(rulesWith(`invoice: { ${option} }`)))).toEqual(expected);
  });

  test('keys differ between the parts of a split draft', () => {
    const keys = across(rulesWith('invoice: { maxLines: 1 }')).map((document) => document.draft.key);

    expect(new Set(keys).size).toBe(4);
  });

  test('purchase order numbers', () => {
    const rules = rulesWith(
      'questions: { po: [PO number] }\ninvoice: { grouping: purchase-order, purchaseOrder: "{{ answers.po }}" }',
    );
    const withPo = (id: string, answer: string) =>
      readyItem({ id, attendees: [attendee({ answers: [{ questionId: null, question: 'PO number', answer }] })] }, {}, rules);

    const { documents } = composeInvoices([withPo('A1', 'P1'), withPo('A2', 'P2'), withPo('A3', ' P1 ')], plainly, rules);

    expect(documents.map((document) => [document.items.length, document.draft.purchaseOrderReference]).sort()).toEqual([
      [1, 'P2'],
      [2, 'P1'],
    ]);
  });

  test('a header field whose value differs makes another draft', () => {
    const rules = rulesWith('invoice: { header: { shortcutDimension1Code: "{{ service.name | downcase }}" } }');
    const items = [readyItem({ id: 'A1' }, {}, rules), readyItem({ id: 'A2', serviceName: 'Sauna' }, {}, rules)];

    const { documents } = composeInvoices(items, plainly, rules);

    expect(documents.map(({ draft }) => draft.shortcutDimension1Code).sort()).toEqual(['MASSAGE', 'SAUNA']);
  });
});

describe('dates of a draft', () => {
  const items = (rules: Rules) => [readyItem(day('A1', '2026-06-02'), {}, rules), readyItem(day('A2', '2026-06-05'), {}, rules)];

  test.each([
    ['today', '2026-06-10'],
    ['last-service-date', '2026-06-05'],
    ['period-end', '2026-06-30'],
  ])('document date %s', (policy, expected) => {
    const rules = rulesWith(`invoice: { documentDate: ${policy}, dueDays: 14 }`);

    const [document] = composeInvoices(items(rules), plainly, rules).documents;

    expect([document!.draft.invoiceDate, document!.draft.postingDate]).toEqual([expected, null]);
    expect(Date.parse(document!.draft.dueDate!) - Date.parse(expected)).toBe(14 * 86_400_000);
  });

  test('a date chosen by a person wins over the rule', () => {
    const rules = rulesWith('invoice: { documentDate: last-service-date, postingDate: last-service-date }');

    const [document] = composeInvoices(items(rules), { ...plainly, invoiceDate: '2026-06-20' }, rules).documents;

    expect([document!.draft.invoiceDate, document!.draft.postingDate]).toEqual(['2026-06-20', '2026-06-05']);
  });

  test.each([
    [
      'F-26: 00:30 on 1 June in Copenhagen belongs to June',
      'Europe/Copenhagen',
      '2026-05-31T22:30:00.000Z',
      '2026-06-01',
      '2026-06-30',
    ],
    [
      'F-26: 23:30 on 31 May in New York belongs to May',
      'America/New_York',
      '2026-06-01T03:30:00.000Z',
      '2026-05-31',
      '2026-05-31',
    ],
  ])('%s', (_name, timeZone, startsAt, date, periodEnd) => {
    const rules = rulesWith('invoice: { grouping: period, documentDate: period-end }');
    const item = readyItem({ startsAt, endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString() }, {}, rules);

    const [document] = composeInvoices([{ ...item, facts: { ...item.facts, timeZone } }], plainly, rules).documents;

    expect([document!.draft.lines[0]!.shipmentDate, document!.draft.invoiceDate]).toEqual([date, periodEnd]);
  });

  test('E-25: an appointment over midnight counts for the day the rules say', () => {
    const night = { startsAt: '2026-06-30T21:00:00.000Z', endsAt: '2026-07-01T01:00:00.000Z' };
    const dateBy = (periodOf: string) => {
      const rules = rulesWith(`invoice: { periodOf: ${periodOf} }`);
      return composeInvoices([readyItem(night, {}, rules)], plainly, rules).documents[0]!.draft.lines[0]!.shipmentDate;
    };

    expect([dateBy('start'), dateBy('end')]).toEqual(['2026-06-30', '2026-07-01']);
  });
});

describe('lines of a draft', () => {
  test('carry item, texts, unit, tax and day', () => {
    const rules = rulesWith(
      'services: [{ when: {}, unit: hour, taxCode: vat25 }]\ninvoice: { line: { description: "{{ service.name }} {{ appointment.date | date: \'d LLLL\' }}", description2: "{{ attendee.name }}" } }',
    );

    const [document] = composeInvoices([readyItem({ attendees: [anna] }, {}, rules)], plainly, rules).documents;

    expect(document!.draft).toMatchObject({
      companyId: fjordId,
      sellToCustomerId: 'cust-anna',
      billToCustomerId: null,
      currencyCode: 'EUR',
    });
    expect(document!.draft.lines).toEqual([
      {
        ...{ billingItemId: document!.items[0]!.facts.id, erpItemId: 'item-1', quantity: '1', unitPrice: '60' },
        ...{ description: 'Massage 1 June', description2: 'Anna Sørensen', unitOfMeasureCode: 'HOUR', taxCode: 'VAT25' },
        shipmentDate: '2026-06-01',
      },
    ]);
  });

  test('comments stand on top, and empty ones are left out', () => {
    const rules = rulesWith(`invoice:
  comments:
    - '{{ invoice.appointments }} appointments {{ invoice.firstDate }} to {{ invoice.lastDate }}'
    - '{% if payer.number != "" %}For {{ customer.name }}{% endif %}'`);
    const items = [readyItem(day('A1', '2026-06-02'), {}, rules), readyItem(day('A2', '2026-06-05'), {}, rules)];

    const [document] = composeInvoices(items, plainly, rules).documents;

    expect(document!.draft.lines.map((line) => [line.billingItemId === null, line.description])).toEqual([
      [true, '2 appointments 2026-06-02 to 2026-06-05'],
      [false, 'Massage 2026-06-02'],
      [false, 'Massage 2026-06-05'],
    ]);
    expect(document!.draft.lines[0]).toMatchObject({ erpItemId: null, quantity: '0', unitPrice: '0' });
  });

  test('E-36: a purchase order number too long for the header goes whole to a comment line, never cut', () => {
    const rules = rulesWith('questions: { po: [PO] }\ninvoice: { purchaseOrder: "{{ answers.po }}" }');
    const number = `PO-${'7'.repeat(40)}`;
    const item = readyItem(
      { attendees: [attendee({ answers: [{ questionId: null, question: 'PO', answer: number }] })] },
      {},
      rules,
    );

    const [document] = composeInvoices([item], plainly, rules).documents;

    expect(document!.draft.purchaseOrderReference).toBe('');
    expect(document!.draft.lines[0]!.description).toBe(`PO ${number}`);
  });

  test('a comment that cannot be filled leaves the document out, with the reason on each item', () => {
    const rules = rulesWith('invoice: { comments: [\'{{ customer.name | date: "d" }}\'] }');

    const { documents, leftOut } = composeInvoices([readyItem({}, {}, rules)], plainly, rules);

    expect(documents).toEqual([]);
    expect(leftOut[0]!.reasons).toMatchObject([{ code: 'template', fix: 'fix-configuration' }]);
  });
});
