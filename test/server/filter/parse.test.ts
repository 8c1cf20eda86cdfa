import type { FilterColumn, FilterTerm } from '../../../src/domain/filter.js';
import { FilterError } from '../../../src/server/filter/filterError.js';
import { parseFilter } from '../../../src/server/filter/parse.js';
import { filterContext } from './context.js';

const equals = (value: string, ignoreCase = false): FilterTerm => ({ kind: 'equals', value, ignoreCase });
const pattern = (text: string, ignoreCase = false): FilterTerm => ({ kind: 'pattern', pattern: text, ignoreCase });
const range = (from: string | null, to: string | null): FilterTerm => ({ kind: 'range', from, to });
const not = (term: FilterTerm): FilterTerm => ({ kind: 'not', term });
const any = (...terms: FilterTerm[]): FilterTerm => ({ kind: 'any', terms });
const all = (...terms: FilterTerm[]): FilterTerm => ({ kind: 'all', terms });

describe('texts', () => {
  it.each<[string, FilterTerm]>([
    ['Anna Berg', equals('Anna Berg')],
    ['  Anna Berg ', equals('Anna Berg')],
    ['=Anna', equals('Anna')],
    ['@anna', equals('anna', true)],
    ['@*berg*', pattern('*berg*', true)],
    ['An?a', pattern('An?a')],
    ["''", equals('')],
    ["<>''", not(equals(''))],
    ['<>Anna', not(equals('Anna'))],
    ['<>@*test*', not(pattern('*test*', true))],
    ["'Smith & Sons'", equals('Smith & Sons')],
    ["'Smith & Sons'*", pattern('Smith & Sons*')],
    ["'a''b'", equals("a'b")],
    ["'5*'", equals('5*')],
    ["'..'", equals('..')],
    ["'@home'", equals('@home')],
    ["'<>x'", equals('<>x')],
    ["O'Brien", equals("O'Brien")],
    ["*O'Brien*", pattern("*O'Brien*")],
    ['anna@fjord.test', equals('anna@fjord.test')],
    ['A..F', range('A', 'F')],
    ['..F', range(null, 'F')],
    ['A..', range('A', null)],
    ['<>A..C', not(range('A', 'C'))],
    ["'a..b'..c", range('a..b', 'c')],
    ['a|b|c', any(equals('a'), equals('b'), equals('c'))],
    ['<>a&<>b', all(not(equals('a')), not(equals('b')))],
    ['a|b*&*c', any(equals('a'), all(pattern('b*'), pattern('*c')))],
    ['>=m', range('m', null)],
    ['>m', all(range('m', null), not(equals('m')))],
    ['<m', all(range(null, 'm'), not(equals('m')))],
    ['שלום 🎉', equals('שלום 🎉')],
  ])('reads %s', (text, expected) => {
    const term = parseFilter('customerName', text, filterContext());

    expect(term).toEqual(expected);
  });
});

describe('numbers', () => {
  it.each<[string, string, FilterTerm]>([
    ['nb-NO', '49,50', equals('49.5')],
    ['de', '1.234,5', equals('1234.5')],
    ['de', '1.000..2.000', range('1000', '2000')],
    ['en', '1,234.5', equals('1234.5')],
    ['en', '1.234', equals('1.234')],
    ['nb-NO', '1 234', equals('1234')],
    ['fr', '1 234,5', equals('1234.5')],
    ['de-CH', "1'234.5", equals('1234.5')],
    ['en', '-5', equals('-5')],
    ['en', '−5', equals('-5')],
    ['en', '..-5', range(null, '-5')],
    ['en', '10..20|>100', any(range('10', '20'), all(range('100', null), not(equals('100'))))],
    ['en', '<>0', not(equals('0'))],
    ['en', "''", not(range(null, null))],
    ['en', "<>''", range(null, null)],
    ['en', '007', equals('7')],
    ['not a locale', '1.5', equals('1.5')],
  ])('reads as %s %s', (locale, text, expected) => {
    const term = parseFilter('amount', text, filterContext({ locale }));

    expect(term).toEqual(expected);
  });
});

describe('what cannot be understood is answered with what to write', () => {
  it.each<[FilterColumn, string, string]>([
    ['customerName', '   ', "The filter is empty. Write a value, or '' to find rows without one."],
    ['customerName', 'a|', 'A value is missing beside "|"'],
    ['customerName', '&a', 'A value is missing'],
    ['customerName', '<>', 'A value is missing after "<>"'],
    ['customerName', '@', 'A value is missing after "@"'],
    ['customerName', "'Anna", "Write ' at both ends"],
    ['customerName', '..', 'A range needs at least one end'],
    ['customerName', 'a..b..c', 'A range has one ".." in it'],
    ['customerName', 'a*..b', 'A range cannot hold the wildcards'],
    ['customerName', '@a..b', '"@" cannot stand in a range'],
    ['customerName', '<a..b', '"<" cannot stand before a range'],
    ['customerName', '>a*', '">" does not go with the wildcards'],
    ['customerName', '>@a', '"@" does not go with ">"'],
    ['customerName', "'*'a*", 'A quoted * or ? cannot be mixed with wildcards'],
    ['customerName', 'x'.repeat(501), 'longer than 500 characters'],
    ['customerName', Array(51).fill('x').join('|'), 'more than 50 conditions'],
    ['amount', 'much', '"much" is not a number. Write digits with "," before the decimals, for example 1200 or 49,50'],
    ['amount', '12.5', '"12.5" is not a number'],
    ['amount', '1,2,3', '"1,2,3" is not a number'],
    ['amount', '1*', 'The wildcards * and ? work on texts only'],
    ['amount', '@1', '"@" works on texts only'],
    ['amount', '5..1', 'The range ends before it starts. Write 1..5 instead.'],
    ['amount', ">''", '">" needs a number after it'],
    ['startsAt', "''", 'This column is never empty'],
    ['startsAt', 'soon', '"soon" is not a date. Write 31.12.2026'],
    ['startsAt', '31.2.2026', '"31.2.2026" is not a date'],
    ['startsAt', '2026-06-*', 'The wildcards * and ? work on texts only'],
    ['startsAt', 't..-1m', 'The range ends before it starts. Write -1m..t instead.'],
    ['startsAt', 't+9999y', 'is not a date'],
  ])('%s filtered by %s', (column, text, sentence) => {
    const read = () => parseFilter(column, text, filterContext());

    expect(read).toThrow(FilterError);
    expect(read).toThrow(sentence);
  });
});
