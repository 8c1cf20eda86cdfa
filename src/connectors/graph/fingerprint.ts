import { createHash } from 'node:crypto';

/** Meeting links are made anew without anything having changed. */
const idleFields: ReadonlySet<string> = new Set(['joinWebUrl', 'anonymousJoinWebUrl']);

/** Filled by a GET only; a list that starts or stops showing them has not changed the appointment (Graph reference 4.3). */
const getOnlyFields: ReadonlySet<string> = new Set(['customerNotes', 'serviceNotes', 'reminders', 'notes']);

/**
 * Tells whether a list item changed: a hash over the item without OData annotations, meeting links and fields that only a GET fills.
 * The order of its properties makes no difference; the order of its arrays does. Source: Graph reference, section 8.
 */
export function fingerprintOf(item: unknown): string {
  return createHash('sha1').update(canonicalText(item)).digest('base64');
}

function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const object = value as Readonly<Record<string, unknown>>;
  let text = '{';
  for (const { name, label } of shapeOf(Object.keys(object))) text += `${label}${canonicalText(object[name])},`;
  return `${text}}`;
}

/** The properties that count, in order, each with what stands before its value. */
type Shape = readonly { name: string; label: string }[];

/** Thousands of entries have the same properties. */
const shapes = new Map<string, Shape>();
const mostShapes = 1_000;

function shapeOf(names: readonly string[]): Shape {
  const key = names.join('\0');
  const known = shapes.get(key);
  if (known !== undefined) return known;
  if (shapes.size >= mostShapes) shapes.clear();
  const shape = names
    .filter(counts)
    .sort()
    .map((name) => ({ name, label: `${JSON.stringify(name)}:` }));
  shapes.set(key, shape);
  return shape;
}

function counts(name: string): boolean {
  return !name.includes('@odata.') && !idleFields.has(name) && !getOnlyFields.has(name);
}
