import { auditChange } from '../../../ui/src/format/auditChange.js';

const nothing = { exclusion: null, price: null, period: null, notBefore: null, billAttendee: null, confirmed: null };
const signed = { by: 'Anna', at: '2026-06-01T08:00:00.000Z', reason: 'Agreed' };
const moved = { ...signed, from: '2026-07-01', to: '2026-07-31', instead: { from: '2026-06-01', to: '2026-06-30' } };

test.each([
  [
    'an exclusion',
    nothing,
    { ...nothing, exclusion: { ...signed, kind: 'marked-invoiced', reference: '103045' } },
    '',
    'marked-invoiced 103045',
  ],
  ['a price', nothing, { ...nothing, price: { ...signed, quantity: '1.5', unitPrice: '60' } }, '', '1.5 × 60'],
  [
    'D.1.12: a period, from the one it was',
    nothing,
    { ...nothing, period: moved },
    '2026-06-01 – 2026-06-30',
    '2026-07-01 – 2026-07-31',
  ],
  ['D.1.12: a period taken back', { ...nothing, period: moved }, nothing, '2026-07-01 – 2026-07-31', '2026-06-01 – 2026-06-30'],
  ['a confirmation taken back', { ...nothing, confirmed: signed }, nothing, '✓', ''],
  [
    'a document that was posted',
    { number: '102005', status: 'draft' },
    { number: '103005', status: 'open' },
    '102005 draft',
    '103005 open',
  ],
])('%s is told in a few words', (_what, before, after, from, to) => {
  expect(auditChange(JSON.stringify(before), JSON.stringify(after))).toEqual({ from, to });
});

test('codes are written as words and numbers as the locale writes them, where that is asked for', () => {
  const write = (field: string, value: string) => `${field}(${value})`;
  const decided = { ...nothing, price: { ...signed, quantity: '1.5', unitPrice: '60' } };

  expect(auditChange(JSON.stringify({ status: 'draft' }), JSON.stringify({ status: 'open' }), write)).toEqual({
    from: 'status(draft)',
    to: 'status(open)',
  });
  expect(auditChange(null, JSON.stringify(decided), write)?.to).toBe('quantity(1.5) × unitPrice(60)');
});

test('plain text stays as it is, and no change is none', () => {
  expect(auditChange('C00010', 'C00020 Mette Holm')).toEqual({ from: 'C00010', to: 'C00020 Mette Holm' });
  expect(auditChange(null, null)).toBeNull();
});
