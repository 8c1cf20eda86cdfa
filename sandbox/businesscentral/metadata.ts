import { entities } from './data/entities.js';
import { enumCaptions } from './data/enums.js';
import type { EntityDefinition, PropertyDefinition, ValueKind } from './data/notation.js';
import { wireNameOf } from './wire.js';

const edmTypes: Record<Exclude<ValueKind, 'enum'>, string> = {
  guid: 'Edm.Guid',
  code: 'Edm.String',
  text: 'Edm.String',
  bool: 'Edm.Boolean',
  decimal: 'Edm.Decimal',
  int: 'Edm.Int32',
  long: 'Edm.Int64',
  date: 'Edm.Date',
  instant: 'Edm.DateTimeOffset',
  stream: 'Edm.Stream',
};

/** The `$metadata` document, made from the data files. */
export function metadataDocument(): string {
  const types = [...entities.values()].map(entityType).join('');
  const enums = Object.entries(enumCaptions).map(enumType).join('');
  const sets = [...entities.keys()]
    .map((set) => `<EntitySet Name="${set}" EntityType="Microsoft.NAV.${entities.get(set)!.entityName}"/>`)
    .join('');
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="Microsoft.NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">${types}${enums}<EntityContainer Name="NAV">${sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;
}

function entityType(entity: EntityDefinition): string {
  const properties = entity.properties.map(propertyElement).join('');
  const navigation = [...entity.navigation.values()]
    .filter(({ target }) => entities.has(target))
    .map(({ name, target, many }) => {
      const type = `Microsoft.NAV.${entities.get(target)!.entityName}`;
      return `<NavigationProperty Name="${name}" Type="${many ? `Collection(${type})` : type}"${many ? ' ContainsTarget="true"' : ''}/>`;
    });
  return `<EntityType Name="${entity.entityName}"><Key><PropertyRef Name="${entity.key}"/></Key>${properties}${navigation.join('')}</EntityType>`;
}

function propertyElement(property: PropertyDefinition): string {
  const type = property.kind === 'enum' ? `Microsoft.NAV.${property.enumName!}` : edmTypes[property.kind];
  const length = property.maxLength === undefined ? '' : ` MaxLength="${property.maxLength}"`;
  return `<Property Name="${property.name}" Type="${type}"${property.required ? ' Nullable="false"' : ''}${length}/>`;
}

function enumType([name, captions]: [string, readonly string[]]): string {
  const members = captions.map((caption, value) => `<Member Name="${wireNameOf(caption)}" Value="${value}"/>`).join('');
  return `<EnumType Name="${name}">${members}</EnumType>`;
}
