import { canWithdraw, erpTotalOf, hasVariance } from '../../../ui/src/format/invoice.js';
import type { Invoice } from '../../../ui/src/api/types.js';

const erp = (over: Partial<NonNullable<Invoice['erp']>> = {}): NonNullable<Invoice['erp']> => ({
  id: 'e1',
  key: 'BL-1',
  customerId: 'c1',
  customerNumber: '10000',
  customerName: 'Adatum',
  currencyCode: 'EUR',
  lastModifiedAt: '2026-06-01T10:00:00.000Z',
  etag: 'W/1',
  number: 'S-1',
  status: 'draft',
  pricesIncludeTax: false,
  netTotal: '100',
  taxTotal: '25',
  grossTotal: '125',
  remainingAmount: '125',
  invoiceDate: '2026-06-01',
  postingDate: '2026-06-01',
  dueDate: '2026-07-01',
  ...over,
});

test('the compared total is net, or gross where prices include tax', () => {
  expect(erpTotalOf({ erp: erp() })).toBe('100');
  expect(erpTotalOf({ erp: erp({ pricesIncludeTax: true }) })).toBe('125');
  expect(erpTotalOf({ erp: null })).toBeNull();
});

test.each([
  [null, false],
  ['0', false],
  ['0.00', false],
  ['-0.01', true],
  ['100.00', true],
])('a difference of %s counts: %s', (variance, expected) => {
  expect(hasVariance({ variance })).toBe(expected);
});

test('only a draft that still is one can be withdrawn', () => {
  expect(canWithdraw({ push: 'created', erp: erp(), draftNumber: 'S-1' })).toBe(true);
  expect(canWithdraw({ push: 'created', erp: erp({ status: 'open' }), draftNumber: 'S-1' })).toBe(false);
  expect(canWithdraw({ push: 'created', erp: erp({ number: 'PS-9' }), draftNumber: 'S-1' })).toBe(false);
  expect(canWithdraw({ push: 'sending', erp: null, draftNumber: null })).toBe(false);
  expect(canWithdraw({ push: 'intended', erp: null, draftNumber: null })).toBe(false);
});
