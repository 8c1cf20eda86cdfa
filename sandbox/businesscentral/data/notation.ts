import type { EnumName } from './enums.js';

/** Kinds of value on the wire. `code` is text that the service trims and upper-cases. */
export type ValueKind = 'guid' | 'code' | 'text' | 'bool' | 'decimal' | 'int' | 'long' | 'date' | 'instant' | 'enum' | 'stream';

/** One property of an entity, as the notation says it. */
export interface PropertyDefinition {
  name: string;
  kind: ValueKind;
  /** Characters; undefined means no fixed length. */
  maxLength: number | undefined;
  enumName: EnumName | undefined;
  editable: boolean;
  /** True for keys and not-blank fields. */
  required: boolean;
  /** Read-only on the page, yet accepted in a POST body (document numbers). */
  settableOnCreate: boolean;
  /** Value after an insert that leaves the property out; undefined means computed. Enumerations: the caption. */
  defaultValue: string | number | boolean | undefined;
}

/** A navigation property: its name, the entity set it leads to, and whether it holds many. */
export interface NavigationDefinition {
  name: string;
  target: string;
  many: boolean;
  /** `part` is contained in the entity, `relation` looks another entity up. */
  kind: 'part' | 'relation';
}

export interface EntityDefinition {
  entitySet: string;
  entityName: string;
  key: string;
  operations: { create: boolean; read: boolean; update: boolean; remove: boolean };
  properties: readonly PropertyDefinition[];
  byName: ReadonlyMap<string, PropertyDefinition>;
  navigation: ReadonlyMap<string, NavigationDefinition>;
}

interface EntityNotation {
  entitySet: string;
  entityName: string;
  /** Letters of create, read, update, delete. */
  operations: string;
  key?: string;
  /** `name:target*` words; the star means many, a missing target means the name itself. */
  parts?: string;
  relations?: string;
  /** One property a line: `name kind[length] flags`. Flags: ro, required, settableOnCreate, default=value (`?` is computed, `~` a space). */
  properties: string;
}

export const zeroGuid = '00000000-0000-0000-0000-000000000000';
export const zeroDate = '0001-01-01';

const emptyValues: Record<ValueKind, string | number | boolean> = {
  guid: zeroGuid,
  code: '',
  text: '',
  bool: false,
  decimal: '0',
  int: 0,
  long: 0,
  date: zeroDate,
  instant: `${zeroDate}T00:00:00Z`,
  enum: '',
  stream: '',
};

/** Reads one entity's notation. Throws on a word it does not know, so a slip in the data shows at start. */
export function defineEntity(notation: EntityNotation): EntityDefinition {
  const properties = notation.properties.trim().split('\n').map(parseProperty);
  const navigation = [...parseNavigation(notation.parts, 'part'), ...parseNavigation(notation.relations, 'relation')];
  return {
    entitySet: notation.entitySet,
    entityName: notation.entityName,
    key: notation.key ?? 'id',
    operations: {
      create: notation.operations.includes('c'),
      read: notation.operations.includes('r'),
      update: notation.operations.includes('u'),
      remove: notation.operations.includes('d'),
    },
    properties,
    byName: new Map(properties.map((property) => [property.name, property])),
    navigation: new Map(navigation.map((entry) => [entry.name, entry])),
  };
}

function parseProperty(line: string): PropertyDefinition {
  const [name = '', type = '', ...flags] = line.trim().split(/\s+/);
  const match = /^([a-z]+)(?::(\w+))?(?:\[(\d+)\])?$/.exec(type);
  if (!match || !(match[1]! in emptyValues)) throw new Error(`Cannot read the property notation "${line}".`);
  const kind = match[1] as ValueKind;
  return {
    name,
    kind,
    maxLength: match[3] === undefined ? undefined : Number(match[3]),
    enumName: match[2] as EnumName | undefined,
    editable: !flags.includes('ro'),
    required: flags.includes('required'),
    settableOnCreate: flags.includes('settableOnCreate'),
    defaultValue: parseDefault(kind, flags),
  };
}

function parseDefault(kind: ValueKind, flags: string[]): string | number | boolean | undefined {
  const flag = flags.find((word) => word.startsWith('default='));
  if (flag === undefined) return emptyValues[kind];
  const text = flag.slice('default='.length).replaceAll('~', ' ');
  if (text === '?') return undefined;
  return kind === 'bool' ? text === 'true' : text;
}

function parseNavigation(words: string | undefined, kind: 'part' | 'relation'): NavigationDefinition[] {
  return (words ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const [name = '', target = name] = word.replace('*', '').split(':');
      return { name, target, many: word.endsWith('*'), kind };
    });
}

/** The value a new record holds for a property nobody set. */
export function emptyValueOf(kind: ValueKind): string | number | boolean {
  return emptyValues[kind];
}
