import { filterColumns, type FilterColumn, type FilterTerm } from '../../domain/filter.js';
import { compareDecimals } from '../../domain/money.js';
import { say } from '../../domain/words/sentence.js';
import type { FilterContext } from './context.js';
import { readSpan } from './dates.js';
import { FilterError } from './filterError.js';
import { readNumber } from './numbers.js';
import { readOperands, type Comparison, type Operand, type Word } from './tokens.js';

const longestText = 500;
const mostConditions = 50;

/**
 * Reads a filter in BC's grammar: `..` ranges, `|` or, `&` and, `<>` `<` `<=` `>` `>=`, wildcards `*` `?`, `@` ignore case, `''` empty,
 * quotes, dates and relative days (feature landscape D.1.3). Throws FilterError, and nothing else, on any other text.
 */
export function parseFilter(column: FilterColumn, text: string, context: FilterContext): FilterTerm {
  if (text.length > longestText) throw new FilterError(say('filter-too-long', { most: String(longestText) }));
  if (text.trim() === '') throw new FilterError(say('filter-missing'));
  const alternatives = readOperands(text);
  if (alternatives.flat().length > mostConditions) {
    throw new FilterError(say('filter-too-many', { most: String(mostConditions) }));
  }
  const terms = alternatives.map((operands) =>
    joined(
      'all',
      operands.map((operand) => termOf(operand, column, context)),
    ),
  );
  return joined('any', terms);
}

function joined(kind: 'any' | 'all', terms: FilterTerm[]): FilterTerm {
  return terms.length === 1 ? terms[0]! : { kind, terms };
}

function termOf(operand: Operand, column: FilterColumn, context: FilterContext): FilterTerm {
  const kind = filterColumns[column];
  if (kind === 'time') return timeTerm(operand, context);
  const read = kind === 'number' ? (word: Word) => readNumber(word.text, context.locale) : (word: Word) => word.text;
  if (operand.kind === 'range') return rangeTerm(operand, read, kind);
  if (kind === 'number') refuseTextSigns(operand.word, operand.ignoreCase);
  return kind === 'number' && operand.word.text === '' ? emptyNumber(operand.comparison) : valueTerm(operand, read);
}

/** No number at all: outside of the range that is open at both ends. */
function emptyNumber(comparison: Comparison): FilterTerm {
  if (comparison !== '=' && comparison !== '<>') throw new FilterError(say('filter-needs-number', { sign: comparison }));
  return negatedIf(comparison === '=', { kind: 'range', from: null, to: null });
}

function valueTerm(operand: Extract<Operand, { kind: 'value' }>, read: (word: Word) => string): FilterTerm {
  const { word, ignoreCase, comparison } = operand;
  if (word.wildcards) return negatedIf(comparison === '<>', { kind: 'pattern', pattern: word.text, ignoreCase });
  return comparedTerm(comparison, read(word), ignoreCase);
}

function comparedTerm(comparison: Comparison, value: string, ignoreCase: boolean): FilterTerm {
  const equals: FilterTerm = { kind: 'equals', value, ignoreCase };
  if (comparison === '=' || comparison === '<>') return negatedIf(comparison === '<>', equals);
  const range: FilterTerm = comparison.startsWith('<')
    ? { kind: 'range', from: null, to: value }
    : { kind: 'range', from: value, to: null };
  return comparison.endsWith('=') ? range : { kind: 'all', terms: [range, { kind: 'not', term: equals }] };
}

function rangeTerm(
  operand: Extract<Operand, { kind: 'range' }>,
  read: (word: Word) => string,
  kind: 'text' | 'number',
): FilterTerm {
  const from = operand.from === null ? null : read(operand.from);
  const to = operand.to === null ? null : read(operand.to);
  if (kind === 'number' && from !== null && to !== null && compareDecimals(from, to) > 0) throw turnedRound(operand);
  return negatedIf(operand.negated, { kind: 'range', from, to });
}

/** Days and times are spans: equal means within, before means before its start, after means after its end. */
function timeTerm(operand: Operand, context: FilterContext): FilterTerm {
  if (operand.kind === 'range') return timeRange(operand, context);
  refuseTextSigns(operand.word, operand.ignoreCase);
  if (operand.word.text === '') throw new FilterError(say('filter-never-empty'));
  const span = readSpan(operand.word.text, context);
  const ranges: Record<Comparison, FilterTerm> = {
    '=': { kind: 'range', from: span.from, to: span.to },
    '<>': { kind: 'not', term: { kind: 'range', from: span.from, to: span.to } },
    '<': { kind: 'range', from: null, to: span.from },
    '<=': { kind: 'range', from: null, to: span.to },
    '>': { kind: 'range', from: span.to, to: null },
    '>=': { kind: 'range', from: span.from, to: null },
  };
  return ranges[operand.comparison];
}

function timeRange(operand: Extract<Operand, { kind: 'range' }>, context: FilterContext): FilterTerm {
  const from = operand.from === null ? null : readSpan(operand.from.text, context).from;
  const to = operand.to === null ? null : readSpan(operand.to.text, context).to;
  if (from !== null && to !== null && from >= to) throw turnedRound(operand);
  return negatedIf(operand.negated, { kind: 'range', from, to });
}

function turnedRound(operand: Extract<Operand, { kind: 'range' }>): FilterError {
  const turned = { from: operand.to?.text ?? '', to: operand.from?.text ?? '' };
  return new FilterError(say('filter-turned-round', turned));
}

function refuseTextSigns(word: Word, ignoreCase: boolean): void {
  if (word.wildcards) throw new FilterError(say('filter-wildcards-on-texts'));
  if (ignoreCase) throw new FilterError(say('filter-case-on-texts'));
}

function negatedIf(negated: boolean, term: FilterTerm): FilterTerm {
  return negated ? { kind: 'not', term } : term;
}
