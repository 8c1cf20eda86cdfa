import { Decimal } from 'decimal.js';
import { readMember } from './body.js';
import type { Books } from './books.js';
import { valueOf } from './computed.js';
import type { EntityDefinition, PropertyDefinition } from './data/notation.js';
import { badRequest } from './errors.js';
import type { Comparator, Expression, Operand, TextTest } from './filter-parser.js';
import type { Token } from './filter-tokens.js';
import type { Row } from './table.js';

export type Predicate = (row: Row, books: Books) => boolean;

/** Turns a parsed filter into a test of one row. Literals are read once, here. */
export function compileFilter(expression: Expression, entity: EntityDefinition): Predicate {
  switch (expression.kind) {
    case 'and': {
      const [left, right] = [compileFilter(expression.left, entity), compileFilter(expression.right, entity)];
      return (row, books) => left(row, books) && right(row, books);
    }
    case 'or': {
      const [left, right] = [compileFilter(expression.left, entity), compileFilter(expression.right, entity)];
      return (row, books) => left(row, books) || right(row, books);
    }
    case 'not': {
      const inner = compileFilter(expression.inner, entity);
      return (row, books) => !inner(row, books);
    }
    case 'test':
      return compileTest(expression.test, expression.operand, expression.literal.value, entity);
    case 'compare':
      return compileComparison(expression.comparator, expression.operand, expression.literal, entity);
  }
}

function compileTest(test: TextTest, operand: Operand, part: string, entity: EntityDefinition): Predicate {
  const read = readerOf(operand, entity);
  const holds = { startswith: 'startsWith', endswith: 'endsWith', contains: 'includes' } as const;
  return (row, books) => String(read(row, books))[holds[test]](part);
}

function compileComparison(comparator: Comparator, operand: Operand, literal: Token, entity: EntityDefinition): Predicate {
  const read = readerOf(operand, entity);
  const wanted = literalValue(operand.property, literal);
  if (typeof wanted === 'string' && wanted.includes('*') && (comparator === 'eq' || comparator === 'ne')) {
    const pattern = wildcard(wanted);
    return (row, books) => pattern.test(String(read(row, books))) === (comparator === 'eq');
  }
  if (wanted instanceof Decimal) return (row, books) => holds(comparator, new Decimal(read(row, books) as string).cmp(wanted));
  return (row, books) => holds(comparator, order(read(row, books), wanted));
}

function readerOf({ property, change }: Operand, entity: EntityDefinition): (row: Row, books: Books) => unknown {
  const read = (row: Row, books: Books) => valueOf(entity, property, row, books) ?? '';
  if (!change) return read;
  if (change.name === 'tolower') return (row, books) => String(read(row, books)).toLowerCase();
  if (change.name === 'toupper') return (row, books) => String(read(row, books)).toUpperCase();
  const [from = 0, length] = change.numbers;
  return (row, books) => String(read(row, books)).slice(from, length === undefined ? undefined : from + length);
}

/** A literal as the stored value it is compared with. Throws 400 when it cannot be one. */
function literalValue(property: PropertyDefinition, literal: Token): string | number | boolean | Decimal {
  switch (property.kind) {
    case 'decimal':
    case 'int':
    case 'long':
      if (literal.kind !== 'number') throw mismatch(property, literal);
      return property.kind === 'decimal' ? new Decimal(literal.value) : Number(literal.value);
    case 'instant':
      if (literal.kind !== 'instant' && literal.kind !== 'date') throw mismatch(property, literal);
      return Date.parse(literal.value);
    case 'guid':
      if (literal.kind !== 'guid') throw mismatch(property, literal);
      return literal.value.toLowerCase();
    case 'bool':
      if (literal.value !== 'true' && literal.value !== 'false') throw mismatch(property, literal);
      return literal.value === 'true';
    case 'date':
      if (literal.kind !== 'date') throw mismatch(property, literal);
      return literal.value;
    case 'enum':
      return readMember(property, literal.value);
    default:
      if (literal.kind !== 'text') throw mismatch(property, literal);
      return literal.value;
  }
}

function mismatch(property: PropertyDefinition, literal: Token): Error {
  return badRequest(
    `A binary operator with incompatible types was detected: property '${property.name}' and literal '${literal.value}'.`,
  );
}

/** `*` in a value is a wildcard on the real service (reference 7). */
function wildcard(value: string): RegExp {
  const parts = value.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function order(left: unknown, right: string | number | boolean): number {
  if (left === right) return 0;
  return (left as string) < (right as string) ? -1 : 1;
}

function holds(comparator: Comparator, ordering: number): boolean {
  switch (comparator) {
    case 'eq':
      return ordering === 0;
    case 'ne':
      return ordering !== 0;
    case 'gt':
      return ordering > 0;
    case 'ge':
      return ordering >= 0;
    case 'lt':
      return ordering < 0;
    case 'le':
      return ordering <= 0;
  }
}
