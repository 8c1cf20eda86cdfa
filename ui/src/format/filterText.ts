/** Writes filters in Business Central's grammar for people who do not know it. */
export type ColumnKind = 'text' | 'time' | 'number';

/** Filterable columns with the kind of value they hold, as the server knows them. */
export const filterColumns = {
  businessId: 'text',
  companyId: 'text',
  customerName: 'text',
  customerEmail: 'text',
  customerNumber: 'text',
  payerNumber: 'text',
  billToNumber: 'text',
  serviceName: 'text',
  itemNumber: 'text',
  staff: 'text',
  priceType: 'text',
  currency: 'text',
  documentNumber: 'text',
  reason: 'text',
  linkMode: 'text',
  startsAt: 'time',
  endsAt: 'time',
  changedAt: 'time',
  durationMinutes: 'number',
  quantity: 'number',
  unitPrice: 'number',
  amount: 'number',
} as const satisfies Record<string, ColumnKind>;
export type FilterColumn = keyof typeof filterColumns;

export const conditions = {
  text: ['contains', 'begins', 'is', 'is-not', 'empty', 'not-empty'],
  /** Numbers stay as typed: the server reads them in the person's locale. */
  number: ['is', 'is-not', 'at-least', 'at-most', 'between', 'empty', 'not-empty'],
  /** A moment is never empty. */
  time: ['today', 'on', 'from', 'until', 'between'],
} as const satisfies Record<ColumnKind, readonly string[]>;
export type Condition = (typeof conditions)[ColumnKind][number];

/** How many values a condition asks for. */
export function valuesOf(condition: Condition): 0 | 1 | 2 {
  if (condition === 'empty' || condition === 'not-empty' || condition === 'today') return 0;
  return condition === 'between' ? 2 : 1;
}

/** The filter text of a plain condition; null while a value is missing. Text conditions ignore case, as people expect. */
export function buildFilter(kind: ColumnKind, condition: Condition, first: string, second: string): string | null {
  const given = [first, second].slice(0, valuesOf(condition)).map((value) => value.trim());
  if (given.some((value) => value === '')) return null;
  const [a = '', b = ''] = given;
  return kind === 'text' ? textFilter(condition, a) : rangeFilter(condition, a, b);
}

function textFilter(condition: Condition, value: string): string {
  if (condition === 'contains') return `@*${wild(value)}*`;
  if (condition === 'begins') return `@${wild(value)}*`;
  if (condition === 'is-not') return `<>${quoted(value)}`;
  if (condition === 'empty') return "''";
  if (condition === 'not-empty') return "<>''";
  return quoted(value);
}

function rangeFilter(condition: Condition, a: string, b: string): string {
  if (condition === 'today') return 't';
  if (condition === 'empty') return "''";
  if (condition === 'not-empty') return "<>''";
  if (condition === 'is-not') return `<>${a}`;
  if (condition === 'at-least' || condition === 'from') return `${a}..`;
  if (condition === 'at-most' || condition === 'until') return `..${a}`;
  return condition === 'between' ? `${a}..${b}` : a;
}

/** The filter that finds exactly this text (Alt+F3). */
export function filterToValue(value: string): string {
  return value === '' ? "''" : quoted(value);
}

/** A value with operators or words of the grammar in it, in quotes; quotes inside are doubled. */
function quoted(value: string): string {
  // A quote at the start cannot be told from the opening one, so it becomes "any one character".
  if (value.startsWith("'")) return wild(value);
  return /[()&|<>=.*?@']/.test(value) || value !== value.trim() || /^(t|today|w|workdate)$/i.test(value)
    ? `'${value.replaceAll("'", "''")}'`
    : value;
}

/** Inside a pattern quotes would make the stars literal, so each operator becomes "any one character". */
function wild(value: string): string {
  return value.replace(/[()&|<>=*@']|\.\./g, (found) => '?'.repeat(found.length));
}
