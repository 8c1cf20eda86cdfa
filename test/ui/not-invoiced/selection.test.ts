import {
  chosenOf,
  everythingSelected,
  isSelected,
  nothingSelected,
  selectedCount,
  selectSpan,
  toggleRow,
  withSeenVersions,
} from '../../../ui/src/pages/not-invoiced/selection.js';

const row = (id: string, version = 1) => ({ id, version });
const rows = (...ids: string[]) => ids.map((id) => row(id));

describe('the selection of the list', () => {
  test('turns a row on and off', () => {
    const on = toggleRow(nothingSelected, row('a'), 0);
    const off = toggleRow(on, row('a'), 0);

    expect(isSelected(on, 'a')).toBe(true);
    expect(isSelected(off, 'a')).toBe(false);
  });

  test('adds the rows between the anchor and a shift-click to those chosen before', () => {
    const anchored = toggleRow(toggleRow(nothingSelected, row('z'), 90), row('b'), 1);

    const spanned = selectSpan(anchored, rows('b', 'c', 'd'), 3);

    expect(selectedCount(spanned, 100)).toBe(4);
    expect(spanned.anchor).toBe(1);
  });

  test('means everything that matches after Ctrl+A, loaded or not', () => {
    expect(selectedCount(everythingSelected, 1243)).toBe(1243);
    expect(isSelected(everythingSelected, 'never loaded')).toBe(true);
  });

  test('leaves single rows out of everything, and takes them back', () => {
    const without = toggleRow(everythingSelected, row('b'), 1);
    const again = toggleRow(without, row('b'), 1);

    expect(selectedCount(without, 1243)).toBe(1242);
    expect(chosenOf(without, rows('a', 'b', 'c'))).toEqual(rows('a', 'c'));
    expect(selectedCount(again, 1243)).toBe(1243);
  });

  test('takes a span back into everything', () => {
    const without = toggleRow(toggleRow(everythingSelected, row('b'), 1), row('c'), 2);

    const again = selectSpan(without, rows('b', 'c'), 2);

    expect(selectedCount(again, 10)).toBe(10);
  });

  test('acts on the version the person saw last', () => {
    const chosen = toggleRow(toggleRow(nothingSelected, row('a', 1), 0), row('b', 4), 1);

    const refreshed = withSeenVersions(chosen, [row('a', 2), row('c', 9)]);

    expect(chosenOf(refreshed, [])).toEqual([row('a', 2), row('b', 4)]);
  });

  test('stays the same object when nothing newer was seen', () => {
    const chosen = toggleRow(nothingSelected, row('a', 1), 0);

    expect(withSeenVersions(chosen, [row('a', 1)])).toBe(chosen);
  });
});
