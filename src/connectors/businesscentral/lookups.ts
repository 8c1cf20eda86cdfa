import type { z } from 'zod';
import { matchingPaths, type Api } from './api.js';
import { isGuid, listPath, textLiteral } from './filters.js';
import { reading, type Reading } from './records.js';
import { selectOf } from './schema.js';

/** The records of an entity set whose property is one of the texts. */
export async function findByText<Row extends z.ZodObject>(
  api: Api,
  companyId: string,
  entitySet: string,
  property: string,
  texts: Iterable<string>,
  row: Row,
): Promise<Reading<z.output<Row>>[]> {
  const terms = [...new Set(texts)].map((text) => `${property} eq ${textLiteral(text)}`);
  return api.lists(matchingPaths(api, companyId, { entitySet, select: selectOf(row) }, terms), reading(row));
}

/** The records with these ids. What is no GUID is nobody's id. */
export async function findById<Row extends z.ZodObject>(
  api: Api,
  companyId: string,
  entitySet: string,
  ids: Iterable<string>,
  row: Row,
): Promise<Reading<z.output<Row>>[]> {
  const terms = [...new Set(ids)].filter(isGuid).map((id) => `id eq ${id}`);
  return api.lists(matchingPaths(api, companyId, { entitySet, select: selectOf(row) }, terms), reading(row));
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
): Promise<Reading<z.output<Row>>[]> {
  const wanted = text.trim();
  if (wanted === '') return [];
  const paths = properties.map((property) => {
    const filter = spellings(wanted)
      .map((spelling) => `contains(${property},${textLiteral(spelling)})`)
      .join(' or ');
    return listPath(companyId, { entitySet, filter, select: selectOf(row), top: limit });
  });
  return distinct(await api.lists(paths, reading(row))).slice(0, limit);
}

/** Each record once, of each kind; those whose id cannot be read all stay. */
export function distinct<Row extends object>(
  rows: readonly Reading<Row>[],
  kindOf: (row: Reading<Row>) => boolean = () => true,
): Reading<Row>[] {
  const keyOf = (row: Reading<Row>) => ('id' in row.record ? `${String(row.record.id)} ${kindOf(row)}` : row);
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

function spellings(text: string): string[] {
  const lower = text.toLowerCase();
  const names = lower.replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
  return [...new Set([text, lower, text.toUpperCase(), names, names.charAt(0) + lower.slice(1)])];
}

/** Cards by the text a caller gave; codes are compared in upper case, as BC stores them (BC reference 2). See {@link pick}. */
export function byGivenCode<Card extends { id: string; number: string }>(
  given: readonly string[],
  cards: readonly Card[],
): Map<string, Card> {
  const byCode = new Map(cards.map((card) => [card.number.toUpperCase(), card]));
  const unclear = cards.find((card) => card.number === '');
  return pick(given, (code) => byCode.get(code.trim().toUpperCase()), unclear && ((number) => ({ ...unclear, id: '', number })));
}

/** Records by the id a caller gave, whatever its case. See {@link pick}. */
export function byGivenId<Value extends { id: string }>(given: readonly string[], values: readonly Value[]): Map<string, Value> {
  const byId = new Map(values.map((value) => [value.id, value]));
  const unclear = values.find((value) => value.id === '');
  return pick(given, (id) => byId.get(id.toLowerCase()), unclear && ((id) => ({ ...unclear, id })));
}

/**
 * What is found for each key. A record whose own key could not be read may be anyone's: it stands for every key that found nothing, so that no
 * key passes for one that nobody has.
 */
function pick<Value>(
  given: readonly string[],
  find: (key: string) => Value | undefined,
  unclear?: (key: string) => Value,
): Map<string, Value> {
  const picked = new Map<string, Value>();
  for (const key of given) {
    const value = find(key) ?? unclear?.(key);
    if (value !== undefined) picked.set(key, value);
  }
  return picked;
}
