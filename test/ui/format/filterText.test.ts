import { filterContext } from './serverFilter.js';
import { parseFilter } from '../../../src/server/filter/parse.js';
import { buildFilter, filterToValue, type ColumnKind, type Condition } from '../../../ui/src/format/filterText.js';

describe('the filter builder', () => {
  test.each<[ColumnKind, Condition, string, string, string]>([
    ['text', 'contains', 'Holm', '', '@*Holm*'],
    ['text', 'begins', 'Holm', '', '@Holm*'],
    ['text', 'is', 'Holm', '', 'Holm'],
    ['text', 'is', 'Fjord & Sons', '', "'Fjord & Sons'"],
    ['text', 'is-not', "O'Brien", '', "<>'O''Brien'"],
    ['text', 'empty', '', '', "''"],
    ['text', 'not-empty', '', '', "<>''"],
    ['number', 'at-least', '100', '', '100..'],
    ['number', 'at-most', '100', '', '..100'],
    ['number', 'between', '10', '20', '10..20'],
    ['time', 'today', '', '', 't'],
    ['time', 'from', '2026-05-01', '', '2026-05-01..'],
    ['time', 'between', '2026-05-01', '2026-05-31', '2026-05-01..2026-05-31'],
  ])('writes %s %s "%s" "%s" as %s', (kind, condition, first, second, text) => {
    expect(buildFilter(kind, condition, first, second)).toBe(text);
  });

  test('writes nothing while a value is missing', () => {
    expect(buildFilter('number', 'between', '10', ' ')).toBeNull();
    expect(buildFilter('text', 'contains', '', '')).toBeNull();
  });

  test.each([['Fjord & Sons'], ["O'Brien"], ['a|b'], ['<>x'], ['1..5'], ['@home'], ['50* off?'], ['(x)'], ['t']])(
    'writes %s so that the server finds exactly that',
    (value) => {
      const term = parseFilter('customerName', filterToValue(value), filterContext);

      expect(term).toEqual({ kind: 'equals', value, ignoreCase: false });
    },
  );

  test('finds a text that begins with a quote by a pattern', () => {
    const term = parseFilter('customerName', filterToValue("'t Hooft"), filterContext);

    expect(term).toEqual({ kind: 'pattern', pattern: '?t Hooft', ignoreCase: false });
  });

  test.each([['Fjord & Sons'], ['a|b'], ["O'Brien"], ['x..y'], ['(now)'], ['50*']])(
    'writes "contains %s" as one pattern the server reads',
    (value) => {
      const term = parseFilter('customerName', buildFilter('text', 'contains', value, '') ?? '', filterContext);

      expect(term).toMatchObject({ kind: 'pattern', ignoreCase: true });
    },
  );
});
