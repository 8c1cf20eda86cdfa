import type { z } from 'zod';
import { ContractError } from '../../domain/errors.js';

/** Parses an answer's text. Throws ContractError, naming the place and never the value, when it is not what the schema says. */
export function parseAnswer<Shape extends z.ZodType>(schema: Shape, text: string, label: string): z.output<Shape> {
  return checkShape(schema, jsonOf(text, label), label);
}

/** Checks an answer that is parsed already. Throws ContractError as {@link parseAnswer}. */
export function checkShape<Shape extends z.ZodType>(schema: Shape, value: unknown, label: string): z.output<Shape> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'the answer'}: ${issue.message}`);
  throw new ContractError('business-central', `Business Central's answer has an unknown shape (${label}). ${faults.join('; ')}`);
}

/** Throws ContractError when the text is not JSON. */
export function jsonOf(text: string, label: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ContractError('business-central', `Business Central's answer is not JSON (${label}).`, { cause: error });
  }
}
