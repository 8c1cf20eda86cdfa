import * as fc from 'fast-check';
import { cellsOf, fit, short, type Column } from '../../src/cli/fit.js';
import { table } from '../../src/cli/table.js';

const columns: Column[] = [
  { name: 'Row' },
  { name: 'Date', drop: 2 },
  { name: 'Customer', least: 10 },
  { name: 'Service', least: 8, drop: 1 },
  { name: 'Why', least: 20, below: true },
];
const why = 'The customer is blocked in Business Central. Unblock the card there, or assign another customer to this person.';
const rows = [
  ['row-1', '2026-06-01', 'C00010 Anna Karlsen of Nordlys', 'Swedish massage', why],
  ['row-2', '2026-06-02', 'C00020 Bo', 'Facial', ''],
];
const names = (width: number | null) => fit(columns, rows, width).columns.map(({ name }) => name);

test('where there is no terminal, or all is asked for, nothing is cut or left out', () => {
  expect(fit(columns, rows, null)).toEqual({ columns, rows, below: null, dropped: [] });
});

test('with less room the last column is cut, then the longest others, to what each may shrink to', () => {
  const { rows: cut } = fit(columns, rows, 80);

  expect(cut[0]).toEqual([
    'row-1',
    '2026-06-01',
    expect.stringMatching(/^C00010 Anna.*…$/),
    'Swedish massage',
    expect.stringMatching(/…$/),
  ]);
  expect(cut[1]!.slice(0, 4)).toEqual(rows[1]!.slice(0, 4));
});

test('then the reason goes below its row, broken between words, and only then columns go, the least needed first', () => {
  expect(names(70)).toEqual(['Row', 'Date', 'Customer', 'Service', 'Why']);
  expect(names(45)).toEqual(['Row', 'Date', 'Customer', 'Service']);
  expect(names(34)).toEqual(['Row', 'Date', 'Customer']);
  expect(names(20)).toEqual(['Row', 'Customer']);
  expect(fit(columns, rows, 60).below).toEqual([
    ['The customer is blocked in Business Central. Unblock the', 'card there, or assign another customer to this person.'],
    [],
  ]);
});

test('what was left out is said, with the way to see it', () => {
  expect(table(columns, rows, 34).split('\n').at(-1)).toBe('(Not shown for lack of room: Service. --wide shows everything.)');
  expect(table(columns, rows, null)).not.toContain('--wide');
});

test('no line is wider than the terminal, whatever people are called', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/\s/g, ' '));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 60, max: 200 }),
      (made, room) => {
        const lines = table(
          columns,
          made.map(([customer, service, reason]) => ['row-1', '2026-06-01', customer, service, reason]),
          room,
        ).split('\n');
        // The note of what is missing is a sentence, and may wrap.
        for (const line of lines.filter((one) => !one.startsWith('(Not shown'))) expect(cellsOf(line)).toBeLessThanOrEqual(room);
      },
    ),
    { numRuns: 200 },
  );
});

test.each([
  ['Anna', 4, 'Anna'],
  ['Anna Karlsen', 6, 'Anna …'],
  ['👩‍👩‍👧 family', 4, '👩‍👩‍👧 …'],
  ['日本語の名前', 6, '日本…'],
])('%s in %i places is %s', (text, width, expected) => {
  expect(short(text, width)).toBe(expected);
});
