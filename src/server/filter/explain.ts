import { DateTime } from 'luxon';
import { filterColumns, type FilterColumn, type FilterTerm } from '../../domain/filter.js';
import { addMs, startOfLocalDay, localDate, type Instant } from '../../domain/time.js';
import { say } from '../../domain/words/sentence.js';
import { readerOf, type Reader } from '../reader.js';
import type { FilterContext } from './context.js';
import { isAnyValue } from './format.js';
import { writeNumber } from './numbers.js';

/** What the parts of a sentence about a filter are written with. */
interface Telling {
  column: FilterColumn;
  context: FilterContext;
  reader: Reader;
}

/** One sentence in the language of the context's locale that says which rows a filter lets through; dates are days of its zone. */
export function explainFilter(column: FilterColumn, term: FilterTerm, context: FilterContext): string {
  const reader = readerOf(context.locale);
  const condition = describe(term, { column, context, reader }, false);
  if (filterColumns[column] !== 'time') return reader.tell(say('filter-explained', { column, condition }));
  return reader.tell(say('filter-explained-in-zone', { column, condition, zone: context.zone }));
}

function describe(term: FilterTerm, telling: Telling, negated: boolean): string {
  const { tell } = telling.reader;
  const is = negated ? 'no' : 'yes';
  switch (term.kind) {
    case 'not':
      return describe(term.term, telling, !negated);
    case 'any':
      return joined(term.terms, 'filter-or', telling, negated);
    case 'all':
      return describeAll(term.terms, telling, negated);
    case 'equals':
      if (term.value === '') return tell(say('filter-empty', { is }));
      return tell(say(term.ignoreCase ? 'filter-equals-any-case' : 'filter-equals', { is, value: show(term.value, telling) }));
    case 'pattern': {
      const values = { looks: is, value: show(term.pattern, telling) };
      return tell(say(term.ignoreCase ? 'filter-like-any-case' : 'filter-like', values));
    }
    case 'range':
      if (isAnyValue(term)) return tell(say('filter-empty', { is: negated ? 'yes' : 'no' }));
      return describeRange(term, telling, is);
  }
}

function joined(terms: readonly FilterTerm[], by: 'filter-or' | 'filter-and', telling: Telling, negated: boolean): string {
  const parts = terms.map((one) => describe(one, telling, negated));
  return parts.reduce((first, second) => telling.reader.tell(say(by, { first, second })));
}

function describeAll(terms: readonly FilterTerm[], telling: Telling, negated: boolean): string {
  const strict = strictEnd(terms);
  if (strict === null) return joined(terms, 'filter-and', telling, negated);
  const sentence = strict.side === 'from' ? 'filter-more' : 'filter-less';
  return telling.reader.tell(say(sentence, { is: negated ? 'no' : 'yes', value: show(strict.value, telling) }));
}

/** `>5` is stored as "from 5, and not 5": recognised here so that the sentence says it as a person would. */
function strictEnd(terms: readonly FilterTerm[]): { side: 'from' | 'to'; value: string } | null {
  const [range, other] = terms;
  if (terms.length !== 2 || range?.kind !== 'range' || other?.kind !== 'not' || other.term.kind !== 'equals') return null;
  const { value } = other.term;
  if (range.from === value && range.to === null) return { side: 'from', value };
  return range.to === value && range.from === null ? { side: 'to', value } : null;
}

function describeRange(range: { from: string | null; to: string | null }, telling: Telling, is: string): string {
  if (filterColumns[telling.column] === 'time') return describeTimes(range, telling, is);
  const { tell } = telling.reader;
  const [from, to] = [range.from, range.to].map((end) => (end === null ? null : show(end, telling)));
  if (from == null) return tell(say('filter-at-most', { is, value: to ?? '' }));
  return to == null ? tell(say('filter-at-least', { is, value: from })) : tell(say('filter-between', { is, from, to }));
}

function describeTimes(range: { from: Instant | null; to: Instant | null }, telling: Telling, is: string): string {
  const { tell } = telling.reader;
  const from = range.from === null ? null : showTime(range.from, telling);
  if (range.to === null) return tell(say('filter-since', { is, value: from ?? '' }));
  const to = showEnd(range.to, telling);
  if (from === null)
    return tell(say(isMidnight(range.to, telling.context.zone) ? 'filter-until' : 'filter-before', { is, value: to }));
  return from === to ? tell(say('filter-on', { is, value: from })) : tell(say('filter-from-to', { is, from, to }));
}

/** A span that ends at midnight ends, for people, on the day before. */
function showEnd(to: Instant, telling: Telling): string {
  const { zone } = telling.context;
  return isMidnight(to, zone) ? showTime(startOfLocalDay(localDate(addMs(to, -1), zone), zone), telling) : showTime(to, telling);
}

function isMidnight(instant: Instant, zone: string): boolean {
  return startOfLocalDay(localDate(instant, zone), zone) === instant;
}

/** With a time of day only where there is one. */
function showTime(instant: Instant, { context: { zone }, reader }: Telling): string {
  const time = DateTime.fromISO(instant, { zone, locale: reader.language });
  const day = reader.language === 'da' ? 'd. MMMM yyyy' : 'd MMMM yyyy';
  return time.toFormat(isMidnight(instant, zone) ? day : `${day} HH:mm`);
}

function show(value: string, { column, context, reader }: Telling): string {
  if (filterColumns[column] === 'number') return writeNumber(value, context.locale);
  const group = wordGroups[column];
  return `“${group === undefined ? value : reader.wordFor(group, value)}”`;
}

/** Columns whose values are words of ours. */
const wordGroups: Partial<Record<FilterColumn, string>> = { priceType: 'price-type', reason: 'reason' };
