import type { BillingItem } from '../../src/domain/item.js';
import { blocks } from '../../src/domain/problems.js';
import type { BillingContext } from '../../src/mapping/bill.js';
import { composeInvoices } from '../../src/mapping/invoice.js';
import type { Rules } from '../../src/mapping/rules.js';
import { attendee, bo, codes, day, party, plainly, readyItem, rulesWith } from './builders.js';

const ofBo: Partial<BillingContext> = { party: party({ id: 'cust-bo', number: 'C00011', name: 'Bo Lund' }) };

/** Appointment ids by document. */
const shape = (documents: readonly { items: { facts: { appointmentId: string } }[] }[]): string[] =>
  documents.map((document) => document.items.map((item) => item.facts.appointmentId).join(' '));

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
