import { undecided } from '../../src/domain/item.js';
import { itemOf, type ItemRow } from '../../src/store/item-row.js';

test('D.1.12: a row decided by an earlier version, which knew no periods, has none', () => {
  const { period: _unknown, ...earlier } = undecided;
  const source = { facts: '{}', source_state: 'present', read_at: '', first_seen_at: '' } as const;
  const billed = { invoice_id: null, billing: '{}', refusal: null, stage: 'ready', document_number: '' } as const;
  const row: ItemRow = { ...source, ...billed, decision: JSON.stringify(earlier), unmapped: 0, version: 1, changed_at: '' };

  expect(itemOf(row).decision).toEqual(undecided);
});
