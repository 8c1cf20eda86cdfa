import type { z } from 'zod';
import { matchingPaths, type Api } from './api.js';
import { isGuid, listPath, textLiteral } from './filters.js';
import { selectOf } from './schema.js';

/** The records of an entity set whose property is one of the texts. */
export async function findByText<Row extends z.ZodObject>(
  api: Api,
  companyId: string,
  entitySet: string,
  property: string,
  texts: Iterable<string>,
  row: Row,
): Promise<z.output<Row>[]> {
  const terms = [...new Set(texts)].map((text) => `${property} eq ${textLiteral(text)}`);
  return api.lists(matchingPaths(api, companyId, { entitySet, select: selectOf(row) }, terms), row);
}

/** The records with these ids. What is no GUID is nobody's id. */
export async function findById<Row extends z.ZodObject>(
  api: Api,
  companyId: string,
  entitySet: string,
  ids: Iterable<string>,
  row: Row,
): Promise<z.output<Row>[]> {
  const terms = [...new Set(ids)].filter(isGuid).map((id) => `id eq ${id}`);
  return api.lists(matchingPaths(api, companyId, { entitySet, select: selectOf(row) }, terms), row);
}

/**
 * Records one of whose properties contains the text, for a person who looks for something: one list a property, because BC refuses `or`
 * over different ones (BC reference 7). `contains` minds capitals, so the usual spellings are tried. At most `limit`, each once.
 */
export async function findContaining<Row extends z.ZodObject>(
  api: Api,
  companyId: string,
  entitySet: string,
  properties: readonly string[],
  text: string,
  limit: number,
  row: Row,
): Promise<z.output<Row>[]> {
  const wanted = text.trim();
  if (wanted === '') return [];
  const paths = properties.map((property) => {
    const filter = spellings(wanted)
      .map((spelling) => `contains(${property},${textLiteral(spelling)})`)
      .join(' or ');
    return listPath(companyId, { entitySet, filter, select: selectOf(row), top: limit });
  });
  const rows = await api.lists(paths, row);
  return [...new Map(rows.map((found) => [found['id'], found])).values()].slice(0, limit);
}

function spellings(text: string): string[] {
  const lower = text.toLowerCase();
  const names = lower.replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
  return [...new Set([text, lower, text.toUpperCase(), names, names.charAt(0) + lower.slice(1)])];
}

/** The records by the text a caller gave; codes are compared in upper case, as BC stores them (BC reference 2). */
export function byGivenCode<Value>(
  given: readonly string[],
  values: readonly Value[],
  codeOf: (value: Value) => string,
): Map<string, Value> {
  const byCode = new Map(values.map((value) => [codeOf(value).toUpperCase(), value]));
  return pick(given, (code) => byCode.get(code.trim().toUpperCase()));
}

/** The records by the id a caller gave, whatever its case. */
export function byGivenId<Value extends { id: string }>(given: readonly string[], values: readonly Value[]): Map<string, Value> {
  const byId = new Map(values.map((value) => [value.id, value]));
  return pick(given, (id) => byId.get(id.toLowerCase()));
}

function pick<Value>(given: readonly string[], find: (key: string) => Value | undefined): Map<string, Value> {
  const picked = new Map<string, Value>();
  for (const key of given) {
    const value = find(key);
    if (value !== undefined) picked.set(key, value);
  }
  return picked;
}
