import * as company from './company.js';
import * as finance from './finance.js';
import * as lookups from './lookups.js';
import * as masters from './masters.js';
import type { EntityDefinition } from './notation.js';
import * as sales from './sales.js';

const definitions: EntityDefinition[] = [masters, sales, finance, lookups, company].flatMap((room) => Object.values(room));

/** Every entity set the sandbox knows, by its URL segment. */
export const entities: ReadonlyMap<string, EntityDefinition> = new Map(definitions.map((entity) => [entity.entitySet, entity]));

/** The definition of an entity set that must be there. */
export function entityOf(entitySet: string): EntityDefinition {
  const definition = entities.get(entitySet);
  if (!definition) throw new Error(`No entity set ${entitySet}.`);
  return definition;
}
