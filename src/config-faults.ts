import { z } from 'zod';
import { configSchema } from './config-schema.js';
import { suggestion } from './mapping/suggest.js';

type Issue = z.core.$ZodIssue;

/** What is wrong at which path, and what to write instead. Unknown settings are a fault each. */
export function faultsOf(issue: Issue): { path: string[]; message: string }[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path, message: sentenceOf(issue) }];
  return issue.keys.map((key) => ({ path: [...path, key], message: unknownSetting(key, keysAt(path)) }));
}

function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${wordFor(issue.expected)}`;
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be ${leastOf(issue)}`;
    case 'too_big':
      return `must be at most ${String(issue.maximum)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    default:
      return issue.message;
  }
}

function leastOf({ minimum, inclusive, origin }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'array') return 'a list with at least one entry';
  // Counts are whole numbers, so "more than 0" is 1 to a person.
  return `${inclusive === true ? String(minimum) : String(Number(minimum) + 1)} or more`;
}

function wordFor(expected: string): string {
  const words: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    object: 'a section with settings of its own, each on an indented line below it',
    array: 'a list, for example [1m, 5m]',
  };
  return words[expected] ?? expected;
}

function unknownSetting(key: string, known: readonly string[]): string {
  return `there is no such setting.${suggestion(key, known) || ` Here may stand: ${known.join(', ')}.`}`;
}

/** The settings a section may have. */
function keysAt(path: readonly string[]): string[] {
  let schema: unknown = configSchema;
  for (const key of path) schema = inner(schema)?.shape[key];
  return Object.keys(inner(schema)?.shape ?? {});
}

function inner(schema: unknown): z.ZodObject | undefined {
  const bare = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  return bare instanceof z.ZodObject ? bare : undefined;
}
