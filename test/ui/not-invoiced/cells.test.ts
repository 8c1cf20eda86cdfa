import type { ItemRow } from '../../../ui/src/api/types.js';
import { createMoneyFormats } from '../../../ui/src/format/money.js';
import { createTimeFormats } from '../../../ui/src/format/time.js';
import { filterColumns } from '../../../ui/src/format/filterText.js';
import { cellText, type CellContext } from '../../../ui/src/pages/not-invoiced/cellText.js';
import { canFilterTo, columnIds, filterColumnOf, filterToCell, viewOfState } from '../../../ui/src/pages/not-invoiced/columns.js';
import { exportColumnNames } from '../../../src/server/export/columns.js';

const context: CellContext = {
  t: (key) => key,
  formats: { locale: 'en-GB', ...createMoneyFormats('en-GB'), ...createTimeFormats('en-GB') },
  businessName: (id) => id,
  companyName: (id) => id ?? '',
};
const taxed = { currency: 'EUR', netAmount: '100', taxAmount: '25', grossAmount: '125' };
const text = (column: Parameters<typeof cellText>[0], row: Partial<ItemRow>) => cellText(column, row as ItemRow, context);

test('tax that Business Central reported is printed as it is, and an expectation is marked as one', () => {
  expect(text('taxAmount', { ...taxed, taxBasis: 'document' })).toBe('25.00');
  expect(text('grossAmount', { ...taxed, taxBasis: 'expected' })).toBe('≈ 125.00');
  expect(text('netAmount', { ...taxed, netAmount: null, taxBasis: null })).toBe('');
});

test('period and link mode are words, and empty where there is none', () => {
  expect(text('period', { periodFrom: '2026-06-01', periodTo: '2026-06-30' })).toBe('June 2026');
  expect(text('period', { periodFrom: null, periodTo: null })).toBe('');
  expect(text('linkMode', { linkMode: 'independent' })).toBe('linkMode.independent');
  expect(text('linkMode', { linkMode: null })).toBe('');
});

test('every column of the list can be exported', () => {
  expect(columnIds.filter((id) => !(exportColumnNames as string[]).includes(id))).toEqual([]);
});

test('a column is filtered by its own name or by one that stands for it; the others offer no filter', () => {
  expect(columnIds.filter((id) => filterColumnOf(id) === null)).toEqual([
    'state',
    'netAmount',
    'taxAmount',
    'grossAmount',
    'taxBasis',
    'daysWaiting',
    'documentStatus',
    'attendees',
  ]);
  expect(columnIds.flatMap((id) => filterColumnOf(id) ?? []).every((id) => Object.hasOwn(filterColumns, id))).toBe(true);
});

test('a period is filtered to by the days it has, a link mode by its word', () => {
  const row = { startsAt: '2026-06-10T08:00:00.000Z', timeZone: 'Europe/Oslo', linkMode: null } as ItemRow;

  expect(filterToCell({ ...row, periodFrom: '2026-06-01', periodTo: '2026-06-30' }, 'period', 'en-GB')).toBe(
    '2026-06-01..2026-06-30',
  );
  expect(filterToCell({ ...row, periodFrom: null, periodTo: null }, 'period', 'en-GB')).toBe('2026-06-10');
  expect(filterToCell(row, 'linkMode', 'en-GB')).toBe("''");
  expect(filterToCell(row, 'taxAmount', 'en-GB')).toBeNull();
});

test('filtering to a state is a matter of the view', () => {
  expect(canFilterTo('state')).toBe(true);
  expect(canFilterTo('taxAmount')).toBe(false);
  expect((['ready', 'sent', 'paid', 'credited'] as const).map(viewOfState)).toEqual(['ready', 'drafted', 'posted', 'posted']);
});
