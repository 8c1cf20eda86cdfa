interface Shape {
  properties?: Record<string, Shape>;
  items?: Shape;
  additionalProperties?: Shape | boolean;
  anyOf?: Shape[];
}

/** Keys a JSON Schema knows at a path, for suggestions. */
export function keysAt(schema: unknown, path: readonly (string | number)[]): string[] {
  let shape: Shape | undefined = schema as Shape;
  for (const part of path) shape = stepInto(shape, part);
  return Object.keys(shape?.properties ?? {});
}

function stepInto(shape: Shape | undefined, part: string | number): Shape | undefined {
  if (shape === undefined) return undefined;
  if (shape.anyOf !== undefined)
    return shape.anyOf.map((option) => stepInto(option, part)).find((option) => option !== undefined);
  if (typeof part === 'number') return shape.items;
  const named = shape.properties?.[part];
  return named ?? (typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined);
}
