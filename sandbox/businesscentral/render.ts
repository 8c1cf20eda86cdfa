import { entityOf } from './data/entities.js';
import type { EntityDefinition, PropertyDefinition } from './data/notation.js';
import type { Books } from './books.js';
import { jsonNumber, valueOf } from './computed.js';
import { etagOf } from './etag.js';
import type { Expansion, Shape } from './query-options.js';
import { follow } from './relations.js';
import type { Row } from './table.js';
import { instantText } from './wire.js';

/** Recorded company rows carry no ETag. */
const setsWithoutEtag = new Set(['companies', 'customerFinancialDetails']);

/** One row as JSON: ETag, then the chosen properties in the order of the data files, then expanded navigation. */
export function renderRow(entity: EntityDefinition, row: Row, books: Books, shape: Shape): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  if (!setsWithoutEtag.has(entity.entitySet)) json['@odata.etag'] = etagOf(row);
  for (const property of shape.select ?? entity.properties) renderProperty(json, entity, property, row, books);
  for (const expansion of shape.expand) json[expansion.navigation.name] = renderExpansion(entity, row, books, expansion);
  return json;
}

function renderProperty(
  json: Record<string, unknown>,
  entity: EntityDefinition,
  property: PropertyDefinition,
  row: Row,
  books: Books,
): void {
  switch (property.kind) {
    case 'decimal':
      json[property.name] = jsonNumber(valueOf(entity, property, row, books));
      break;
    case 'instant':
      json[property.name] = renderInstant(valueOf(entity, property, row, books));
      break;
    case 'stream':
      json[`${property.name}@odata.mediaEditLink`] = `${entity.entitySet}(${row.id})/${property.name}`;
      json[`${property.name}@odata.mediaReadLink`] = `${entity.entitySet}(${row.id})/${property.name}`;
      break;
    default:
      json[property.name] = valueOf(entity, property, row, books);
  }
}

function renderInstant(value: unknown): string {
  return typeof value === 'number' ? instantText(value) : String(value ?? '0001-01-01T00:00:00Z');
}

function renderExpansion(entity: EntityDefinition, row: Row, books: Books, expansion: Expansion): unknown {
  const target = entityOf(expansion.navigation.target);
  const rows = follow(books, entity.entitySet, row, expansion.navigation).filter((found) => expansion.matches(found, books));
  const rendered = rows.map((found) => renderRow(target, found, books, expansion));
  return expansion.navigation.many ? rendered : (rendered[0] ?? null);
}
