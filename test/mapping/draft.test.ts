import { composeInvoices } from '../../src/mapping/invoice.js';
import { billingPeriodOf } from '../../src/mapping/period.js';
import type { Rules } from '../../src/mapping/rules.js';
import { anna, attendee, day, fjordId, plainly, readyItem, rulesWith } from './builders.js';

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

  test.each([
    ['F-26: a month of the business zone', '{}', 'Europe/Copenhagen', { from: '2026-06-01', to: '2026-06-30' }],
    ['F-26: the same moment elsewhere', '{}', 'America/New_York', { from: '2026-05-01', to: '2026-05-31' }],
    ['a week from Monday', '{ period: week }', 'Europe/Copenhagen', { from: '2026-06-01', to: '2026-06-07' }],
    ['nothing while the zone is not known', '{}', null, null],
  ])('a booking falls in %s', (_name, invoice, timeZone, period) => {
    const facts = { startsAt: '2026-05-31T22:30:00.000Z', endsAt: '2026-05-31T23:30:00.000Z', timeZone };

    expect(billingPeriodOf(facts, rulesWith(`invoice: ${invoice}`))).toEqual(period);
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
