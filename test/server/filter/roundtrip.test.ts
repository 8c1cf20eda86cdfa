import fc from 'fast-check';
import { filterColumns, type FilterColumn, type FilterTerm } from '../../../src/domain/filter.js';
import { explainFilter } from '../../../src/server/filter/explain.js';
import { FilterError } from '../../../src/server/filter/filterError.js';
import { formatFilter } from '../../../src/server/filter/format.js';
import { parseFilter } from '../../../src/server/filter/parse.js';
import { filterContext } from './context.js';

const columns = Object.keys(filterColumns) as FilterColumn[];
const locales = fc.constantFrom('en', 'en-US', 'de', 'nb-NO', 'fr', 'sv', 'de-CH', 'ar', 'xx-nonsense', '');

/** Texts made of what people type, in any order: far more of them parse than of random characters. */
const typed = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'Anna',
        ' ',
        '5',
        '12',
        '.',
        ',',
        '-',
        '..',
        '|',
        '&',
        '<>',
        '<',
        '>=',
        '=',
        '@',
        '*',
        '?',
        "'",
        "''",
        't',
        'w',
        '-1m',
        'cm',
      ],
      ...['2026-06-01', '1.6.2026', '10:30', 'T', 'Z', '🎉', '٣', "'x & y'", '\u0000', '9999'],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

function parseOrFault(column: FilterColumn, text: string, locale: string): FilterTerm | FilterError {
  try {
    return parseFilter(column, text, filterContext({ locale }));
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
}

it('never throws anything but its own error, with a sentence', () => {
  fc.assert(
    fc.property(fc.constantFrom(...columns), fc.oneof(typed, fc.string({ unit: 'binary' })), locales, (column, text, locale) => {
      const result = parseOrFault(column, text, locale);

      if (result instanceof FilterError) expect(result.message).toMatch(/[.*)'?]$/);
    }),
    { numRuns: 3_000 },
  );
});

it('writes every filter it can read so that it reads the same again, and explains it', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.constantFrom(...columns), typed, locales, (column, text, locale) => {
      const term = parseOrFault(column, text, locale);
      if (term instanceof FilterError) return;
      read += 1;

      const written = formatFilter(column, term, { locale });

      expect(parseFilter(column, written, filterContext({ locale }))).toEqual(normalised(term));
      expect(explainFilter(column, term, filterContext({ locale }))).toMatch(/^.+ .+\.$/su);
    }),
    { numRuns: 5_000 },
  );
  expect(read).toBeGreaterThan(500);
});

it('keeps any text literally between quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (value) => {
      const term: FilterTerm = { kind: 'equals', value, ignoreCase: false };

      const written = formatFilter('customerName', term, { locale: 'en' });

      expect(parseFilter('customerName', written, filterContext())).toEqual(term);
    }),
  );
});

it('cannot write alternatives inside a condition, and says so', () => {
  const either: FilterTerm = { kind: 'any', terms: [{ kind: 'equals', value: 'a', ignoreCase: false }] };

  const write = () => formatFilter('customerName', { kind: 'all', terms: [either, either] }, { locale: 'en' });

  expect(write).toThrow(FilterError);
});

/** `>5&<9` nests two pairs of conditions; written out they are four conditions side by side, which means the same. */
function normalised(term: FilterTerm): FilterTerm {
  if (term.kind === 'any') return { kind: 'any', terms: term.terms.map(normalised) };
  if (term.kind !== 'all') return term;
  return { kind: 'all', terms: term.terms.flatMap((one) => (one.kind === 'all' ? one.terms : [one])) };
}
