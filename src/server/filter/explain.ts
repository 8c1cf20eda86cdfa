import { DateTime } from 'luxon';
import { filterColumns, type FilterColumn, type FilterTerm } from '../../domain/filter.js';
import { addMs, startOfLocalDay, localDate, type Instant } from '../../domain/time.js';
import type { FilterContext } from './context.js';
import { isAnyValue } from './format.js';
import { writeNumber } from './numbers.js';

/** What the columns are called in a sentence. */
export const columnNames: Readonly<Record<FilterColumn, string>> = {
  businessId: 'Business',
  companyId: 'Company',
  customerName: 'Customer',
  customerEmail: 'E-mail',
  customerNumber: 'Customer no.',
  payerNumber: 'Payer no.',
  serviceName: 'Service',
  itemNumber: 'Item no.',
  staff: 'Staff',
  priceType: 'Price type',
  currency: 'Currency',
  documentNumber: 'Document no.',
  reason: 'Reason',
  startsAt: 'Start',
  endsAt: 'End',
  changedAt: 'Last change',
  durationMinutes: 'Duration in minutes',
  quantity: 'Quantity',
  unitPrice: 'Unit price',
  amount: 'Amount',
};

/** One English sentence that says which rows a filter lets through; dates are days of the context's zone. */
export function explainFilter(column: FilterColumn, term: FilterTerm, context: FilterContext): string {
  const zone = filterColumns[column] === 'time' ? ` (${context.zone})` : '';
  return `${columnNames[column]} ${describe(term, column, context, false)}${zone}.`;
}

function describe(term: FilterTerm, column: FilterColumn, context: FilterContext, negated: boolean): string {
  const is = negated ? 'is not' : 'is';
  switch (term.kind) {
    case 'not':
      return describe(term.term, column, context, !negated);
    case 'any':
      return term.terms.map((one) => describe(one, column, context, negated)).join(', or ');
    case 'all':
      return describeAll(term.terms, column, context, negated);
    case 'equals':
      return term.value === '' ? `${is} empty` : `${is} ${show(term.value, column, context)}${caseNote(term.ignoreCase)}`;
    case 'pattern':
      return `${negated ? 'does not look' : 'looks'} like ${show(term.pattern, column, context)}${caseNote(term.ignoreCase)}`;
    case 'range':
      if (isAnyValue(term)) return negated ? 'is empty' : 'is not empty';
      return `${is} ${describeRange(term, column, context)}`;
  }
}

function describeAll(terms: readonly FilterTerm[], column: FilterColumn, context: FilterContext, negated: boolean): string {
  const strict = strictEnd(terms);
  if (strict === null) return terms.map((one) => describe(one, column, context, negated)).join(', and ');
  const side = strict.side === 'from' ? 'more than' : 'less than';
  return `${negated ? 'is not' : 'is'} ${side} ${show(strict.value, column, context)}`;
}

/** `>5` is stored as "from 5, and not 5": recognised here so that the sentence says it as a person would. */
function strictEnd(terms: readonly FilterTerm[]): { side: 'from' | 'to'; value: string } | null {
  const [range, other] = terms;
  if (terms.length !== 2 || range?.kind !== 'range' || other?.kind !== 'not' || other.term.kind !== 'equals') return null;
  const { value } = other.term;
  if (range.from === value && range.to === null) return { side: 'from', value };
  return range.to === value && range.from === null ? { side: 'to', value } : null;
}

function describeRange(range: { from: string | null; to: string | null }, column: FilterColumn, context: FilterContext): string {
  if (filterColumns[column] === 'time') return describeTimes(range, context);
  const [from, to] = [range.from, range.to].map((end) => (end === null ? null : show(end, column, context)));
  if (from === null) return `${to} or less`;
  return to === null ? `${from} or more` : `between ${from} and ${to}`;
}

function describeTimes(range: { from: Instant | null; to: Instant | null }, context: FilterContext): string {
  const from = range.from === null ? null : showTime(range.from, context.zone);
  if (range.to === null) return `${from} or later`;
  const to = showEnd(range.to, context.zone);
  if (from === null) return isMidnight(range.to, context.zone) ? `${to} or earlier` : `before ${to}`;
  return from === to ? `on ${from}` : `from ${from} to ${to}`;
}

/** A span that ends at midnight ends, for people, on the day before. */
function showEnd(to: Instant, zone: string): string {
  return isMidnight(to, zone) ? showTime(startOfLocalDay(localDate(addMs(to, -1), zone), zone), zone) : showTime(to, zone);
}

function isMidnight(instant: Instant, zone: string): boolean {
  return startOfLocalDay(localDate(instant, zone), zone) === instant;
}

function showTime(instant: Instant, zone: string): string {
  const time = DateTime.fromISO(instant, { zone, locale: 'en' });
  return time.toFormat(isMidnight(instant, zone) ? 'd MMMM yyyy' : 'd MMMM yyyy HH:mm');
}

function show(value: string, column: FilterColumn, context: FilterContext): string {
  return filterColumns[column] === 'number' ? writeNumber(value, context.locale) : `“${value}”`;
}

function caseNote(ignoreCase: boolean): string {
  return ignoreCase ? ' in capitals or not' : '';
}
