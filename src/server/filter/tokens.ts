import { say, type Sentence } from '../../domain/words/sentence.js';
import { FilterError } from './filterError.js';

/** One comparison of a filter text, before its values are understood. */
export type Operand =
  | { kind: 'value'; comparison: Comparison; ignoreCase: boolean; word: Word }
  | { kind: 'range'; negated: boolean; from: Word | null; to: Word | null };

export const comparisons = ['<>', '<=', '>=', '<', '>', '='] as const;
export type Comparison = (typeof comparisons)[number];

/** A value as written. */
export interface Word {
  /** The value with quotes taken off and spaces around it removed. */
  text: string;
  /** Holds a `*` or `?` outside quotes. */
  wildcards: boolean;
  /** Some of it was in quotes, so it is meant literally. */
  quoted: boolean;
}

/** A character with the knowledge whether it stood in quotes. */
interface Character {
  character: string;
  quoted: boolean;
}

/** `a|b&c` as alternatives of conditions that hold together: `&` binds tighter than `|`, as in BC. Throws FilterError. */
export function readOperands(text: string): Operand[][] {
  const alternatives = splitAt(unquote(text), '|').map((part) => splitAt(part, '&'));
  return alternatives.map((conditions) => conditions.map(readOperand));
}

/** Opens a quote only where a value, or a part after a sign, begins: the apostrophe of O'Brien is a letter. */
function unquote(text: string): Character[] {
  const result: Character[] = [];
  const characters = [...text];
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index]!;
    if (character !== "'" || /[\p{L}\p{N}\p{M}]/u.test(characters[index - 1] ?? '')) result.push({ character, quoted: false });
    else index = readQuote(characters, index, result);
  }
  return result;
}

/** Reads from the opening quote on; `''` inside stands for one quote. Returns the index of the closing quote. */
function readQuote(characters: readonly string[], opening: number, result: Character[]): number {
  result.push({ character: '', quoted: true });
  for (let index = opening + 1; index < characters.length; index += 1) {
    const character = characters[index]!;
    if (character !== "'") result.push({ character, quoted: true });
    else if (characters[index + 1] !== "'" || index === opening + 1) return index;
    else result.push({ character: characters[(index += 1)]!, quoted: true });
  }
  throw new FilterError(say('filter-quote-open'));
}

function splitAt(characters: readonly Character[], sign: string): Character[][] {
  const parts: Character[][] = [[]];
  for (const one of characters) {
    if (!one.quoted && one.character === sign) parts.push([]);
    else parts.at(-1)!.push(one);
  }
  return parts;
}

function readOperand(characters: readonly Character[]): Operand {
  const { comparison, rest } = readComparison(trim(characters));
  const ends = splitAtDots(rest);
  if (ends.length > 2) throw new FilterError(say('filter-two-ranges'));
  if (ends.length === 2) return readRange(comparison, ends[0]!, ends[1]!);
  return readValue(comparison ?? '=', rest);
}

function readComparison(characters: readonly Character[]): { comparison: Comparison | null; rest: Character[] } {
  const start = plainStart(characters, 2);
  const comparison = comparisons.find((sign) => start.startsWith(sign)) ?? null;
  return { comparison, rest: trim(characters.slice(comparison?.length ?? 0)) };
}

/** The first characters as text, up to the first quoted one. */
function plainStart(characters: readonly Character[], count: number): string {
  const quotedAt = characters.findIndex((one) => one.quoted);
  return characters
    .slice(0, quotedAt === -1 ? count : Math.min(quotedAt, count))
    .map((one) => one.character)
    .join('');
}

function readRange(comparison: Comparison | null, from: readonly Character[], to: readonly Character[]): Operand {
  if (comparison !== null && comparison !== '<>' && comparison !== '=') {
    throw new FilterError(say('filter-sign-before-range', { sign: comparison }));
  }
  const ends = { from: readEnd(from), to: readEnd(to) };
  if (ends.from === null && ends.to === null) throw new FilterError(say('filter-range-without-end'));
  return { kind: 'range', negated: comparison === '<>', ...ends };
}

function readEnd(characters: readonly Character[]): Word | null {
  if (characters.length === 0) return null;
  if (plainStart(characters, 1) === '@') throw new FilterError(say('filter-case-in-range'));
  const word = wordOf(characters);
  if (word.wildcards) throw new FilterError(say('filter-wildcards-in-range'));
  return word;
}

function readValue(comparison: Comparison, characters: readonly Character[]): Operand {
  const ignoreCase = plainStart(characters, 1) === '@';
  const rest = ignoreCase ? trim(characters.slice(1)) : characters;
  if (rest.length === 0) throw new FilterError(missingValue(comparison, ignoreCase));
  const word = wordOf(rest);
  if (word.wildcards && comparison !== '=' && comparison !== '<>') {
    throw new FilterError(say('filter-sign-with-wildcards', { sign: comparison }));
  }
  if (ignoreCase && comparison !== '=' && comparison !== '<>') {
    throw new FilterError(say('filter-sign-with-case', { sign: comparison }));
  }
  return { kind: 'value', comparison, ignoreCase, word };
}

function missingValue(comparison: Comparison, ignoreCase: boolean): Sentence {
  if (ignoreCase) return say('filter-value-missing-after', { sign: '@' });
  return comparison === '=' ? say('filter-value-missing') : say('filter-value-missing-after', { sign: comparison });
}

function wordOf(characters: readonly Character[]): Word {
  const isWildcard = ({ character }: Character) => character === '*' || character === '?';
  const wildcards = characters.some((one) => !one.quoted && isWildcard(one));
  if (wildcards && characters.some((one) => one.quoted && isWildcard(one))) {
    throw new FilterError(say('filter-quoted-wildcard'));
  }
  return { text: characters.map((one) => one.character).join(''), wildcards, quoted: characters.some((one) => one.quoted) };
}

function splitAtDots(characters: readonly Character[]): Character[][] {
  const parts: Character[][] = [[]];
  const isDot = (one: Character | undefined) => one !== undefined && !one.quoted && one.character === '.';
  for (let index = 0; index < characters.length; index += 1) {
    if (!isDot(characters[index]) || !isDot(characters[index + 1])) parts.at(-1)!.push(characters[index]!);
    else {
      parts.push([]);
      index += 1;
    }
  }
  return parts.map(trim);
}

function trim(characters: readonly Character[]): Character[] {
  const isSpace = (one: Character) => !one.quoted && one.character.trim() === '';
  const start = characters.findIndex((one) => !isSpace(one));
  const end = characters.findLastIndex((one) => !isSpace(one));
  return start === -1 ? [] : characters.slice(start, end + 1);
}
