import { Decimal } from 'decimal.js';
import { badRequest, BusinessCentralError } from './errors.js';
import { enumCaptions } from './data/enums.js';
import { emptyValueOf, type EntityDefinition, type PropertyDefinition } from './data/notation.js';
import { enumMember, isDay } from './wire.js';

/** A property as stored: text, truth, whole number; decimals are decimal text, enumerations wire names. */
export type StoredValue = string | boolean | number;

/** One property of a body, read and checked, in the order of the body. */
export interface BodyEntry {
  name: string;
  value: StoredValue;
}

const guidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Parses the JSON of a write. Throws 400 for anything but an object. */
export function parseBody(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest('Invalid Request Body');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw badRequest('Invalid Request Body');
  return parsed as Record<string, unknown>;
}

/**
 * Reads the body's properties in body order, which later decides what overwrites what (reference 3.5). Navigation
 * properties that hold lists are left to the caller. Throws for unknown, read-only, over-long and ill-typed properties.
 */
export function readBody(entity: EntityDefinition, body: Record<string, unknown>, purpose: 'create' | 'update'): BodyEntry[] {
  const entries: BodyEntry[] = [];
  for (const [name, raw] of Object.entries(body)) {
    if (name.includes('@')) continue;
    if (entity.navigation.has(name) && typeof raw === 'object') continue;
    const property = entity.byName.get(name);
    if (!property) throw badRequest(unknownPropertyText(name, entity));
    if (!isWritable(property, purpose)) throw readOnly(name);
    entries.push({ name, value: readValue(property, raw) });
  }
  return entries;
}

function unknownPropertyText(name: string, entity: EntityDefinition): string {
  return `The property '${name}' does not exist on type 'Microsoft.NAV.${entity.entityName}'. Make sure to only use property names that are defined by the type.`;
}

function isWritable(property: PropertyDefinition, purpose: 'create' | 'update'): boolean {
  return property.editable || (purpose === 'create' && property.settableOnCreate);
}

/** The refusal of a property that the page does not let one write (reference 3.0). */
export function readOnly(name: string): BusinessCentralError {
  return new BusinessCentralError(400, 'BadRequest_InvalidOperation', `Control '${controlCaption(name)}' is read-only`);
}

function controlCaption(name: string): string {
  if (name === 'number') return 'No.';
  return name.charAt(0).toUpperCase() + name.slice(1).replace(/([A-Z])/g, ' $1');
}

/** Checks one JSON value against its property. `null` counts as the empty value: how the real service takes it is not verified. */
export function readValue(property: PropertyDefinition, raw: unknown): StoredValue {
  if (raw === null) return property.kind === 'enum' ? (enumMember(property.enumName!, '') ?? '') : emptyValueOf(property.kind);
  switch (property.kind) {
    case 'code':
      return readText(property, raw).trim().toUpperCase();
    case 'text':
    case 'instant':
    case 'stream':
      return readText(property, raw);
    case 'guid':
      return readGuid(property, raw);
    case 'enum':
      return readMember(property, raw);
    case 'date':
      return readDay(property, raw);
    case 'decimal':
      return readDecimal(property, raw);
    case 'bool':
      if (typeof raw !== 'boolean') throw wrongType(raw, 'Edm.Boolean');
      return raw;
    case 'int':
    case 'long':
      if (!Number.isInteger(raw)) throw wrongType(raw, 'Edm.Int32');
      return raw as number;
  }
}

function readText(property: PropertyDefinition, raw: unknown): string {
  if (typeof raw !== 'string') throw wrongType(raw, 'Edm.String');
  if (property.maxLength !== undefined && raw.length > property.maxLength) throw tooLong(raw, property.maxLength);
  return raw;
}

/** The service never cuts a text; it refuses it (reference 0.11). */
export function tooLong(text: string, maxLength: number): BusinessCentralError {
  const message = `The length of the string is ${text.length}, but it must be less than or equal to ${maxLength} characters. Value: ${text}`;
  return new BusinessCentralError(400, 'Application_StringExceededLength', message);
}

function readGuid(property: PropertyDefinition, raw: unknown): string {
  if (typeof raw !== 'string') throw wrongType(raw, 'Edm.Guid');
  if (!guidPattern.test(raw)) {
    throw new BusinessCentralError(
      400,
      'Application_InvalidGUID',
      `Cannot convert the value '${raw}' of "${property.name}" to a GUID.`,
    );
  }
  return raw.toLowerCase();
}

/** The stored wire name of a member, however it was spelled. Throws `Unknown` with the captions (reference 2). */
export function readMember(property: PropertyDefinition, raw: unknown): string {
  const spelling = String(raw);
  const member = enumMember(property.enumName!, spelling);
  if (member !== undefined) return member;
  const captions = enumCaptions[property.enumName!].join(',');
  throw new BusinessCentralError(400, 'Unknown', `'${spelling}' is not an option. The existing options are: ${captions}`);
}

function readDay(property: PropertyDefinition, raw: unknown): string {
  if (typeof raw !== 'string') throw wrongType(raw, 'Edm.Date');
  if (!isDay(raw)) throw badRequest(`Cannot convert the literal '${raw}' of "${property.name}" to the expected type 'Edm.Date'.`);
  return raw;
}

function readDecimal(property: PropertyDefinition, raw: unknown): string {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) throw wrongType(raw, 'Edm.Decimal');
  const value = new Decimal(raw);
  if (property.name === 'quantity' && value.decimalPlaces() > 5) {
    throw new BusinessCentralError(
      400,
      'Application_EvaluateException',
      `The value ${raw} of "quantity" has more than 5 decimals.`,
    );
  }
  return value.toString();
}

function wrongType(raw: unknown, expected: string): BusinessCentralError {
  return badRequest(`Cannot convert the literal '${String(raw)}' to the expected type '${expected}'.`);
}

/** A new record's values before anything is set: the defaults of the data files. */
export function emptyRecord(entity: EntityDefinition): Record<string, StoredValue> {
  const record: Record<string, StoredValue> = {};
  for (const property of entity.properties) {
    if (property.kind === 'stream' || property.kind === 'instant') continue;
    record[property.name] = defaultOf(property);
  }
  return record;
}

function defaultOf(property: PropertyDefinition): StoredValue {
  if (property.kind === 'enum') return enumMember(property.enumName!, String(property.defaultValue ?? '')) ?? '';
  return property.defaultValue ?? emptyValueOf(property.kind);
}
