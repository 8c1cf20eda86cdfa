import type { BillingItem } from '../../src/domain/item.js';
import { composeInvoices } from '../../src/mapping/invoice.js';
import type { Rules } from '../../src/mapping/rules.js';
import { day, plainly, readyItem, rulesWith } from './builders.js';

const july = { from: '2026-07-01', to: '2026-07-31' };
const moved = (item: BillingItem, period = july): BillingItem => ({
  ...item,
  decision: {
    ...item.decision,
    period: { ...period, instead: null, by: 'Kari', at: '2026-06-03T08:00:00.000Z', reason: 'Agreed' },
  },
});
const june = (id: string, date: string, rules: Rules) => readyItem(day(id, date), {}, rules);
const datesOf = ({ draft }: ReturnType<typeof composeInvoices>['documents'][number]) => [
  draft.invoiceDate,
  draft.postingDate,
  draft.lines.filter((line) => line.billingItemId !== null).map((line) => line.shipmentDate),
];

test('D.1.12, E-22: a row moved to July shares the draft of July, dated at its end, with the day of its service on the line', () => {
  const rules = rulesWith('invoice: { grouping: period, documentDate: period-end, postingDate: period-end }');
  const items = [june('A1', '2026-06-02', rules), moved(june('A2', '2026-06-05', rules)), june('A3', '2026-07-03', rules)];

  const { documents } = composeInvoices(items, plainly, rules);

  expect(documents.map(datesOf)).toEqual([
    ['2026-06-30', '2026-06-30', ['2026-06-02']],
    ['2026-07-31', '2026-07-31', ['2026-06-05', '2026-07-03']],
  ]);
});

test.each([
  ['a later period on its first day', july, '2026-07-01'],
  ['an earlier period on its last day', { from: '2026-05-01', to: '2026-05-31' }, '2026-05-31'],
  ['its own period on the day of its service', { from: '2026-06-01', to: '2026-06-30' }, '2026-06-05'],
])('E-22: by the day of the service, a row moved to %s is posted', (_name, period, expected) => {
  const rules = rulesWith('invoice: { documentDate: last-service-date, postingDate: service-date }');

  const { documents } = composeInvoices([moved(june('A1', '2026-06-05', rules), period)], plainly, rules);

  expect(documents.map(datesOf)).toEqual([[expected, expected, ['2026-06-05']]]);
});

test('a period decided while the rules counted months stays as decided when they count weeks', () => {
  const rules = rulesWith('invoice: { grouping: period, period: week, documentDate: period-end }');
  const items = [moved(june('A1', '2026-06-05', rules)), june('A2', '2026-07-01', rules)];

  const { documents } = composeInvoices(items, plainly, rules);

  expect(documents.map(({ draft }) => draft.invoiceDate).sort()).toEqual(['2026-07-05', '2026-07-31']);
});

test('comments of a document name the period its rows were moved to', () => {
  const rules = rulesWith(
    "invoice: { grouping: period, comments: ['{{ period.from }} to {{ period.to }}, {{ invoice.firstDate }}'] }",
  );

  const { documents } = composeInvoices([moved(june('A1', '2026-06-05', rules))], plainly, rules);

  expect(documents[0]!.draft.lines[0]!.description).toBe('2026-07-01 to 2026-07-31, 2026-06-05');
});
