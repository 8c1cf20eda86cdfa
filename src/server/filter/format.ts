import { filterColumns, type FilterColumn, type FilterTerm } from '../../domain/filter.js';
import { addMs } from '../../domain/time.js';
import { say } from '../../domain/words/sentence.js';
import type { FilterContext } from './context.js';
import { FilterError } from './filterError.js';
import { writeNumber } from './numbers.js';

type FilterKind = (typeof filterColumns)[FilterColumn];

/**
 * The text {@link parseFilter} reads back as exactly this term. Throws FilterError for a term the grammar has no words for (alternatives
 * inside a condition): BC's grammar knows no parentheses.
 */
export function formatFilter(column: FilterColumn, term: FilterTerm, context: Pick<FilterContext, 'locale'>): string {
  return formatTerm(term, filterColumns[column], context.locale, 0);
}

/** `depth` 0 may hold alternatives, 1 and 2 conditions that hold together, 3 (after `<>`) a single comparison. */
function formatTerm(term: FilterTerm, kind: FilterKind, locale: string, depth: number): string {
  switch (term.kind) {
    case 'any':
      return formatAll(term.terms, '|', kind, locale, depth > 0 ? null : 1);
    case 'all':
      return formatAll(term.terms, '&', kind, locale, depth > 2 ? null : 2);
    case 'not':
      if (isAnyValue(term.term)) return "''";
      if (term.term.kind === 'not') throw unsayable();
      return `<>${formatTerm(term.term, kind, locale, 3)}`;
    case 'pattern':
      return `${term.ignoreCase ? '@' : ''}${formatPattern(term.pattern)}`;
    case 'equals':
      return `${term.ignoreCase ? '@' : ''}${formatValue(term.value, kind, locale)}`;
    case 'range':
      if (isAnyValue(term)) return "<>''";
      return `${formatEnd(term.from, kind, locale, 0)}..${formatEnd(term.to, kind, locale, -1)}`;
  }
}

/** A range open at both ends holds every value, so what is outside of it is empty. */
export function isAnyValue(term: FilterTerm): boolean {
  return term.kind === 'range' && term.from === null && term.to === null;
}

function formatAll(terms: readonly FilterTerm[], sign: string, kind: FilterKind, locale: string, depth: number | null): string {
  if (depth === null) throw unsayable();
  return terms.map((term) => formatTerm(term, kind, locale, depth)).join(sign);
}

function unsayable(): FilterError {
  return new FilterError(say('filter-unsayable'));
}

/** A range of times excludes its end, so the last thousandth before it is written. */
function formatEnd(value: string | null, kind: FilterKind, locale: string, shiftMs: number): string {
  if (value === null) return '';
  return kind === 'time' ? addMs(value, shiftMs) : formatValue(value, kind, locale);
}

function formatValue(value: string, kind: FilterKind, locale: string): string {
  return kind === 'number' && value !== '' ? writeNumber(value, locale) : quote(value);
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Quotes what stands between the wildcards, so that no sign in it is read as an operator. */
function formatPattern(pattern: string): string {
  return pattern
    .split(/([*?]+)/)
    .map((part, index) => (index % 2 === 1 || part === '' ? part : quote(part)))
    .join('');
}
