import type { FilterColumn } from '../../../src/domain/filter.js';
import { explainFilter } from '../../../src/server/filter/explain.js';
import { parseFilter } from '../../../src/server/filter/parse.js';
import { filterContext } from './context.js';

it.each<[FilterColumn, string, string]>([
  ['customerName', '@*berg*', 'Customer looks like “*berg*” in capitals or not.'],
  ['customerName', "<>''&<>Anna", 'Customer is not empty, and is not “Anna”.'],
  ['serviceName', 'Cut|Colour', 'Service is “Cut”, or is “Colour”.'],
  ['amount', '10..49,50', 'Amount is between 10 and 49,5.'],
  ['amount', '>100', 'Amount is more than 100.'],
  ['amount', '<100', 'Amount is less than 100.'],
  ['amount', '..100', 'Amount is 100 or less.'],
  ['amount', "''", 'Amount is empty.'],
  ['amount', "<>''", 'Amount is not empty.'],
  ['startsAt', 't', 'Start is on 14 June 2026 (Europe/Oslo).'],
  ['startsAt', '-cm..cm', 'Start is from 1 June 2026 to 30 June 2026 (Europe/Oslo).'],
  ['startsAt', '<t', 'Start is 13 June 2026 or earlier (Europe/Oslo).'],
  ['startsAt', '>=t', 'Start is 14 June 2026 or later (Europe/Oslo).'],
  ['startsAt', '<5.6 10:30', 'Start is before 5 June 2026 10:30 (Europe/Oslo).'],
  ['startsAt', '<>t', 'Start is not on 14 June 2026 (Europe/Oslo).'],
])('explains %s %s', (column, text, sentence) => {
  const term = parseFilter(column, text, filterContext());

  expect(explainFilter(column, term, filterContext())).toBe(sentence);
});
