import { z } from 'zod';

/** One record of an answer: what could be read of it, and the names of the properties that could not. */
export interface Reading<Row> {
  record: Partial<Row>;
  broken: string[];
}

/**
 * A schema that takes any record: one with a property of an unknown shape is told as such, so that it is a problem of its own and the other
 * records of the answer go on.
 */
export function reading<Shape extends z.ZodObject>(shape: Shape) {
  return z.unknown().transform((value): Reading<z.output<Shape>> => readRecord(shape, value));
}

/** Reads a record as far as it can be read. Never throws. */
export function readRecord<Shape extends z.ZodObject>(shape: Shape, value: unknown): Reading<z.output<Shape>> {
  const whole = shape.safeParse(value);
  if (whole.success) return { record: whole.data, broken: [] };
  const names = Object.keys(shape.shape);
  if (typeof value !== 'object' || value === null) return { record: {}, broken: names };
  const broken = [...new Set(whole.error.issues.map((issue) => String(issue.path[0])))].filter((name) => names.includes(name));
  const rest = Object.fromEntries(Object.entries(value).filter(([name]) => !broken.includes(name)));
  const readable = shape.partial().safeParse(rest);
  return readable.success ? { record: readable.data as Partial<z.output<Shape>>, broken } : { record: {}, broken: names };
}

/** The answer to a creation: a record that cannot be told apart leaves its outcome unknown. */
export function created<Shape extends z.ZodObject>(shape: Shape) {
  return reading(shape).refine(({ broken }) => !broken.includes('id'), { message: 'the id of what was created is missing' });
}

/** The records that could be read wholly; for looks at evidence, where the others tell nothing. */
export function wholeOf<Row>(rows: readonly Reading<Row>[]): Row[] {
  return rows.filter(({ broken }) => broken.length === 0).map(({ record }) => record as Row);
}
