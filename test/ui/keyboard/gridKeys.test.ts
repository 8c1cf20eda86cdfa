import { gridCommandOf, pageCommandOf, type KeyPress } from '../../../ui/src/keyboard/gridKeys.js';

const press = (text: string): KeyPress => {
  const parts = text.split('+');
  const has = (name: string) => parts.includes(name);
  return { key: parts.at(-1) || '+', ctrlKey: has('Ctrl'), shiftKey: has('Shift'), altKey: has('Alt'), metaKey: has('Meta') };
};

describe('the keys of the list', () => {
  test.each([
    ['ArrowDown', { kind: 'move', rows: 1, columns: 0, extend: false }],
    ['Shift+ArrowUp', { kind: 'move', rows: -1, columns: 0, extend: true }],
    ['PageDown', { kind: 'page', direction: 1, extend: false }],
    ['Ctrl+End', { kind: 'edge', row: 'last', column: 'last' }],
    ['Enter', { kind: 'open' }],
    ['Ctrl+ ', { kind: 'toggle' }],
    ['Ctrl+a', { kind: 'select-all' }],
    ['Meta+a', { kind: 'select-all' }],
    ['Ctrl+c', { kind: 'copy' }],
    ['Shift+F10', { kind: 'menu' }],
    ['Alt+F3', { kind: 'filter-to-value' }],
    ['Escape', { kind: 'leave' }],
    ['Shift+?', { kind: 'help' }],
  ])('%s', (keys, command) => {
    expect(gridCommandOf(press(keys))).toEqual(command);
  });

  test.each([['F10'], ['Alt+ArrowLeft'], ['Ctrl+Shift+Alt+F3'], ['Alt+Shift+F3'], ['x'], ['Ctrl+r']])(
    '%s is left to others',
    (keys) => {
      expect(gridCommandOf(press(keys))).toBeNull();
    },
  );

  test('left and right follow the writing direction', () => {
    expect(gridCommandOf(press('ArrowRight'))).toMatchObject({ columns: 1 });
    expect(gridCommandOf(press('ArrowRight'), true)).toMatchObject({ columns: -1 });
  });
});

describe('the keys of the page', () => {
  test.each([
    ['F3', 'search'],
    ['Shift+F3', 'filter-pane'],
    ['Ctrl+Shift+Alt+F3', 'reset-filters'],
    ['F5', 'refresh'],
    ['Ctrl+F1', 'help'],
  ])('%s is %s', (keys, command) => {
    expect(pageCommandOf(press(keys))).toBe(command);
  });

  test.each([['F1'], ['Ctrl+F5'], ['Shift+F5'], ['Alt+F3'], ['Ctrl+F3'], ['F4']])('%s is left to the browser', (keys) => {
    expect(pageCommandOf(press(keys))).toBeNull();
  });
});
