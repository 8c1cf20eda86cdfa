import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

export type Tree = { [key: string]: Tree | unknown };

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where references are looked up, and who hears of those that lead nowhere. */
export interface ReferenceSource {
  env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative `file:` paths start from. */
  directory: string;
  onFault(path: readonly string[], message: string): void;
}

/** The tree with every `env:NAME` and `file:PATH` text replaced by what it refers to; one that leads nowhere becomes undefined. */
export function fillReferences(value: unknown, source: ReferenceSource, path: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((entry, index) => fillReferences(entry, source, [...path, String(index)]));
  if (isTree(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fillReferences(entry, source, [...path, key])]));
  }
  if (typeof value !== 'string') return value;
  if (value.startsWith('env:')) return fromEnvironment(value.slice(4), source, path);
  if (value.startsWith('file:')) return fromFile(value.slice(5), source, path);
  return value;
}

/** Spaces and line ends around a value are never meant: secrets are often stored with one. */
function fromEnvironment(name: string, { env, onFault }: ReferenceSource, path: readonly string[]): string | undefined {
  const text = env[name]?.trim() ?? '';
  if (text !== '') return text;
  onFault(path, `the environment variable ${name} is not set; set it, or write ${path.join('.')} in your configuration file`);
  return undefined;
}

function fromFile(name: string, { directory, onFault }: ReferenceSource, path: readonly string[]): string | undefined {
  const file = resolve(directory, name);
  const fault = faultOfFile(file);
  const text = fault === null ? readFileSync(file, 'utf8').trim() : '';
  if (text !== '') return text;
  onFault(path, fault ?? `${file} is empty`);
  return undefined;
}

/** Why a file cannot be read, in words; null when it can. */
export function faultOfFile(file: string): string | null {
  if (!existsSync(file)) return `there is no file ${file}`;
  if (!statSync(file).isFile()) return `${file} is not a file`;
  try {
    readFileSync(file);
    return null;
  } catch (error) {
    return `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}); check its owner and rights`;
  }
}
