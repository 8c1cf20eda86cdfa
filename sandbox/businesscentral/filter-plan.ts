import type { Expression, Operand } from './filter-parser.js';
import type { Row, Table } from './table.js';

/**
 * Rows that may satisfy the filter, found through an index or the modification order where one fits; the caller still
 * applies the whole filter. Undefined when only a walk over the table would do.
 */
export function candidateRows(expression: Expression | undefined, table: Table): Row[] | undefined {
  if (!expression) return undefined;
  if (expression.kind === 'and') return candidateRows(expression.left, table) ?? candidateRows(expression.right, table);
  return exactMatches(expression, table) ?? changedSince(expression, table);
}

function exactMatches(expression: Expression, table: Table): Row[] | undefined {
  if (expression.kind === 'or') {
    const left = exactMatches(expression.left, table);
    const right = left && exactMatches(expression.right, table);
    return right && [...new Set([...left!, ...right])];
  }
  if (expression.kind !== 'compare' || expression.comparator !== 'eq') return undefined;
  return lookUp(indexNameOf(expression.operand), expression.literal.value, expression.operand, table);
}

function lookUp(index: string, value: string, operand: Operand, table: Table): Row[] | undefined {
  if (index === 'id') {
    const row = table.get(value.toLowerCase());
    return row ? [row] : [];
  }
  if (!table.has(index) || value.includes('*')) return undefined;
  return table.find(index, operand.property.kind === 'guid' ? value.toLowerCase() : value);
}

function indexNameOf({ property, change }: Operand): string {
  return change ? `${change.name}(${property.name})` : property.name;
}

function changedSince(expression: Expression, table: Table): Row[] | undefined {
  if (expression.kind !== 'compare' || expression.operand.property.name !== 'lastModifiedDateTime') return undefined;
  if (expression.comparator !== 'gt' && expression.comparator !== 'ge') return undefined;
  return table.modifiedSince(Date.parse(expression.literal.value));
}
