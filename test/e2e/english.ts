import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { danish } from '../../src/domain/words/danish.js';
import { english } from '../../src/domain/words/english.js';
import type { SentenceId } from '../../src/domain/words/sentence.js';

type Tree = { [key: string]: string | Tree };
const locale = (language: string): Map<string, string> =>
  flatten(JSON.parse(readFileSync(join(import.meta.dirname, `../../ui/src/locales/${language}.json`), 'utf8')) as Tree, '');

/** What only English says: the fixed parts of its sentences, long enough not to be there by chance. */
const parts = englishParts();

/** The English of ours in a text. */
export function englishIn(text: string): string[] {
  return parts.filter((part) => text.includes(part));
}

function englishParts(): string[] {
  const pages = { en: locale('en'), da: locale('da') };
  const pairs = [
    ...Object.keys(english).map((id) => [english[id as SentenceId], danish[id as SentenceId]] as const),
    ...[...pages.en].map(([key, text]) => [text, pages.da.get(key) ?? ''] as const),
  ];
  const found = pairs.flatMap(([mine, theirs]) => piecesOf(mine).filter((piece) => !theirs.includes(piece)));
  return [...new Set(found)];
}

function piecesOf(text: string): string[] {
  return text
    .split(/\{\{?[^}]+\}?\}/)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= 11 && /[a-z] [a-z]/.test(piece));
}

function flatten(tree: Tree, prefix: string): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}
