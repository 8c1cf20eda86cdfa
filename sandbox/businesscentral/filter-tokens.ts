import { badRequest } from './errors.js';

/** A piece of a `$filter` text. */
export interface Token {
  kind: 'text' | 'word' | 'number' | 'guid' | 'instant' | 'date' | 'sign';
  value: string;
}

const shapes: [Token['kind'], RegExp][] = [
  ['text', /'(?:[^']|'')*'/y],
  ['guid', /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/iy],
  ['instant', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/iy],
  ['date', /\d{4}-\d{2}-\d{2}(?!\d)/y],
  ['number', /-?\d+(?:\.\d+)?/y],
  ['word', /[A-Za-z_][\w/]*/y],
  ['sign', /[(),]/y],
];

/** Cuts a `$filter` into tokens. Throws 400 for characters that belong to none. */
export function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    if (/\s/.test(filter[at]!)) {
      at += 1;
      continue;
    }
    const token = tokenAt(filter, at);
    if (!token) throw badRequest(`Syntax error at position ${at} in '${filter}'.`);
    tokens.push({ kind: token.kind, value: unquote(token) });
    at += token.value.length;
  }
  return tokens;
}

function tokenAt(filter: string, at: number): Token | undefined {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const match = shape.exec(filter);
    if (match) return { kind, value: match[0] };
  }
  return undefined;
}

function unquote(token: Token): string {
  return token.kind === 'text' ? token.value.slice(1, -1).replaceAll("''", "'") : token.value;
}
