import {
  firstLayout,
  gridTemplate,
  isLayout,
  moved,
  toggledColumn,
  widthOf,
  withWidth,
} from '../../../ui/src/pages/not-invoiced/layout.js';

describe('the columns of the list', () => {
  test('keep a width between readable and the screen', () => {
    expect(widthOf(withWidth(firstLayout, 'reason', 10), 'reason')).toBe(56);
    expect(widthOf(withWidth(firstLayout, 'reason', 5000), 'reason')).toBe(900);
    expect(widthOf(withWidth(firstLayout, 'reason', 300.4), 'reason')).toBe(300);
  });

  test('move one place, and stop at both ends', () => {
    const [first, second] = firstLayout.visible;

    expect(moved(firstLayout, second!, -1).visible.slice(0, 2)).toEqual([second, first]);
    expect(moved(firstLayout, first!, -1)).toBe(firstLayout);
    expect(moved(firstLayout, firstLayout.visible.at(-1)!, 1)).toBe(firstLayout);
  });

  test('come and go, but for the last', () => {
    const added = toggledColumn(firstLayout, 'staff');
    const alone = { visible: ['state' as const], widths: {} };

    expect(added.visible.at(-1)).toBe('staff');
    expect(toggledColumn(added, 'staff').visible).toEqual(firstLayout.visible);
    expect(toggledColumn(alone, 'state')).toBe(alone);
  });

  test('become tracks of a grid', () => {
    expect(gridTemplate({ visible: ['state', 'amount'], widths: { amount: 80 } })).toBe('36px 112px 80px minmax(0, 1fr)');
  });

  test.each([[null], [{}], [{ visible: [], widths: {} }], [{ visible: ['gone'], widths: {} }], [{ visible: ['state'] }]])(
    'are not taken from a browser that remembers %j',
    (remembered) => {
      expect(isLayout(remembered)).toBe(false);
    },
  );
});
