import { tabSeparated } from '../../../ui/src/format/tsv.js';

test('rows become lines with tabs', () => {
  expect(
    tabSeparated([
      ['a', 'b'],
      ['c', 'd'],
    ]),
  ).toBe('a\tb\r\nc\td');
});

test('a value with tabs or line breaks stays in its cell', () => {
  expect(tabSeparated([['a\tb\nc', 'd']])).toBe('a b c\td');
});

test.each([['=1+1'], ['+45 12345678'], ['@x'], ['-cmd|x']])('%s is pasted as text, not as a formula', (value) => {
  expect(tabSeparated([[value]])).toBe(`'${value}`);
});

test('a negative amount stays a number', () => {
  expect(tabSeparated([['-1.234,50']])).toBe('-1.234,50');
});
