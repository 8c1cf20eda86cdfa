import type { Books } from './books.js';
import { entityOf, entities } from './data/entities.js';
import type { EntityDefinition, NavigationDefinition, PropertyDefinition } from './data/notation.js';
import { badRequest, unknownSegment } from './errors.js';
import { compileFilter } from './filter-match.js';
import { parseFilter, propertyNamed, type Expression } from './filter-parser.js';
import type { Row } from './table.js';

/** What of each row is shown. */
export interface Shape {
  select: PropertyDefinition[] | undefined;
  expand: Expansion[];
}

export interface Expansion extends Shape {
  navigation: NavigationDefinition;
  matches(row: Row, books: Books): boolean;
}

export interface QueryOptions extends Shape {
  filter: Expression | undefined;
  orderBy: { property: PropertyDefinition; descending: boolean }[];
  count: boolean;
  top: number | undefined;
  skip: number;
  skipToken: string | undefined;
}

/** Reads the query options of a request. Unknown options are ignored, as the real service does (reference 7). */
export function readQueryOptions(entity: EntityDefinition, query: URLSearchParams): QueryOptions {
  const filter = query.get('$filter');
  return {
    ...readShape(entity, query.get('$select'), query.get('$expand')),
    filter: filter ? parseFilter(filter, entity, query.get('$schemaversion') === '2.1') : undefined,
    orderBy: readOrder(entity, query.get('$orderby')),
    count: query.get('$count') === 'true',
    top: readWholeNumber(query.get('$top')),
    skip: readWholeNumber(query.get('$skip')) ?? 0,
    skipToken: query.get('$skiptoken') ?? undefined,
  };
}

export function readShape(entity: EntityDefinition, select: string | null, expand: string | null): Shape {
  return {
    select: select ? select.split(',').map((name) => propertyNamed(entity, name.trim())) : undefined,
    expand: expand ? splitOutsideParentheses(expand, ',').map((text) => readExpansion(entity, text.trim())) : [],
  };
}

function readExpansion(entity: EntityDefinition, text: string): Expansion {
  const [, name = '', inner = ''] = /^(\w+)(?:\((.*)\))?$/s.exec(text) ?? [];
  const navigation = entity.navigation.get(name);
  if (!navigation || !entities.has(navigation.target)) {
    throw badRequest(`Could not find a property named '${name || text}' on type 'Microsoft.NAV.${entity.entityName}'.`);
  }
  const target = entityOf(navigation.target);
  const options = new Map(splitOutsideParentheses(inner, ';').filter(Boolean).map(readInnerOption));
  const filter = options.get('$filter');
  const shape = readShape(target, options.get('$select') ?? null, options.get('$expand') ?? null);
  return { ...shape, navigation, matches: filter ? compileFilter(parseFilter(filter, target), target) : () => true };
}

function readInnerOption(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 0) throw badRequest(`Syntax error in '${text}'.`);
  return [text.slice(0, at).trim(), text.slice(at + 1)];
}

function splitOutsideParentheses(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === separator && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

function readOrder(entity: EntityDefinition, orderBy: string | null): QueryOptions['orderBy'] {
  return (orderBy ?? '')
    .split(',')
    .filter(Boolean)
    .map((text) => {
      const [name = '', direction = 'asc'] = text.trim().split(/\s+/);
      if (direction !== 'asc' && direction !== 'desc') throw badRequest(`Syntax error in '${text}'.`);
      return { property: propertyNamed(entity, name), descending: direction === 'desc' };
    });
}

function readWholeNumber(text: string | null): number | undefined {
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw badRequest(`Invalid value '${text}' for a query option.`);
  return Number(text);
}

/** The navigation property of that name. Throws 404 when the entity has none. */
export function navigationNamed(entity: EntityDefinition, name: string): NavigationDefinition {
  const navigation = entity.navigation.get(name);
  if (!navigation) throw unknownSegment(name);
  return navigation;
}
